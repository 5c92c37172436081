import type { NewRecommendation, RecommendationEntry } from '#shared/model/assistance.ts';

type Decision = Pick<Extract<RecommendationEntry, { kind: 'decision' }>, 'decisionKind' | 'title'>;
/** A step with the day on which it was taken, counted from the demo's own day. */
interface Step<Said> {
  readonly said: Said;
  readonly on: number;
}

/** A made-up recommendation with what followed; days count from the demo's own day, below zero before it. */
export interface RecommendationPlan extends Pick<NewRecommendation, 'text' | 'pillar'> {
  readonly key: string;
  readonly owner: string;
  readonly given: number;
  readonly due: number;
  readonly indicators: readonly string[];
  readonly response?: Step<string>;
  readonly decision?: Step<Decision>;
  readonly closed?: Step<string>;
}

/** One that is late, one that was answered, one that became a regulation whose figure moved since, and one that is over. */
export const recommendationPlans: readonly RecommendationPlan[] = [
  {
    key: 'sampah',
    text: 'SIMULASI: satukan pencatatan sampah yang masuk ke TPA dengan penimbangan harian.',
    pillar: 'environment',
    owner: 'dlh',
    given: -120,
    due: -15,
    indicators: ['environment-waste-landfill'],
  },
  {
    key: 'damkar',
    text: 'SIMULASI: ukur waktu tanggap pemadam per kecamatan, bukan rata-rata kabupaten saja.',
    pillar: 'living',
    owner: 'disdamkar',
    given: -75,
    due: 40,
    indicators: ['living-fire-response'],
    response: { said: 'Pencatatan per pos disiapkan; mulai bulan depan.', on: -50 },
  },
  {
    key: 'spbe',
    text: 'SIMULASI: tetapkan peta rencana SPBE dan satu penanggung jawab per layanan.',
    pillar: 'governance',
    owner: 'diskominfosantik',
    given: -720,
    due: -540,
    indicators: ['governance-spbe'],
    response: { said: 'Disetujui; naskah disusun bersama bagian hukum.', on: -690 },
    decision: {
      said: { decisionKind: 'regulation', title: 'SIMULASI: peraturan tentang peta rencana SPBE' },
      on: -560,
    },
  },
  {
    key: 'umkm',
    text: 'SIMULASI: catat UMKM baru lewat satu formulir di semua kecamatan.',
    pillar: 'economy',
    owner: 'dinkop-ukm',
    given: -400,
    due: -250,
    indicators: ['economy-umkm-new'],
    response: { said: 'Formulir bersama disepakati.', on: -380 },
    decision: {
      said: { decisionKind: 'programme', title: 'SIMULASI: masuk program naik kelas UMKM' },
      on: -300,
    },
    closed: { said: 'Formulir dipakai di semua kecamatan sejak awal tahun.', on: -200 },
  },
];
