import type { Alarm } from '#shared/model/alarm.ts';
import type { Area } from '#shared/model/area.ts';
import type { DefinitionVersion } from '#shared/model/definition.ts';
import type { FeedState } from '#shared/model/feedState.ts';
import type { PillarId } from '#shared/model/ids.ts';
import type { LiveRecord } from '#shared/model/reading.ts';
import type { Catalogue } from '#shared/model/region.ts';
import type { ServerMode } from '#shared/protocol/live.ts';

/** Everything that is shown, at one instant: taken in one go, so that no part is younger than another. */
export interface PackScene {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly mode: ServerMode;
  readonly catalogue: Catalogue;
  readonly catalogueVersion: string;
  readonly epoch: string;
  readonly seq: number;
  readonly records: readonly LiveRecord[];
  readonly alarms: readonly Alarm[];
  readonly links: readonly FeedState[];
  area(code: string): Area | undefined;
  versionsOf(indicator: string): readonly DefinitionVersion[];
}

/** What another part of Simpul adds to a pack, as JSON. */
export interface PackSource {
  /** Name of the section: lower-case letters. */
  readonly name: string;
  /** Of the one pillar that the pack is kept to, as far as it is by pillar; null for all. */
  read(pillar: PillarId | null): Promise<unknown>;
}
