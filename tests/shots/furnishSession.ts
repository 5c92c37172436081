import { agencyCodeSchema } from '../../shared/model/ids.ts';
import { firstView } from '../../shared/model/session.ts';
import type { SignedIn } from '../support/people.ts';
import { answerTo, entered, joined, makeLink, planSession, signOne } from '../support/sessions.ts';
import { pairWall } from '../support/walls.ts';
import { openPerson } from './openPerson.ts';
import type { ShotServer } from './servers.ts';
import { shotAt } from './shotClock.ts';

/** Who looks at the session. */
export type Who = 'leader' | 'agency' | 'guest' | 'wall';

/** What a session goes through, in this order. */
export type SessionPhase = 'planned' | 'open' | 'ceremony' | 'signed';

interface Furnished {
  readonly id: string;
  /** What happens in each phase. */
  readonly begin: Readonly<Record<SessionPhase, () => Promise<unknown>>>;
  readonly cookies: Readonly<Record<Who, string>>;
}

/** A session with a signing that is planned, a guest and a wall. */
export async function furnishSession(server: ShotServer): Promise<Furnished> {
  const { url } = server;
  const leader = await openPerson(server, 'Rina Kartika', 'presenter', null);
  const agency = await openPerson(server, 'Budi Santoso', 'agency-operator', 'dlh');
  const operator = await openPerson(server, 'Ani Lestari', 'operator', null);
  const id = await plan(leader, agency);
  const { secret } = await makeLink(leader, id, shotAt + 7_200_000);
  const guest = await joined(url, id, secret, 'Dimas Prakoso');
  const wall = await pairWall(url, operator, 'utama');
  return {
    id,
    begin: {
      planned: async () => undefined,
      open: () => talk(leader, agency, id),
      async ceremony() {
        await entered(leader, id, { kind: 'item', item: 'a3' });
        await signOne(leader, id, 'p1', 'Rina Kartika');
      },
      signed: () => signOne(agency, id, 'p2', 'Budi Santoso'),
    },
    cookies: { leader: leader.cookie, agency: agency.cookie, guest: guest.cookie, wall },
  };
}

function plan(leader: SignedIn, agency: SignedIn): Promise<string> {
  const party = (place: number, [of, name, office]: [string, string, string], who: SignedIn) => ({
    ...{ id: `p${place}`, place, party: of, name, office, link: null },
    person: `user:${who.id}`,
  });
  return planSession(leader, {
    title: 'Tinjauan kota cerdas triwulan III bersama kementerian',
    purpose: 'ceremony',
    startsAt: shotAt + 600_000,
    agenda: [
      { id: 'a1', title: 'Keadaan hari ini', note: null, minutes: 10, view: { ...firstView, pillar: null } },
      {
        id: 'a2',
        title: 'Lingkungan',
        note: 'Dengarkan penjelasan DLH tentang alat ukur udara.',
        minutes: 20,
        view: { ...firstView, scene: 'pilar', pillar: 'environment' },
      },
      { id: 'a3', title: 'Tanda tangan', note: null, minutes: 5, view: { ...firstView, scene: 'upacara' } },
    ],
    parties: [
      party(1, ['Pemerintah Kabupaten Bekasi', 'Rina Kartika', 'Sekretaris Daerah'], leader),
      party(2, ['Dinas Lingkungan Hidup', 'Budi Santoso', 'Kepala Dinas'], agency),
    ],
  });
}

/** A wall that follows, questions, a poll and decisions. */
async function talk(leader: SignedIn, agency: SignedIn, id: string): Promise<void> {
  const enter = (deed: Parameters<typeof entered>[2]) => entered(leader, id, deed);
  const dlh = agencyCodeSchema.parse('dlh');
  const ask = { kind: 'ask', indicator: null, link: null, agency: dlh } as const;
  const decide = { kind: 'decide', owner: dlh, indicator: null, area: null } as const;
  await enter({ kind: 'open' });
  await enter({ kind: 'wall', wall: 'utama', on: true });
  await enter({ ...ask, text: 'Kapan alat ukur udara kedua menyala?' });
  await answerTo(agency, id, 'Awal Desember, setelah uji kalibrasi.');
  await enter({ ...ask, text: 'Apakah anggaran perawatannya sudah ada?' });
  await enter({ kind: 'poll', text: 'Siap ke butir berikutnya?' });
  await enter({ ...decide, text: 'Menambah dua alat ukur udara', dueOn: '2027-03-31' });
  await enter({ ...decide, text: 'Melaporkan mutu udara tiap pekan', dueOn: '2026-12-31' });
}
