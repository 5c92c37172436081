import type { AgencyCode, IndicatorId } from '#shared/model/ids.ts';
import { type AgendaItem, firstView, type Party } from '#shared/model/session.ts';
import type { NewSession, SessionEntry, SessionReply } from '#shared/model/sessionCalls.ts';
import { simulatedSigner } from './agreementPlans.ts';
import { toDayAfter } from './dayClock.ts';
import type { DemoReviewParts } from './reviewParts.ts';

/** What happens in a session of the demo: an entry of those who lead, or the answer of the guest who came by its link. */
export type DemoStep =
  | { readonly kind: 'entry'; readonly body: SessionEntry }
  | { readonly kind: 'reply'; readonly body: SessionReply };

/** A session of the demo with what happens in it; `agreement` is the key of the agreement that it is about. */
export interface DemoSession {
  readonly body: NewSession;
  readonly agreement: string | null;
  readonly steps: readonly DemoStep[];
}

const dayMs = 86_400_000;
const guest = 'Asesor (simulasi)';

/** One review that is over, with its minutes, and one signing that is still to come. */
export function buildDemoSessions(parts: DemoReviewParts): DemoSession[] {
  return [buildEnded(parts), buildPlanned(parts)];
}

const item = (id: string, title: string, view: Partial<AgendaItem['view']>): AgendaItem => ({
  id,
  title,
  note: null,
  minutes: 15,
  view: { ...firstView, ...view },
});

function buildEnded(parts: DemoReviewParts): DemoSession {
  const promised = item('janji', 'Yang dijanjikan sebelumnya', { scene: 'janji' });
  const spbe = toIndicator('governance-spbe', parts);
  const agenda = [
    promised,
    item('tata', 'Tata kelola: SPBE dan pengaduan', {
      scene: 'pilar',
      pillar: 'governance',
      indicator: spbe,
    }),
    item('program', 'Program di enam pilar', { scene: 'program' }),
  ];
  return {
    agreement: 'demo-agreement-kementerian',
    body: {
      key: 'demo-session-ended',
      title: 'SIMULASI: rapat evaluasi kota cerdas',
      purpose: 'review',
      startsAt: parts.at,
      place: 'Ruang simulasi',
      watermark: true,
      agenda,
      parties: [],
      agreement: null,
    },
    steps: toEndedSteps(agenda, spbe, parts),
  };
}

/** What a link and a question are called follows from the line that makes them. */
const [link, question] = ['l2', 'q6'];

function toEndedSteps(
  agenda: readonly AgendaItem[],
  indicator: IndicatorId | null,
  { today, at, has }: DemoReviewParts,
): DemoStep[] {
  let count = 0;
  const enter = (entry: object): DemoStep => {
    count += 1;
    return { kind: 'entry', body: { key: `demo-session-step-${count}`, ...entry } as SessionEntry };
  };
  const show = (index: number) => enter({ kind: 'item', item: agenda[index]?.id });
  const decide = (text: string, owner: string, days: number, seen: IndicatorId | null): DemoStep[] =>
    has('agency', owner)
      ? [
          enter({
            kind: 'decide',
            text,
            owner: owner as AgencyCode,
            dueOn: toDayAfter(today, days),
            indicator: seen,
            area: null,
          }),
        ]
      : [];
  return [
    enter({ kind: 'link', label: guest, speaksFor: 'Tim asesor (simulasi)', expiresAt: at + dayMs }),
    enter({ kind: 'open' }),
    show(0),
    enter({ kind: 'note', text: 'Dua janji rencana aksi terlambat; penanggung jawab hadir.' }),
    enter({
      kind: 'ask',
      text: 'Apa syarat agar dua janji itu dianggap selesai?',
      agency: null,
      link,
      indicator: null,
    }),
    {
      kind: 'reply',
      body: {
        key: 'demo-session-reply',
        question,
        text: 'Cukup berita acara dan tangkapan layar layanan yang sudah berjalan.',
      },
    },
    show(1),
    ...decide('Peta rencana SPBE dievaluasi bersama tim asesor', 'bappeda', 30, indicator),
    show(2),
    ...decide('Pengaduan satu pintu dijalankan penuh', 'diskominfosantik', 14, null),
    enter({ kind: 'end', summary: 'Contoh rapat untuk peragaan: dua keputusan, satu pertanyaan dijawab.' }),
  ];
}

function buildPlanned(parts: DemoReviewParts): DemoSession {
  const party = (id: string, place: number, name: string, office: string): Party => ({
    id,
    place,
    party: name,
    name: simulatedSigner,
    office,
    link: null,
    person: null,
  });
  return {
    agreement: 'demo-agreement-daerah',
    body: {
      key: 'demo-session-planned',
      title: 'SIMULASI: penandatanganan perpanjangan kesepakatan banjir',
      purpose: 'ceremony',
      startsAt: parts.at + 7 * dayMs,
      place: 'Ruang simulasi',
      watermark: false,
      agenda: [
        item('buka', 'Pembukaan', {}),
        item('peta', 'Wilayah rawan banjir', { scene: 'peta', pillar: 'environment' }),
        item('tanda', 'Penandatanganan', { scene: 'upacara' }),
      ],
      parties: [
        party('daerah', 1, parts.regency, 'Bupati'),
        party('tetangga', 2, 'Pemerintah daerah tetangga (simulasi)', 'Pihak kedua'),
      ],
      agreement: null,
    },
    steps: [],
  };
}

function toIndicator(id: string, { has }: DemoReviewParts): IndicatorId | null {
  return has('indicator', id) ? (id as IndicatorId) : null;
}
