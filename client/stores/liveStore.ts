import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import type { Alarm } from '#shared/model/alarm.ts';
import type { FeedState } from '#shared/model/feedState.ts';
import type { LiveRecord } from '#shared/model/reading.ts';
import type { RegionEvent } from '#shared/model/regionEvent.ts';
import type { SeriesKey } from '#shared/model/seriesKey.ts';
import type { ServerMode } from '#shared/protocol/live.ts';
import type { RefusalCode } from '#shared/protocol/refusal.ts';
import type { LinkToServer } from '../lib/link.ts';

/**
 * A situation: the present as the stream tells it, or one of the past while the screen shows that (`pastAt`). Connection loss changes
 * `link` and leaves the figures alone; link, mode, last frame and refusal always tell of the present.
 */
export interface LiveState {
  /** A new map with every commit that changed something; a record that did not change keeps its identity. */
  readonly records: ReadonlyMap<SeriesKey, LiveRecord>;
  /** Newest first by `startsAt`. */
  readonly events: readonly RegionEvent[];
  readonly feeds: readonly FeedState[];
  /** Alarms that are not normal, latest raised first. */
  readonly alarms: readonly Alarm[];
  readonly link: LinkToServer;
  /** Null until the first answer. */
  readonly mode: ServerMode | null;
  /** Server time of the last valid frame or beat, epoch milliseconds; null for never. */
  readonly lastFrameAt: number | null;
  readonly epoch: string | null;
  readonly seq: number;
  /** Instant that the figures are of, epoch milliseconds; null for the present. Whatever is drawn takes this for now. */
  readonly pastAt: number | null;
  /** Why the server refuses this screen; `version` asks for a reload. */
  readonly refusal: RefusalCode | null;
}

const emptyLiveState: LiveState = {
  records: new Map(),
  events: [],
  feeds: [],
  alarms: [],
  link: 'connecting',
  mode: null,
  lastFrameAt: null,
  epoch: null,
  seq: 0,
  pastAt: null,
  refusal: null,
};

/** Builds a store; tests make their own. */
export function createLiveStore() {
  return createStore<LiveState>(() => emptyLiveState);
}

export type LiveStore = ReturnType<typeof createLiveStore>;

/** What the stream tells, whatever the screen shows; it goes on behind a picture of the past. */
export const presentStore: LiveStore = createLiveStore();

/** What this screen shows; maps and charts subscribe to it without rendering. */
export const liveStore: LiveStore = createLiveStore();

/** Reads the present in a component, for what never shows the past: the state of the system itself. */
export function usePresent<T>(selector: (state: LiveState) => T): T {
  return useStore(presentStore, selector);
}

/** Reads the live store in a component; `selector` must return a stable reference. */
export function useLive<T>(selector: (state: LiveState) => T): T {
  return useStore(liveStore, selector);
}

export const selectRecords = (state: LiveState): ReadonlyMap<SeriesKey, LiveRecord> => state.records;
export const selectEvents = (state: LiveState): readonly RegionEvent[] => state.events;
export const selectFeeds = (state: LiveState): readonly FeedState[] => state.feeds;
export const selectAlarms = (state: LiveState): readonly Alarm[] => state.alarms;
export const selectPastAt = (state: LiveState): number | null => state.pastAt;
export const selectIsPast = (state: LiveState): boolean => state.pastAt !== null;
/** True where figures stand still because the link is gone; a picture of the past loses nothing by that. */
export const selectIsCut = (state: LiveState): boolean => state.link === 'cut' && state.pastAt === null;
export const selectLink = (state: LiveState): LinkToServer => state.link;
export const selectMode = (state: LiveState): ServerMode | null => state.mode;
export const selectLastFrameAt = (state: LiveState): number | null => state.lastFrameAt;
