import { createHash, randomUUID } from 'node:crypto';
import type { SheetAgency, SheetChange, SheetLink } from '#shared/model/handover.ts';
import { createFileService } from './domain/files/createFileService.ts';
import { withTimeout } from './domain/health/withTimeout.ts';
import { createShifts, type Shifts } from './domain/shifts/createShifts.ts';
import type { HandoverSources } from './domain/shifts/handoverSources.ts';
import { createShiftRoutes } from './http/shiftRoutes.ts';
import type { RoomPart, RoomParts } from './openRoom.ts';

/** What other parts of the room tell for the handover sheet; what is left out stands in it as not available. */
export type RoomSources = Pick<HandoverSources, 'alarms' | 'incidents' | 'walls' | 'health' | 'counts'>;

/** The shift part with what other parts ask of it. */
export interface ShiftPart extends RoomPart, Pick<Shifts, 'onDuty' | 'dutyAt'> {}

const pageLockMs = 60_000;
const sourceTimeoutMs = 5_000;
/** Changes that the next crew must know of, by the start of their audit action. */
const tellingActions = [
  'alarm-rule.',
  'definition.',
  // A scene that was sent is no change of the wall.
  'wall.change',
  'wall.pair',
  'wall.rename',
  'wall.unpair',
];
const changesRead = 200;

/** Opens shifts over the store. */
export async function openShifts(parts: RoomParts, others: RoomSources = {}): Promise<ShiftPart> {
  const { store, now, log, tell } = parts;
  const sources = limitSources({ ...createOwnSources(parts), ...others });
  const shifts = await createShifts({
    store,
    sources,
    now,
    hash: sha256,
    onSourceFailure: (source, error) =>
      log.error({ source, err: error }, 'a source of the handover sheet failed'),
  });
  const timer = setInterval(() => {
    shifts
      .lockDue()
      .then((isLocked) => (isLocked ? tell('shift') : undefined))
      .catch((error: unknown) => log.error({ err: error }, 'pages of the shift log could not be locked'));
  }, pageLockMs);
  timer.unref();
  const files = createFileService({ store, now, randomId: randomUUID, hash: sha256 });
  return {
    routes: createShiftRoutes({ shifts, files, hash: sha256, now, onChange: () => tell('shift') }),
    onDuty: shifts.onDuty,
    dutyAt: shifts.dutyAt,
    stop: () => clearInterval(timer),
  };
}

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

function createOwnSources({ region, store, liveState, desk }: RoomParts): HandoverSources {
  return {
    async lateAgencies() {
      const late: SheetAgency[] = [];
      for (const { code } of region.agencies) {
        const owed = (await desk.timeliness.obligationsOf(code)).filter(({ state }) => state === 'late');
        const [oldest] = owed.toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : 1));
        if (!oldest) continue;
        const { indicator, label, lateDays } = oldest;
        late.push({ agency: code, count: owed.length, oldest: { indicator, label, lateDays } });
      }
      return late.sort((a, b) => b.oldest.lateDays - a.oldest.lateDays || b.count - a.count);
    },
    links: async () =>
      liveState
        .listFeeds()
        .map(({ feed }) => feed)
        .filter(({ state }) => state === 'down' || state === 'degraded')
        .map(({ id, name, state, since, lastInAt }): SheetLink => ({ id, name, state, since, lastInAt })),
    async changes(from, to) {
      const found: SheetChange[] = [];
      for (const action of tellingActions) {
        for (const entry of await store.listAudit({
          action,
          from,
          to,
          ofReadings: false,
          limit: changesRead,
        }))
          found.push({
            at: entry.at,
            by: entry.label,
            action: entry.action,
            subject: entry.subject,
            audit: entry.n,
          });
      }
      return found.sort((a, b) => a.audit - b.audit);
    },
  };
}

/** A source that does not answer in time has failed: the sheet is written all the same. */
function limitSources(sources: HandoverSources): HandoverSources {
  const limited = Object.entries(sources).map(([name, ask]) => [
    name,
    (...given: unknown[]) =>
      withTimeout((ask as (...given: unknown[]) => Promise<unknown>)(...given), sourceTimeoutMs),
  ]);
  return Object.fromEntries(limited) as HandoverSources;
}
