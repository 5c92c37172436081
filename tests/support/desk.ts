import { createStorageLink } from '../../server/domain/links/storageLink.ts';
import { createLiveState } from '../../server/domain/live/createLiveState.ts';
import { createStreamWriter, type StreamWriter } from '../../server/domain/live/createStreamWriter.ts';
import type { LiveState } from '../../server/domain/live/liveState.ts';
import type { Actor } from '../../server/domain/people/actor.ts';
import type { Store } from '../../server/domain/store.ts';
import { loadRegion } from '../../server/regions/loadRegion.ts';
import type { Region } from '../../server/regions/region.ts';
import type { AgencyCode } from '../../shared/model/ids.ts';
import type { Indicator } from '../../shared/model/indicator.ts';
import type { Role } from '../../shared/model/role.ts';

export const region: Region = loadRegion('server/regions/bekasi');

/** Someone of a role; ids are names. */
export function buildActor(id: string, role: Role, agency: string | null = null): Actor {
  return { kind: 'user', id, label: id, role, agency: agency as AgencyCode | null, from: '192.0.2.1' };
}

/** An indicator of the pack, changed for the test. */
export function buildIndicator(id: string, more: Partial<Indicator> = {}): Indicator {
  const indicator = region.indicator(id);
  if (!indicator) throw new Error(`the pack has no ${id}`);
  return { ...indicator, ...more };
}

/** The present over an open store, as the server has it. */
export async function openDesk(store: Store): Promise<{ liveState: LiveState; writer: StreamWriter }> {
  const liveState = createLiveState({
    ...(await store.head()),
    changes: await store.loadCurrent(),
    events: [],
    feeds: [],
  });
  const writer = createStreamWriter({
    store,
    liveState,
    toStorageLink: createStorageLink('test', () => 0, undefined),
    onFault: () => undefined,
  });
  return { liveState, writer };
}
