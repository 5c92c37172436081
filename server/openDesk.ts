import { createHash, randomUUID } from 'node:crypto';
import type { FeedState } from '#shared/model/feedState.ts';
import type { AgencyCode } from '#shared/model/ids.ts';
import type { LiveRecord } from '#shared/model/reading.ts';
import type { DeskTopic } from '#shared/protocol/desk.ts';
import { findOdd } from '#shared/rules/odd.ts';
import type { Definitions } from './domain/definitions/createDefinitions.ts';
import { createFileService } from './domain/files/createFileService.ts';
import { createImports, type Imports } from './domain/imports/createImports.ts';
import type { StreamWriter } from './domain/live/createStreamWriter.ts';
import type { LiveState } from './domain/live/liveState.ts';
import type { SubmitReadings } from './domain/readings/submitReadings.ts';
import type { RecordChange } from './domain/records/recordStore.ts';
import type { Store } from './domain/store.ts';
import { createSubmissions } from './domain/submissions/createSubmissions.ts';
import { createHolidayCalendar, type HolidayCalendar } from './domain/timeliness/createCalendar.ts';
import { createTimeliness, type Timeliness } from './domain/timeliness/createTimeliness.ts';
import { createLocks } from './domain/verification/createLocks.ts';
import { createVerification, type RejectedFigure } from './domain/verification/createVerification.ts';
import { createSpreadsheetReader } from './feeds/spreadsheet/createSpreadsheetReader.ts';
import { createDeskRoutes, type NoticeBody } from './http/deskRoutes.ts';
import { createImportRoutes } from './http/importRoutes.ts';
import { createInputRoutes } from './http/inputRoutes.ts';
import type { RouteDefinition } from './http/registry.ts';
import { createSettingRoutes } from './http/settingRoutes.ts';
import { createVerificationRoutes } from './http/verificationRoutes.ts';
import type { LiveRegion } from './regions/liveRegion.ts';

/** Needs of `openDesk`. */
export interface DeskParts {
  readonly region: LiveRegion;
  readonly store: Store;
  readonly liveState: LiveState;
  readonly writer: StreamWriter;
  readonly submit: SubmitReadings;
  readonly definitions: Definitions;
  readonly now: () => number;
  readonly linkDetail: (id: string) => unknown;
  /** Told what of the desk changed, so that open pages ask again. */
  readonly onChange: (topic: DeskTopic, agency?: string) => void;
}

/** The desk: what agencies send, what the walidata decides, what the admin sets. */
export interface Desk {
  readonly routes: readonly RouteDefinition[];
  readonly timeliness: Timeliness;
  readonly calendar: HolidayCalendar['calendar'];
  /** For files that come without a person. */
  readonly imports: Imports;
  /** To be told that an agency's figures came in. */
  readonly onInput: (agency: string) => void;
  /** Ends readers of spreadsheets. */
  stop(): Promise<void>;
}

/** Composes the desk's use cases over the store. */
export function openDesk(parts: DeskParts): Desk {
  const { region, store, submit, definitions, now } = parts;
  const reader = createSpreadsheetReader();
  const { zone } = region.catalogue.region;
  const holidays = createHolidayCalendar({ store, pack: region.calendar, now });
  const files = createFileService({ store, now, randomId: randomUUID, hash: sha256 });
  const agency = (code: string) => region.agencies.find((one) => one.code === code);
  const agencyLabel = (code: AgencyCode) => agency(code)?.abbreviation ?? code;
  const indicators = () => region.catalogue.indicators;
  const { areas } = region;
  const { calendar } = holidays;
  const timeliness = createTimeliness({ store, indicators, areas, zone, calendar, now });
  const common = { indicator: region.indicator, agency, now };
  const onInput = toInputListener(parts.onChange);
  const names = () => readNames(store, agency);
  const submissions = createSubmissions({
    submit,
    store,
    files,
    indicator: region.indicator,
    areas,
    agencyLabel,
    zone,
    calendar,
    now,
    hash: sha256,
  });
  const imports = createDeskImports(parts, { reader, files, agencyLabel });
  return {
    routes: [
      ...createInputRoutes({ ...common, submissions, timeliness, files, onInput }),
      ...createImportRoutes({
        imports,
        agency,
        onInput,
        undo: { writer: parts.writer, store, indicator: region.indicator, now },
      }),
      ...createWalidataRoutes(parts, names),
      ...createDeskRoutes({
        ...common,
        store,
        timeliness,
        area: region.area,
        names,
        links: () => listLinks(parts.liveState),
        linkDetail: parts.linkDetail,
      }),
      ...createSettingRoutes({ ...common, definitions, indicators, holidays, store }),
    ],
    timeliness,
    calendar: holidays.calendar,
    imports,
    onInput,
    stop: () => reader.stop(),
  };
}

/** What comes in changes what is owed and what waits for a look. */
function toInputListener(onChange: DeskParts['onChange']): (owner: string) => void {
  return (owner) => {
    for (const topic of ['obligations', 'verification'] as const) onChange(topic, owner);
  };
}

function createWalidataRoutes(
  { region, store, writer, now, onChange }: DeskParts,
  names: () => Promise<(actor: string) => string>,
): RouteDefinition[] {
  return createVerificationRoutes({
    verification: createVerification({ writer, store, indicator: region.indicator, now, toNotices }),
    locks: createLocks({ store, now }),
    queue: async () => ({ store, indicators: region.catalogue.indicators, nameOf: await names() }),
    onDecision: (ids) => {
      for (const owner of new Set(ids.flatMap((id) => region.indicator(id)?.agency ?? [])))
        for (const topic of ['verification', 'obligations', 'notices'] as const) onChange(topic, owner);
    },
  });
}

function createDeskImports(
  { region, store, liveState, submit, now }: DeskParts,
  rest: {
    reader: ReturnType<typeof createSpreadsheetReader>;
    files: ReturnType<typeof createFileService>;
    agencyLabel: (code: AgencyCode) => string;
  },
) {
  return createImports({
    ...rest,
    store,
    submit,
    preview: {
      store,
      presentOf: createPresentOf(liveState),
      isOdd: ({ value }, latest) => findOdd(value, latest === null ? [] : [latest]) !== null,
    },
    catalogue: () => ({
      indicators: region.catalogue.indicators,
      areas: region.areas,
      zone: region.catalogue.region.zone,
    }),
    now,
    randomId: randomUUID,
    hash: sha256,
  });
}

/** The present by series; one pass over the series for each change of the stream, not for each look. */
function createPresentOf(liveState: LiveState) {
  let seq = -1;
  let known = new Map<string, LiveRecord>();
  return (indicator: string, area: string) => {
    if (seq !== liveState.seq) {
      seq = liveState.seq;
      known = new Map(
        [...liveState.listChanges()].map(({ record }) => [`${record.indicator}|${record.area}`, record]),
      );
    }
    return known.get(`${indicator}|${area}`);
  };
}

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

function listLinks(liveState: LiveState): FeedState[] {
  return liveState.listFeeds().map(({ feed }) => feed);
}

/** Names of people as they are now; whoever has none is named by what it is. */
export async function readNames(
  store: Pick<Store, 'findIdentities' | 'listTokens'>,
  agency: (code: string) => { readonly abbreviation: string } | undefined,
): Promise<(actor: string) => string> {
  const names = new Map<string, string>([['system:pack', 'Paket wilayah']]);
  for (const user of await store.findIdentities('user')) names.set(`user:${user.id}`, String(user['name']));
  for (const { id, name, agency: code } of await store.listTokens())
    names.set(`token:${id}`, name || (agency(code)?.abbreviation ?? code));
  return (actor) => names.get(actor) ?? actor.slice(actor.indexOf(':') + 1);
}

/** Tells the agency of a figure that was turned down. */
function toNotices({ agency, at, ...figure }: RejectedFigure): RecordChange[] {
  const { indicator, area, period, value, reason, by, observedAt } = figure;
  const params = { indicator, area, period, value, reason, by, observedAt };
  const body: NoticeBody = { kind: 'rejected', at, params, readAt: null };
  return [{ kind: 'notice', id: randomUUID(), owner: agency, body }];
}
