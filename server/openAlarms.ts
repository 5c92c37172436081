import { randomUUID } from 'node:crypto';
import type { AlarmBook } from './domain/alarms/createAlarmBook.ts';
import { createAlarmBook } from './domain/alarms/createAlarmBook.ts';
import { type AlarmEngine, createAlarmEngine } from './domain/alarms/createAlarmEngine.ts';
import { type AlarmRules, createAlarmRules } from './domain/alarms/createAlarmRules.ts';
import { rememberPast } from './domain/alarms/rememberPast.ts';
import { createEventWatch } from './domain/alarms/watchEvents.ts';
import { createLimitWatch, type LimitWatch } from './domain/alarms/watchLimits.ts';
import { createSilenceWatch, type SilentWall } from './domain/alarms/watchSilence.ts';
import { createAlarmRoutes } from './http/alarmRoutes.ts';
import type { Crew, RoomPart, RoomParts } from './openRoom.ts';

/** Needs of `openAlarms` beside those of every part. */
export interface AlarmParts extends RoomParts {
  readonly crew: Crew;
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
    open: parts.alarmsAtStart,
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
  await takeUpCounting(limits, rules, parts);
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
  return {
    book,
    rules,
    engine,
    routes: createAlarmRoutes({
      book,
      rules,
      store,
      area: region.area,
      crew: parts.crew,
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

async function takeUpCounting(limits: LimitWatch, rules: AlarmRules, parts: AlarmParts): Promise<void> {
  const { region, store, liveState, alarmsAtStart, log } = parts;
  await rememberPast({
    limits,
    rules: rules.rules(),
    indicator: region.indicator,
    present: [...liveState.listChanges()].map(({ record }) => record),
    open: alarmsAtStart.map(({ alarm }) => alarm),
    readHistory: store.readHistory,
    onError: (error, series) => log.warn({ err: error, ...series }, 'values before the start were not read'),
  }).catch((error: unknown) => {
    log.warn({ err: error }, 'values before the start could not be read; limits count anew');
  });
}

function createWatches(parts: AlarmParts, rules: AlarmRules) {
  const { region, liveState, now } = parts;
  const { zone } = region.catalogue.region;
  const open = parts.alarmsAtStart.map(({ alarm }) => alarm);
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
