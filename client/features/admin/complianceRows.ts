import type { Localised } from '#shared/model/text.ts';

/** One requirement with what the system does about it, where that is proved, and what it leaves to the agency. */
export interface ComplianceRow {
  readonly rule: string;
  readonly asks: Localised;
  readonly does: Localised;
  /** Files of this project that show it. */
  readonly proof: string;
  readonly left: Localised | null;
}

/**
 * Law 27/2022 by article, and the 13 groups of functions that BSSN Regulation 4/2021 asks of web applications (RELIABILITY section 4). What
 * the system does not do is said.
 */
export const complianceRows: readonly ComplianceRow[] = [
  {
    rule: 'UU 27/2022 Pasal 16',
    asks: {
      id: 'Data pribadi dikumpulkan terbatas dan menurut tujuan.',
      en: 'Personal data is collected sparingly and for a purpose.',
    },
    does: {
      id: 'Yang disimpan tentang orang hanya akun petugas: nama, email, peran, perangkat daerah, waktu dan alamat jaringan saat masuk. Angka indikator tidak memuat orang.',
      en: 'Only accounts of staff are kept: name, e-mail, role, agency, times and network address of sign-ins. Indicator figures hold no persons.',
    },
    proof: 'shared/model/person.ts, server/storage/schema.ts',
    left: {
      id: 'Berkas bukti yang diunggah tidak boleh memuat data warga.',
      en: 'Evidence files must not hold data of citizens.',
    },
  },
  {
    rule: 'UU 27/2022 Pasal 31',
    asks: { id: 'Semua kegiatan pemrosesan direkam.', en: 'All processing is recorded.' },
    does: {
      id: 'Setiap perubahan dicatat bersama pelaku, waktu, alamat, dan isi sebelum-sesudah, dalam transaksi yang sama, dirantai dengan hash.',
      en: 'Each change is written with person, time, address and before-after in the same transaction, chained by hash.',
    },
    proof: 'server/domain/audit, tests/integration/audit',
    left: null,
  },
  {
    rule: 'UU 27/2022 Pasal 35, 36, 39',
    asks: {
      id: 'Keamanan, kerahasiaan, dan pencegahan akses tidak sah.',
      en: 'Security, confidentiality, and prevention of unlawful access.',
    },
    does: {
      id: 'Hak ditolak kecuali dinyatakan; kata sandi dan token hanya disimpan sebagai hash; sesi di server; hak yang dicabut berlaku paling lambat 5 detik.',
      en: 'Rights are denied unless declared; passwords and tokens are kept as hashes only; sessions live on the server; what is revoked ends within 5 seconds.',
    },
    proof: 'server/http/registry.ts, tests/integration/security',
    left: {
      id: 'Enkripsi cakram dan cadangan pada mesin server.',
      en: 'Encryption of disk and backups on the server.',
    },
  },
  {
    rule: 'UU 27/2022 Pasal 46',
    asks: {
      id: 'Pemberitahuan tertulis paling lambat 3 x 24 jam.',
      en: 'Written notice within 3 x 24 hours.',
    },
    does: {
      id: 'Ekspor di bawah: siapa yang terdampak, data apa, kapan dan bagaimana. Ekspor itu sendiri dicatat.',
      en: 'The export below: whose data, which, when and how. The export itself is recorded.',
    },
    proof: 'server/http/oversightRoutes.ts',
    left: {
      id: 'Isi penanganan, lalu kirim kepada subjek data dan lembaga.',
      en: 'Add the handling and send it to data subjects and the authority.',
    },
  },
  {
    rule: 'BSSN 4/2021: autentikasi',
    asks: {
      id: 'Kata sandi kuat, pembatasan percobaan, faktor kedua.',
      en: 'Strong passwords, limited tries, second factor.',
    },
    does: {
      id: 'Paling sedikit 12 huruf, yang mudah ditebak ditolak, scrypt; percobaan dibatasi per akun dan alamat; TOTP dan SSO.',
      en: 'At least 12 characters, guessable ones refused, scrypt; tries limited by account and address; TOTP and single sign-on.',
    },
    proof: 'shared/rules/password.ts, server/identity, tests/integration/security/bruteForce.test.ts',
    left: {
      id: 'Peraturan meminta komposisi dan masa berlaku kata sandi; Simpul mengikuti OWASP ASVS 5.0 yang tidak menganjurkannya. Nyatakan dalam kebijakan.',
      en: 'The regulation asks for composition and expiry; Simpul follows OWASP ASVS 5.0, which advises against both. State it in the policy.',
    },
  },
  {
    rule: 'BSSN 4/2021: manajemen sesi',
    asks: { id: 'Sesi acak, berakhir, dapat dicabut.', en: 'Random sessions that end and can be revoked.' },
    does: {
      id: 'Sesi disimpan di server, kuki HttpOnly dan SameSite (Secure di balik TLS); admin dapat mengakhiri semua sesi seseorang.',
      en: 'Sessions on the server, HttpOnly and SameSite cookies (Secure behind TLS); the admin can end all sessions of a person.',
    },
    proof: 'server/identity/createIdentity.ts, tests/integration/security/revocation.test.ts',
    left: null,
  },
  {
    rule: 'BSSN 4/2021: kontrol akses',
    asks: { id: 'Hak sekecil mungkin, pemisahan peran.', en: 'Least privilege, separation of roles.' },
    does: {
      id: 'Enam peran; setiap alamat dan peristiwa soket menyatakan siapa yang boleh; matriksnya diuji sel demi sel.',
      en: 'Six roles; each route and socket event declares who may; the matrix is tested cell by cell.',
    },
    proof: 'server/domain/people/access.ts, tests/integration/security/matrix.test.ts',
    left: null,
  },
  {
    rule: 'BSSN 4/2021: validasi input',
    asks: { id: 'Semua masukan diperiksa di server.', en: 'All input is checked on the server.' },
    does: {
      id: 'Skema tertutup untuk setiap isi; kesalahan disebut di tempatnya; tidak ada yang tersimpan sebagian.',
      en: 'Closed schemas for every body; faults named at their place; nothing is half-stored.',
    },
    proof: 'shared/model, tests/integration/security/badInput.test.ts',
    left: null,
  },
  {
    rule: 'BSSN 4/2021: kriptografi',
    asks: { id: 'Metode yang teruji, kunci acak.', en: 'Proven methods, random keys.' },
    does: {
      id: 'scrypt, SHA-256, HMAC, dan acak 256 bit dari sistem; tidak ada buatan sendiri.',
      en: 'scrypt, SHA-256, HMAC and 256 random bits of the platform; nothing of our own making.',
    },
    proof: 'server/identity/passwordHash.ts, server/domain/tokens',
    left: null,
  },
  {
    rule: 'BSSN 4/2021: penanganan galat dan log',
    asks: { id: 'Galat tidak membocorkan; log lengkap.', en: 'Errors leak nothing; logs are complete.' },
    does: {
      id: 'Galat dijawab dengan kalimat tetap; rahasia tidak masuk log; jejak audit berjangkar di luar basis data.',
      en: 'Errors answer with fixed sentences; secrets never reach a log; the audit trail is anchored outside the database.',
    },
    proof: 'shared/protocol/problem.ts, server/observability, tests/integration/security/tokenLeak.test.ts',
    left: { id: 'Simpan jangkar audit di mesin lain.', en: 'Keep the audit anchor on another machine.' },
  },
  {
    rule: 'BSSN 4/2021: perlindungan data',
    asks: {
      id: 'Data tidak hilang, tidak berubah diam-diam.',
      en: 'Data is not lost and not changed silently.',
    },
    does: {
      id: 'Diakui hanya sesudah tersimpan; ralat menyimpan yang lama; cadangan konsisten selagi berjalan; masa simpan menurut kelas.',
      en: 'Acknowledged only once durable; corrections keep what was; consistent backups while running; retention by class.',
    },
    proof: 'server/storage, tests/faults',
    left: {
      id: 'Jadwal cadangan dan latihan pemulihan.',
      en: 'A schedule of backups and drills of restore.',
    },
  },
  {
    rule: 'BSSN 4/2021: keamanan komunikasi',
    asks: { id: 'TLS di seluruh jalur.', en: 'TLS on all ways.' },
    does: {
      id: 'Resep proksi dengan TLS; kuki Secure; MQTT lewat mqtts; soket memeriksa asal.',
      en: 'Proxy recipes with TLS; Secure cookies; MQTT by mqtts; sockets check the origin.',
    },
    proof: 'server/deploy, tests/integration/security/origins.test.ts',
    left: { id: 'Sertifikat dan pembaruannya.', en: 'Certificates and their renewal.' },
  },
  {
    rule: 'BSSN 4/2021: kode berbahaya dan berkas',
    asks: { id: 'Berkas diperiksa, tidak dijalankan.', en: 'Files are checked and never run.' },
    does: {
      id: 'Makro ditolak; bom zip, ukuran palsu, dan jalur keluar ditolak; dibaca di pekerja terpisah dengan batas; berkas bukti hanya diunduh, tidak ditampilkan.',
      en: 'Macros are refused; zip bombs, lying sizes and paths that leave are refused; read in a worker of its own under caps; evidence is downloaded, never shown.',
    },
    proof: 'server/feeds/spreadsheet, tests/integration/security/traversal.test.ts',
    left: { id: 'Pemindai virus pada mesin server.', en: 'A virus scanner on the server.' },
  },
  {
    rule: 'BSSN 4/2021: logika bisnis',
    asks: { id: 'Alur tidak dapat dilompati atau diulang.', en: 'Steps cannot be skipped or repeated.' },
    does: {
      id: 'Tidak seorang pun memverifikasi kirimannya sendiri; dua langkah oleh dua orang; kunci idempotensi; periode terkunci menolak.',
      en: 'Nobody verifies their own figures; two steps by two people; idempotency keys; locked periods refuse.',
    },
    proof: 'server/domain/verification, tests/integration/desk/verification.test.ts',
    left: null,
  },
  {
    rule: 'BSSN 4/2021: API dan konfigurasi',
    asks: {
      id: 'API berhak terbatas; pengaturan aman sejak awal.',
      en: 'APIs with limited rights; safe settings from the start.',
    },
    does: {
      id: 'Token berhak dan berbatas waktu per perangkat daerah; hanya mendengar di mesin sendiri kecuali diatur; nilai pengaturan yang salah menghentikan penyalaan.',
      en: 'Tokens with scope and expiry for one agency; listens on the machine itself unless set; a bad setting stops the start.',
    },
    proof: 'server/config/settings.ts, server/domain/tokens',
    left: null,
  },
];
