/** Why something cannot be done with a shift of the room; part of the closed list of problems. */
export const shiftProblems = {
  'shift-open': {
    status: 409,
    id: ['Sudah ada regu jaga', 'Orang lain sudah memulai jaga. Bergabunglah dengan regu itu.'],
    en: ['A crew is on duty', 'Someone else has started a shift. Join that crew.'],
  },
  'shift-over': {
    status: 409,
    id: ['Jaga ini sudah berakhir', 'Jaga ini sudah diserahterimakan; catatannya terkunci.'],
    en: ['This shift is over', 'This shift was handed over; its log is locked.'],
  },
  'shift-full': {
    status: 409,
    id: ['Catatan jaga penuh', 'Catatan jaga ini penuh. Serah terimakan, lalu lanjutkan di jaga berikutnya.'],
    en: ['The log is full', 'The log of this shift is full. Hand over and go on in the next one.'],
  },
  'crew-full': {
    status: 409,
    id: ['Regu penuh', 'Regu jaga ini tidak dapat menerima orang lagi.'],
    en: ['The crew is full', 'The crew of this shift takes nobody more.'],
  },
  'not-on-duty': {
    status: 409,
    id: ['Belum bertugas', 'Hanya yang sedang bertugas di regu ini. Bergabunglah dahulu.'],
    en: ['Not on duty', 'Only for who is on duty in this crew. Join it first.'],
  },
  'not-lead': {
    status: 409,
    id: ['Bukan ketua regu', 'Hanya ketua regu yang membuat dan menyerahkan lembar serah terima.'],
    en: ['Not the lead', 'Only the lead of the crew writes and hands over the sheet.'],
  },
  'no-sheet': {
    status: 409,
    id: ['Belum ada lembar', 'Lembar serah terima belum dibuat.'],
    en: ['No sheet yet', 'The handover sheet has not been written yet.'],
  },
  'sheet-old': {
    status: 409,
    id: ['Lembar sudah lama', 'Lembar ini lebih tua dari 30 menit. Buat lembar baru sebelum menandatangani.'],
    en: ['The sheet is old', 'This sheet is older than 30 minutes. Write a new one before signing.'],
  },
  'sheet-other': {
    status: 409,
    id: [
      'Lembar sudah diganti',
      'Lembar serah terima sudah dibuat ulang. Baca yang baru sebelum menandatangani.',
    ],
    en: ['The sheet was replaced', 'The sheet was written anew. Read the new one before signing.'],
  },
  'sheet-unsigned': {
    status: 409,
    id: ['Belum diserahkan', 'Ketua regu yang bertugas belum menandatangani lembar ini.'],
    en: ['Not handed over yet', 'The lead on duty has not signed this sheet yet.'],
  },
  'sheet-signed': {
    status: 409,
    id: ['Sudah ditandatangani', 'Lembar ini sudah ditandatangani oleh regu yang bertugas.'],
    en: ['Signed already', 'The crew on duty has signed this sheet already.'],
  },
  'same-person': {
    status: 409,
    id: ['Perlu orang lain', 'Yang menerima harus orang lain daripada yang menyerahkan.'],
    en: ['Another person is needed', 'Whoever takes over must be someone else than who hands over.'],
  },
  unread: {
    status: 409,
    id: ['Ada yang belum dibaca', 'Tandai semua alarm dan kejadian sebagai dibaca, juga yang baru masuk.'],
    en: ['Something is not read', 'Tick all alarms and incidents as read, also those that came in just now.'],
  },
  'line-unknown': {
    status: 409,
    id: ['Baris tidak dapat dikoreksi', 'Baris ini tidak ada atau ditulis oleh Simpul sendiri.'],
    en: ['Line cannot be corrected', 'There is no such line, or Simpul itself wrote it.'],
  },
  'line-corrected': {
    status: 409,
    id: ['Sudah dikoreksi', 'Baris ini sudah dikoreksi. Koreksilah baris penggantinya.'],
    en: ['Corrected already', 'This line was corrected already. Correct the line in its place.'],
  },
  'picture-kind': {
    status: 415,
    id: ['Bukan gambar', 'Hanya gambar PNG, JPEG atau WebP, paling besar 5 MB. Tidak ada yang disimpan.'],
    en: ['Not a picture', 'Only PNG, JPEG or WebP pictures of at most 5 MB. Nothing was stored.'],
  },
} as const;
