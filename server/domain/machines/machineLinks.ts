import type { FeedState } from '#shared/model/feedState.ts';
import { toApproximateMs } from '#shared/rules/calendar.ts';
import type { MachineSource } from './machineSource.ts';

/** Why the last refused message was refused, with the message itself, cut. */
export interface QuotedFault {
  readonly code: string;
  /** One line for the admin, in Indonesian. */
  readonly reason: string;
  readonly sample: string;
}

/** What the link of a machine counts since the start: `received` and `refused` messages, `recorded` and `duplicates` readings. */
export interface LinkDetail {
  readonly received: number;
  readonly recorded: number;
  readonly duplicates: number;
  readonly refused: number;
  /** Last message that brought something valid, epoch milliseconds. */
  readonly lastIn: number | null;
  readonly lastRefusal: (QuotedFault & { readonly at: number }) | null;
}

/** Whether the way that a source comes by is open: a broker that answers, a secret that is set. */
export type WayState =
  | { readonly kind: 'open' }
  | { readonly kind: 'waiting' }
  | { readonly kind: 'off' }
  | {
      readonly kind: 'down';
      readonly code: NonNullable<FeedState['lastError']>['code'];
      readonly detail: string;
    };

/** Links of all machine sources: their states for the wall, their counts for the admin. */
export interface MachineLinks {
  /** Messages came in, whatever becomes of them. */
  received(id: string, count: number): void;
  /** `isReplay`: the broker said again what it keeps; nobody was heard. */
  recorded(id: string, counts: { recorded: number; duplicates: number; isReplay?: boolean }): void;
  refused(id: string, fault: QuotedFault): void;
  way(id: string, way: WayState): void;
  /** A device or gateway of the source says, or is said, to be there or gone. */
  presence(id: string, device: string, isThere: boolean): void;
  /** Looks at the clock: silence, and what screens have not been told yet. Call it every second or so. */
  tick(): void;
  detail(id: string): LinkDetail | null;
  states(): readonly FeedState[];
}

/** What a link is made of; a watched folder has one too. */
export type LinkSource = Pick<MachineSource, 'id' | 'label' | 'provider' | 'silentAfter'> & {
  readonly indicators: readonly string[];
};

/** Needs of `createMachineLinks`. */
export interface MachineLinkParts {
  readonly sources: readonly LinkSource[];
  /** Link states of the last run, so that "last in" survives a restart. */
  readonly previous: readonly FeedState[];
  /** Tells screens; called with what changed, and again with it later where it rejects. */
  readonly put: (states: readonly FeedState[]) => Promise<unknown>;
  readonly now: () => number;
}

/** "Last in" is told at most this often while nothing else changes: each telling is a write. Milliseconds. */
const tellEveryMs = 10_000;
const maxDevices = 2_000;

/** One link with everything that its state follows from. */
interface Link {
  readonly source: LinkSource;
  readonly startedAt: number;
  state: FeedState;
  detail: LinkDetail;
  way: WayState;
  readonly presence: Map<string, boolean>;
  /** The last message was refused. */
  isRefusing: boolean;
  /** Screens could not be told. */
  isUntold: boolean;
  toldAt: number;
  toldIn: number | null;
}

/** Opens the links, all of them `waiting`, and tells screens. */
export function createMachineLinks({ sources, previous, put, now }: MachineLinkParts): MachineLinks {
  const links = new Map(
    sources.map((source) => [
      source.id,
      openLink(
        source,
        previous.find(({ id }) => id === source.id),
        now(),
      ),
    ]),
  );
  const tell = (told: readonly Link[]): void => {
    if (told.length === 0) return;
    put(told.map(({ state }) => state)).catch(() => {
      for (const link of told) link.isUntold = true;
    });
  };
  // Screens hear of what messages bring with the next tick: a machine that errs by turns must not write with each message.
  const change = (id: string, work: (link: Link) => void): void => {
    const link = links.get(id);
    if (link) work(link);
  };
  tell([...links.values()]);
  return {
    received: (id, count) =>
      change(id, (link) => {
        link.detail = { ...link.detail, received: link.detail.received + count };
      }),
    recorded: (id, counts) => change(id, (link) => noteRecorded(link, counts, now())),
    refused: (id, fault) =>
      change(id, (link) => {
        link.isRefusing = true;
        const lastRefusal = { ...fault, at: now() };
        link.detail = { ...link.detail, refused: link.detail.refused + 1, lastRefusal };
      }),
    way: (id, way) =>
      change(id, (link) => {
        link.way = way;
        if (update(link, now())) tell([link]);
      }),
    presence: (id, device, isThere) =>
      change(id, ({ presence }) => {
        if (presence.has(device) || presence.size < maxDevices) presence.set(device, isThere);
      }),
    tick() {
      tell([...links.values()].filter((link) => update(link, now())));
    },
    detail: (id) => links.get(id)?.detail ?? null,
    states: () => [...links.values()].map(({ state }) => state),
  };
}

function openLink(source: LinkSource, before: FeedState | undefined, at: number): Link {
  const state: FeedState = {
    id: source.id,
    name: source.label,
    provider: source.provider,
    kind: 'push',
    state: 'waiting',
    since: before?.state === 'waiting' ? before.since : at,
    lastInAt: before?.lastInAt ?? null,
    lastError: before?.lastError ?? null,
    indicators: [...new Set(source.indicators)],
  };
  const detail = { received: 0, recorded: 0, duplicates: 0, refused: 0, lastIn: null, lastRefusal: null };
  return {
    source,
    startedAt: at,
    state,
    detail,
    way: { kind: 'waiting' },
    presence: new Map(),
    isRefusing: false,
    isUntold: false,
    toldAt: at,
    toldIn: state.lastInAt,
  };
}

function noteRecorded(link: Link, counts: Parameters<MachineLinks['recorded']>[1], at: number): void {
  const { detail } = link;
  link.detail = {
    ...detail,
    recorded: detail.recorded + counts.recorded,
    duplicates: detail.duplicates + counts.duplicates,
  };
  if (counts.isReplay) return;
  link.isRefusing = false;
  link.detail = { ...link.detail, lastIn: at };
  link.state = { ...link.state, lastInAt: at };
}

/** Brings the state up to date; true where screens must hear of it now. */
function update(link: Link, at: number): boolean {
  const { state, error } = judge(link, at);
  const before = link.state;
  const isMoved = before.state !== state;
  const isNewError = error !== null && isDifferent(before.lastError, error);
  if (isMoved || isNewError) {
    const lastError = error === null ? before.lastError : { at, ...error };
    link.state = { ...before, state, since: isMoved ? at : before.since, lastError };
  }
  // A device that sends nothing but rubbish moves nothing; its rubbish is told now and then.
  const hasNews = link.state.lastInAt !== link.toldIn || isNewError || link.isUntold;
  if (!isMoved && !(hasNews && at - link.toldAt >= tellEveryMs)) return false;
  link.isUntold = false;
  link.toldAt = at;
  link.toldIn = link.state.lastInAt;
  return true;
}

type LinkError = Omit<NonNullable<FeedState['lastError']>, 'at'>;

function isDifferent(a: FeedState['lastError'], b: LinkError): boolean {
  return a?.code !== b.code || a.detail !== b.detail;
}

function judge(link: Link, at: number): { state: FeedState['state']; error: LinkError | null } {
  const { way, detail, presence, source } = link;
  if (way.kind === 'off') return { state: 'off', error: null };
  if (way.kind === 'down')
    return { state: 'down', error: { code: way.code, detail: way.detail.slice(0, 300) } };
  const gone = [...presence.values()].filter((isThere) => !isThere).length;
  const isAllGone = gone > 0 && gone === presence.size;
  if (isAllGone) return { state: 'down', error: { code: 'unreachable', detail: 'perangkat terputus' } };
  const heardAt = detail.lastIn ?? Math.max(link.startedAt, link.state.lastInAt ?? 0);
  const isSilent = source.silentAfter !== null && at - heardAt > toApproximateMs(source.silentAfter);
  if (isSilent) return { state: 'down', error: { code: 'timeout', detail: 'tidak ada kiriman' } };
  if (link.isRefusing)
    return { state: 'degraded', error: { code: 'invalid', detail: detail.lastRefusal?.reason ?? '' } };
  if (gone > 0)
    return {
      state: 'degraded',
      error: { code: 'partial', detail: `${gone} dari ${presence.size} perangkat terputus` },
    };
  return { state: detail.lastIn === null ? 'waiting' : 'up', error: null };
}
