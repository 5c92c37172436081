import type { makeBad } from './badJson.ts';

/** A body of a shift's route, and how often it is spoilt. */
interface ShiftTarget {
  readonly method: 'POST';
  readonly path: string;
  readonly count: number;
  readonly base: Parameters<typeof makeBad>[1];
  readonly as: 'admin';
  readonly looks?: true;
}

/** Bodies for a shift that runs, so that only the body is wrong. */
export function listShiftTargets(shift: string): ShiftTarget[] {
  const path = `/api/v1/shifts/${encodeURIComponent(shift)}`;
  const bases: Readonly<Record<string, ShiftTarget['base']>> = {
    '/api/v1/shifts': { name: 'Pagi' },
    [`${path}/entries`]: { kind: 'correction', text: 'x', corrects: 900, key: 'fuzz-0001' },
    [`${path}/crew`]: { action: 'lead' },
    [`${path}/handover`]: { note: 'x' },
    [`${path}/handover/sign`]: { side: 'incoming', hash: 'x', read: ['alarm:x'], name: 'Siang' },
  };
  return Object.entries(bases).map(([to, base]) => ({
    method: 'POST',
    path: to,
    count: 300,
    base,
    as: 'admin',
  }));
}
