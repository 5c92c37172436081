import { randomUUID } from 'node:crypto';
import { operatingRoles } from '#shared/model/lists.ts';
import { toApproximateMs } from '#shared/rules/calendar.ts';
import type { StoredAlarm } from './domain/alarms/alarmStore.ts';
import type { AlarmBook } from './domain/alarms/createAlarmBook.ts';
import { createAlarmBook } from './domain/alarms/createAlarmBook.ts';
import { type AlarmEngine, createAlarmEngine } from './domain/alarms/createAlarmEngine.ts';
import { type AlarmRules, createAlarmRules } from './domain/alarms/createAlarmRules.ts';
import { createEventWatch } from './domain/alarms/watchEvents.ts';
import { createLimitWatch, type LimitWatch } from './domain/alarms/watchLimits.ts';
import { createSilenceWatch, type SilentWall } from './domain/alarms/watchSilence.ts';
import { createAlarmRoutes } from './http/alarmRoutes.ts';
import type { RoomPart, RoomParts } from './openRoom.ts';

/** Needs of `openAlarms` beside those of every part. */
export interface AlarmParts extends RoomParts {
  /** Alarms that were open when the server started. */
  readonly open: readonly StoredAlarm[];
  readonly walls: () => readonly SilentWall[];
  /** Operators on duty. */
  readonly operators: () => number;
}

/** Alarms while they run. */
export interface RunningAlarms extends RoomPart {
  readonly book: AlarmBook;
  readonly rules: AlarmRules;
  readonly engine: AlarmEngine;
}

/** Composes rules, watches, book and engine over the live state. */
export async function openAlarms(parts: AlarmParts): Promise<RunningAlarms> {
  const { region, store, liveState, writer, now, log, tell } = parts;
  const rules = createAlarmRules({ store, pack: region.alarmRules, indicator: region.indicator, now });
  await rules.load();
  const book = createAlarmBook({
    open: parts.open,
    put: async (changes) => {
      await writer.putAlarms(changes);
      tell('alarms');
    },
    load: store.loadAlarms,
    rule: rules.rule,
    allSimulated: parts.settings.mode === 'drill',
    now,
  });
  const { limits, watches } = createWatches(parts, rules);
  await rememberPast(limits, rules, parts).catch((error: unknown) => {
    log.warn({ err: error }, 'values before the start could not be read; limits count anew');
  });
  const engine = createAlarmEngine({
    book,
    rules,
    limits,
    watches,
    now,
    onError: (error) => log.error({ err: error }, 'alarms could not be evaluated'),
  });
  const stopListening = liveState.onStep(({ changes, passed = [], events, feeds }) => {
    const before = passed.map((reading) => ({ ...reading, isPassed: true as const }));
    engine.take([...before, ...changes.map(({ record }) => record)]);
    if (events.length > 0 || feeds.length > 0) engine.lookSoon();
  });
  const people = createCrew(store);
  return {
    book,
    rules,
    engine,
    routes: createAlarmRoutes({
      book,
      rules,
      store,
      area: region.area,
      crew: people,
      operators: parts.operators,
      randomId: randomUUID,
      onRules: () => {
        tell('alarms');
        engine.lookSoon();
      },
      now,
    }),
    async stop() {
      stopListening();
      await engine.stop();
    },
  };
}

function createWatches(parts: AlarmParts, rules: AlarmRules) {
  const { region, liveState, now } = parts;
  const { zone } = region.catalogue.region;
  const open = parts.open.map(({ alarm }) => alarm);
  const ruleList = () => rules.rules();
  const limits: LimitWatch = createLimitWatch({
    rules: ruleList,
    indicator: region.indicator,
    pointOf: (code) => region.area(code)?.point ?? null,
    zone,
    open,
  });
  const watches = [
    createEventWatch({ rules: ruleList, events: () => liveState.listEvents().map(({ event }) => event) }),
    createSilenceWatch({
      rules: ruleList,
      records: function* () {
        for (const { record } of liveState.listChanges()) yield record;
      },
      feeds: () => liveState.listFeeds().map(({ feed }) => feed),
      walls: parts.walls,
      indicator: region.indicator,
      zone,
      startedAt: now(),
      open,
    }),
  ];
  return { limits, watches };
}

/** Enough values of a series to take up the counting of any rule. */
const mostPoints = 1_000;

/** Gives the limits what they had counted before the stop: a monthly figure would otherwise count anew after each start. */
async function rememberPast(
  limits: LimitWatch,
  rules: AlarmRules,
  { region, store, liveState }: AlarmParts,
): Promise<void> {
  const spans = new Map<string, number>();
  for (const { condition } of rules.rules()) {
    const indicator = condition.kind === 'limit' && region.indicator(condition.indicator);
    if (condition.kind !== 'limit' || !indicator) continue;
    const delayMs = Math.max(condition.delaySeconds, condition.clearSeconds) * 1_000;
    const spanMs = Math.max(delayMs, condition.count * toApproximateMs(indicator.cadence)) * 2;
    spans.set(indicator.id, Math.max(spanMs, spans.get(indicator.id) ?? 0));
  }
  for (const { record } of [...liveState.listChanges()]) {
    const spanMs = spans.get(record.indicator);
    if (spanMs === undefined) continue;
    const { indicator, area, observedAt: to } = record;
    const past = await store.readHistory({
      indicator,
      area,
      from: to - spanMs,
      to,
      maxPoints: mostPoints,
    });
    limits.remember({ indicator, area, points: past.points });
  }
}

/** Everyone who may act at the console, by name. */
function createCrew(store: RoomParts['store']) {
  return async (): Promise<{ id: string; name: string }[]> => {
    const users = await store.findIdentities('user');
    return users
      .filter(
        (user) =>
          (operatingRoles as readonly string[]).includes(String(user['role'])) && user['disabled'] !== true,
      )
      .map((user) => ({ id: String(user.id), name: String(user['name']) }))
      .sort((a, b) => a.name.localeCompare(b.name, 'id'));
  };
}
