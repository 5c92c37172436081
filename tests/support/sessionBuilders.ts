import { firstView, type SessionDeed, type SessionLine } from '../../shared/model/session.ts';
import type { NewSession } from '../../shared/model/sessionCalls.ts';

/** When the session of these builders was planned, epoch milliseconds; one line a minute follows. */
export const plannedAt = Date.UTC(2026, 0, 15, 1);

/** Who leads in these builders. */
export const leader = { id: 'user:ani', name: 'Ani' };

/** What is planned, with changes. */
export function buildPlan(change: Partial<NewSession> = {}): Omit<NewSession, 'key'> {
  const { key: _key, ...rest } = change;
  return {
    title: 'Tinjauan triwulan I',
    purpose: 'review',
    startsAt: plannedAt + 3_600_000,
    place: 'Command Center',
    watermark: true,
    agenda: [
      { id: 'a1', title: 'Udara', note: null, minutes: 15, view: firstView },
      {
        id: 'a2',
        title: 'Lingkungan',
        note: null,
        minutes: 20,
        view: { ...firstView, scene: 'pilar', pillar: 'environment' },
      },
    ],
    parties: [],
    agreement: null,
    ...rest,
  };
}

/** Two parties, the first by a guest link, the second by an account. */
export function buildParties(link: string | null, person: string | null) {
  return [
    { id: 'p1', place: 1, party: 'Kementerian', name: 'Bu Rini', office: 'Direktur', link, person: null },
    { id: 'p2', place: 2, party: 'Kabupaten', name: 'Pak Ade', office: 'Bupati', link: null, person },
  ];
}

/** A log that begins with the plan and goes on with these deeds, one a minute. */
export function buildSessionLog(...deeds: readonly SessionDeed[]): SessionLine[] {
  const planned: SessionDeed = { kind: 'planned', ...buildPlan(), simulated: false };
  return [planned, ...deeds].map((deed, index) => ({
    n: index + 1,
    at: plannedAt + index * 60_000,
    by: leader,
    deed,
  }));
}
