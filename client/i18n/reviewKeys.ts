import { defineTexts } from './desk/defineTexts.ts';

/** What each key of the page of a session does. */
export const reviewKeyTexts = defineTexts(
  {
    open: 'Tombol',
    title: 'Tombol papan ketik',
    close: 'Tutup',
    '1–6': 'pilar 1 sampai 6',
    i: 'ikhtisar',
    m: 'peta',
    p: 'papan program',
    j: 'yang dijanjikan',
    w: 'pengatur waktu',
    l: 'kembali ke keadaan sekarang',
    b: 'kembali ke penyaji',
    s: 'buka atau tutup panel',
    h: 'sorot: klik pada gambar',
    g: 'penunjuk',
    '?': 'daftar tombol ini',
  },
  {
    open: 'Keys',
    title: 'Keys of this page',
    close: 'Close',
    '1–6': 'pillars 1 to 6',
    i: 'overview',
    m: 'map',
    p: 'programme board',
    j: 'what was promised',
    w: 'controls of time',
    l: 'back to the present',
    b: 'back to the presenter',
    s: 'open or close the panel',
    h: 'highlight: click in the picture',
    g: 'pointer',
    '?': 'this list',
  },
);
