// What the server's answers must look like before anything is drawn from them. Every field is named here because the compiler asks for it.

import type { Agency } from '#shared/model/agency.ts';
import type { Alarm } from '#shared/model/alarm.ts';
import type { Area } from '#shared/model/area.ts';
import type { FeedState } from '#shared/model/feedState.ts';
import type { Band, Indicator, Target, Threshold } from '#shared/model/indicator.ts';
import {
  alarmKinds,
  alarmPriorities,
  alarmSeverities,
  alarmStates,
  areaLevels,
  eventKinds,
  eventSeverities,
  linkStates,
  origins,
  pillarIds,
  qualities,
  serverModes,
  statuses,
  verifications,
} from '#shared/model/lists.ts';
import type { Pillar } from '#shared/model/pillar.ts';
import type { Programme, PublicCeiling } from '#shared/model/programme.ts';
import { programmeStatuses } from '#shared/model/programmeLists.ts';
import type { LiveRecord } from '#shared/model/reading.ts';
import type { Catalogue } from '#shared/model/region.ts';
import type { RegionEvent } from '#shared/model/regionEvent.ts';
import type { Localised, Source } from '#shared/model/text.ts';
import type {
  LiveAlarmFrame,
  LiveBeat,
  LiveCatalogue,
  LiveDelta,
  LiveEventFrame,
  LiveFeedFrame,
  SeriesHead,
  Subscribed,
} from '#shared/protocol/live.ts';
import { type RefusalCode, refusalCodes } from '#shared/protocol/refusal.ts';
import {
  isBoolean,
  isNumber,
  isText,
  listOf,
  nullable,
  objectOf,
  oneOf,
  optional,
  tupleOf,
} from '../lib/shape.ts';

const isPoint = tupleOf(isNumber, isNumber);
const isLocalised = objectOf<Localised>({ id: isText, en: isText });
const isSource = objectOf<Source>({ key: isText, label: isText, url: optional(isText) });
const isWas = objectOf<{ value: number | null; until: number }>({
  value: nullable(isNumber),
  until: isNumber,
});

const headFields = {
  indicator: isText,
  area: isText,
  origin: oneOf(origins),
  quality: oneOf(qualities),
  verification: oneOf(verifications),
  source: isSource,
  period: optional(isText),
  note: optional(isText),
  was: optional(isWas),
};
const isHead = objectOf<SeriesHead>(headFields);
export const isRecord = objectOf<LiveRecord>({
  ...headFields,
  value: nullable(isNumber),
  observedAt: isNumber,
  recordedAt: isNumber,
});
const isRow = tupleOf(isNumber, nullable(isNumber), isNumber, isNumber);

export const isEvent = objectOf<RegionEvent>({
  id: isText,
  kind: oneOf(eventKinds),
  severity: oneOf(eventSeverities),
  state: oneOf<RegionEvent['state']>(['active', 'ended', 'cancelled']),
  title: isText,
  text: optional(isText),
  startsAt: isNumber,
  endsAt: nullable(isNumber),
  recordedAt: isNumber,
  origin: oneOf(origins),
  source: isSource,
  point: nullable(isPoint),
  polygons: listOf(listOf(isPoint)),
  areas: listOf(isText),
  magnitude: optional(isNumber),
  depthKm: optional(isNumber),
  distanceKm: optional(isNumber),
  felt: optional(isText),
  potential: optional(isText),
  floodDepthCm: optional(isNumber),
});

export const isFeed = objectOf<FeedState>({
  id: isText,
  name: isText,
  provider: isText,
  kind: oneOf<FeedState['kind']>(['public', 'push', 'system']),
  state: oneOf(linkStates),
  since: isNumber,
  lastInAt: nullable(isNumber),
  lastError: nullable(
    objectOf<NonNullable<FeedState['lastError']>>({ at: isNumber, code: isText, detail: isText }),
  ),
  indicators: listOf(isText),
});

export const isAlarm = objectOf<Alarm>({
  id: isText,
  rule: isText,
  kind: oneOf(alarmKinds),
  name: isLocalised,
  severity: oneOf(alarmSeverities),
  priority: oneOf(alarmPriorities),
  state: oneOf(alarmStates),
  active: isBoolean,
  area: nullable(isText),
  indicator: nullable(isText),
  subject: nullable(isText),
  text: nullable(isText),
  value: nullable(isNumber),
  limit: nullable(isNumber),
  point: nullable(isPoint),
  raisedAt: isNumber,
  changedAt: isNumber,
  returnedAt: nullable(isNumber),
  acknowledgedAt: nullable(isNumber),
  shelvedUntil: nullable(isNumber),
  escalatedAt: nullable(isNumber),
  count: isNumber,
  victims: listOf(isText),
  simulated: isBoolean,
});

const changes = {
  records: listOf(isRecord),
  heads: optional(listOf(tupleOf(isNumber, isHead))),
  rows: optional(listOf(isRow)),
};
const chained = { epoch: isText, prev: isNumber, seq: isNumber, at: isNumber };

/** The good answer to `live:subscribe`. */
export const isSubscribed = objectOf<Subscribed>({
  ...changes,
  epoch: isText,
  seq: isNumber,
  protocol: isNumber,
  serverAt: isNumber,
  mode: oneOf(serverModes),
  kind: oneOf<Subscribed['kind']>(['snapshot', 'delta']),
  events: optional(listOf(isEvent)),
  feeds: optional(listOf(isFeed)),
  alarms: optional(listOf(isAlarm)),
  catalogue: optional(isText),
});

/** A refusal of any request. */
export const isRefusal = objectOf<{ ok: false; code: RefusalCode; message: string }>({
  ok: (value) => value === false,
  code: oneOf(refusalCodes),
  message: isText,
});

export const isDelta = objectOf<LiveDelta>({ ...chained, ...changes });
export const isEventFrame = objectOf<LiveEventFrame>({ ...chained, events: listOf(isEvent) });
export const isAlarmFrame = objectOf<LiveAlarmFrame>({
  ...chained,
  alarms: listOf(isAlarm),
  complete: optional(isBoolean),
});
export const isFeedFrame = objectOf<LiveFeedFrame>({ ...chained, feeds: listOf(isFeed) });
export const isBeat = objectOf<LiveBeat>(chained);
export const isCatalogueChange = objectOf<LiveCatalogue>({ version: isText });

const isArea = objectOf<Area>({
  code: isText,
  name: isText,
  level: oneOf(areaLevels),
  parent: nullable(isText),
  bpsCode: nullable(isText),
  aliases: listOf(isText),
  point: nullable(isPoint),
  kind: oneOf<Area['kind']>(['kabupaten', 'kecamatan', 'desa', 'kelurahan']),
});

const isAgency = objectOf<Agency>({
  code: isText,
  abbreviation: isText,
  name: isText,
  pillars: listOf(oneOf(pillarIds)),
  kind: oneOf<Agency['kind']>(['agency', 'district-office', 'company', 'partner']),
  site: nullable(isText),
});

const isPillar = objectOf<Pillar>({
  id: oneOf(pillarIds),
  name: isLocalised,
  subDimensions: listOf(objectOf<Pillar['subDimensions'][number]>({ code: isText, name: isLocalised })),
  headline: listOf(isText),
  mapIndicators: listOf(isText),
});

const isProgramme = objectOf<Programme>({
  id: isText,
  pillar: oneOf(pillarIds),
  subDimension: nullable(isText),
  name: isLocalised,
  agency: isText,
  period: nullable(isText),
  status: nullable(oneOf(programmeStatuses)),
  quickWin: nullable(isBoolean),
  budgetIdr: nullable(isNumber),
  publicCeiling: nullable(
    objectOf<PublicCeiling>({ amountIdr: isNumber, period: nullable(isText), source: isSource }),
  ),
  realisedIdr: nullable(isNumber),
  moneyYear: nullable(isNumber),
  realisedMonth: nullable(isText),
  funds: listOf(
    objectOf<Programme['funds'][number]>({
      ceilingIdr: nullable(isNumber),
      realisedIdr: nullable(isNumber),
      realisedMonth: nullable(isText),
    }),
  ),
  progressPercent: nullable(isNumber),
  progressMonth: nullable(isText),
  milestones: objectOf<Programme['milestones']>({ done: isNumber, total: isNumber }),
  note: nullable(isLocalised),
  source: isSource,
  simulated: isBoolean,
});

const isThreshold = objectOf<Threshold>({
  id: isText,
  source: isText,
  confidence: oneOf<Threshold['confidence']>(['high', 'medium', 'low']),
  bands: listOf(
    objectOf<Band>({
      min: nullable(isNumber),
      max: nullable(isNumber),
      label: isLocalised,
      status: oneOf(statuses),
    }),
  ),
});

const isIndicator = objectOf<Indicator>({
  id: isText,
  pillar: oneOf(pillarIds),
  subDimension: isText,
  name: isLocalised,
  shortName: isLocalised,
  explanation: nullable(isLocalised),
  formula: nullable(isText),
  unit: isText,
  unitEn: isText,
  decimals: isNumber,
  scale: oneOf<Indicator['scale']>(['none', 'thousand', 'million', 'trillion']),
  agency: isText,
  levels: listOf(oneOf(areaLevels)),
  cadence: isText,
  publicationLag: isText,
  grace: isText,
  periodAnchor: oneOf<Indicator['periodAnchor']>(['end', 'start']),
  direction: oneOf<Indicator['direction']>(['higher', 'lower', 'within', 'neutral']),
  range: nullable(objectOf<NonNullable<Indicator['range']>>({ min: isNumber, max: isNumber })),
  thresholds: nullable(isThreshold),
  target: nullable(objectOf<Target>({ value: isNumber, year: isNumber, source: isSource })),
  weight: isNumber,
  aggregation: oneOf<Indicator['aggregation']>(['sum', 'mean', 'max', 'none']),
  verificationNeeded: isBoolean,
  verificationSteps: isNumber,
  showProvisional: isBoolean,
  restatedFor: isText,
  feeds: listOf(isText),
  breaks: listOf(isText),
  note: nullable(isLocalised),
});

const isRegion = objectOf<Catalogue['region']>({
  code: isText,
  name: isText,
  zone: isText,
  zoneLabel: isText,
  point: isPoint,
  bounds: tupleOf(isNumber, isNumber, isNumber, isNumber),
  attribution: isText,
  scoreRule: objectOf<Catalogue['region']['scoreRule']>({ minCounted: isNumber, minShare: isNumber }),
  weightsAreEqual: isBoolean,
  overviewMap: listOf(isText),
});

/** Answer of `GET /api/v1/catalogue`. */
export const isCatalogue = objectOf<Catalogue>({
  region: isRegion,
  pillars: listOf(isPillar),
  areas: listOf(isArea),
  agencies: listOf(isAgency),
  indicators: listOf(isIndicator),
  programmes: listOf(isProgramme),
  map: objectOf<Catalogue['map']>({
    kecamatan: isText,
    labels: isText,
    surroundings: isText,
    context: isText,
    places: isText,
  }),
});

/** Points of a history as `GET …/history` answers them: `[observedAtMs, value, min?, max?]`. */
export const isPoints = listOf(
  (point) =>
    Array.isArray(point) &&
    (point.length === 2 || point.length === 4) &&
    isNumber(point[0]) &&
    point.slice(1).every(nullable(isNumber)),
);
