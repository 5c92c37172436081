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

/** The present as this screen holds it. Connection loss changes `link` and leaves the figures alone. */
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
  refusal: null,
};

/** Builds a store; tests make their own. */
export function createLiveStore() {
  return createStore<LiveState>(() => emptyLiveState);
}

export type LiveStore = ReturnType<typeof createLiveStore>;

/** The store of this screen; maps and charts subscribe to it without rendering. */
export const liveStore: LiveStore = createLiveStore();

/** Reads the live store in a component; `selector` must return a stable reference. */
export function useLive<T>(selector: (state: LiveState) => T): T {
  return useStore(liveStore, selector);
}

export const selectRecords = (state: LiveState): ReadonlyMap<SeriesKey, LiveRecord> => state.records;
export const selectEvents = (state: LiveState): readonly RegionEvent[] => state.events;
export const selectFeeds = (state: LiveState): readonly FeedState[] => state.feeds;
export const selectAlarms = (state: LiveState): readonly Alarm[] => state.alarms;
export const selectLink = (state: LiveState): LinkToServer => state.link;
export const selectMode = (state: LiveState): ServerMode | null => state.mode;
export const selectLastFrameAt = (state: LiveState): number | null => state.lastFrameAt;
