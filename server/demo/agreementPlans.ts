import type { NewAgreement } from '#shared/model/agreement.ts';

/** An item of a made-up action plan; days count from the demo's own day, below zero before it. */
export interface ItemPlan {
  readonly text: string;
  readonly milestone: string;
  /** Null where the other party does it. */
  readonly agency: string | null;
  readonly due: number;
  /** Null while it is open. */
  readonly done: number | null;
  readonly indicator?: string;
  /** Key of a programme of the demo. */
  readonly programme?: string;
}

/** A made-up agreement. */
export interface AgreementPlan extends Pick<NewAgreement, 'type' | 'document' | 'title' | 'scope'> {
  readonly key: string;
  readonly other: string;
  readonly signed: number;
  readonly until: number;
  readonly items: readonly ItemPlan[];
}

/** Who signs in the demo: offices exist, these people do not. */
export const simulatedSigner = 'Pejabat (simulasi)';

const done = (text: string, agency: string, due: number): ItemPlan => ({
  text,
  milestone: 'Berita acara ditandatangani',
  agency,
  due,
  done: due - 5,
});

/** One with the ministry that is behind, one that ends soon, and one that has ended. None of them was ever signed. */
export const agreementPlans: readonly AgreementPlan[] = [
  {
    key: 'kementerian',
    type: 'sinergi',
    document: 'nota-kesepakatan',
    title: 'SIMULASI: Nota Kesepakatan pendampingan kota cerdas',
    scope: 'Contoh untuk peragaan: pendampingan, evaluasi bersama, dan quick win di enam pilar.',
    other: 'Kementerian (simulasi)',
    signed: -320,
    until: 760,
    items: [
      {
        text: 'Semua perangkat daerah terhubung ke pengaduan satu pintu',
        milestone: 'Aduan dijawab dari satu aplikasi',
        agency: 'diskominfosantik',
        due: -40,
        done: null,
        indicator: 'governance-lapor-answers',
        programme: 'lapor',
      },
      {
        text: 'Pengadaan arsip surat elektronik diselesaikan',
        milestone: 'Berita acara serah terima',
        agency: 'setda',
        due: -12,
        done: null,
        programme: 'arsip',
      },
      {
        text: 'Peta rencana SPBE ditetapkan',
        milestone: 'Dokumen ditandatangani',
        agency: 'bappeda',
        due: -150,
        done: -162,
        indicator: 'governance-spbe',
      },
      {
        text: 'Lokakarya evaluasi bersama digelar',
        milestone: 'Catatan lokakarya dibagikan',
        agency: null,
        due: 45,
        done: null,
      },
      {
        text: 'Sampah dipilah dari rumah di sepuluh desa',
        milestone: 'Sepuluh desa melapor setiap pekan',
        agency: 'dlh',
        due: 120,
        done: null,
        indicator: 'environment-waste-landfill',
        programme: 'sampah',
      },
    ],
  },
  {
    key: 'daerah',
    type: 'ksdd',
    document: 'kesepakatan-bersama',
    title: 'SIMULASI: Kesepakatan Bersama penanganan banjir lintas daerah',
    scope: 'Contoh untuk peragaan: pertukaran data tinggi muka air dan jadwal pintu air.',
    other: 'Pemerintah daerah tetangga (simulasi)',
    signed: -700,
    until: 26,
    items: [
      done('Data tinggi muka air dipertukarkan', 'bpbd', -400),
      {
        text: 'Saluran di perbatasan dinormalisasi',
        milestone: 'Uji aliran selesai',
        agency: 'dsdabmbk',
        due: 20,
        done: null,
        indicator: 'environment-flood-events',
        programme: 'banjir',
      },
    ],
  },
  {
    key: 'kampus',
    type: 'ksdpk',
    document: 'perjanjian-kerja-sama',
    title: 'SIMULASI: Perjanjian Kerja Sama pelatihan UMKM',
    scope: 'Contoh untuk peragaan: pelatihan pemasaran daring bagi usaha kecil.',
    other: 'Perguruan tinggi (simulasi)',
    signed: -900,
    until: -60,
    items: [
      done('Peserta dipilih bersama', 'dinkop-ukm', -780),
      done('Pelatihan diselesaikan', 'dinkop-ukm', -300),
    ],
  },
];
