import { createHash, randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { AlarmRule } from '#shared/model/alarm.ts';
import { createDrills } from './domain/drills/createDrills.ts';
import { createScenarios } from './domain/drills/createScenarios.ts';
import { recordScenario } from './domain/drills/recordScenario.ts';
import { createFileService } from './domain/files/createFileService.ts';
import type { Store } from './domain/store.ts';
import { launchDrill, toDrillsDir } from './drill/launchDrill.ts';
import { createDrillRoutes } from './http/drillRoutes.ts';
import type { RoomPart, RoomParts } from './openRoom.ts';

/** Composes drills: each a server of its own, started from here. */
export function openDrills(parts: RoomParts): RoomPart {
  const { region, store, liveState, accounts, settings, now, log, tell } = parts;
  const randomId = (): string => randomUUID();
  const hash = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');
  const files = createFileService({ store, now, randomId, hash });
  const scenarios = createScenarios({
    store,
    files,
    written: () => region.drills,
    record: (span) =>
      recordScenario(
        {
          store,
          records: function* () {
            for (const { record } of liveState.listChanges()) yield record;
          },
          changedRules: () => listChangedRules(store),
        },
        span,
      ),
    now,
    randomId,
  });
  const drills = createDrills({
    store,
    files,
    scenarios,
    launch: (order) => launchDrill({ settings, env: process.env, log }, order),
    clear: () => rm(toDrillsDir(settings.dataDir), { recursive: true, force: true }),
    now,
    pause: (ms, signal) => wait(ms, undefined, { signal, ref: false }).catch(() => undefined),
    randomId,
    onChange: () => tell('drill'),
    onError: (error) => log.error({ err: error }, 'a drill failed'),
  });
  // Screens wait for no drill: calls are taken meanwhile. Where storage takes nothing now, the next start does it.
  void drills.settle();
  return {
    routes: createDrillRoutes({
      drills,
      scenarios,
      people: accounts.people,
      areaName: (code) => region.area(code)?.name ?? null,
      isPossible: settings.mode !== 'drill',
      toUrl: (port, request) => settings.drillUrl ?? toDrillUrl(settings.publicUrl, port, request),
      now,
    }),
    stop: () => drills.stop(),
  };
}

/** The host by which the screen reached this server, with the drill's own port. */
function toDrillUrl(
  publicUrl: string | undefined,
  port: number,
  { headers }: Pick<IncomingMessage, 'headers'>,
): string {
  const { hostname } = new URL(publicUrl ?? `http://${headers.host ?? 'localhost'}`);
  return `http://${hostname}:${port}`;
}

async function listChangedRules(store: Pick<Store, 'listRecords'>): Promise<AlarmRule[]> {
  const records = await store.listRecords('alarm-rule');
  return records.flatMap(({ body }) => {
    const { rule } = body as { readonly rule: AlarmRule | null };
    return rule ? [rule] : [];
  });
}
