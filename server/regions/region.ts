import type { Agency } from '#shared/model/agency.ts';
import type { Agreement } from '#shared/model/agreement.ts';
import type { AlarmRule } from '#shared/model/alarm.ts';
import type { Area } from '#shared/model/area.ts';
import type { Occasion } from '#shared/model/assistance.ts';
import type { Camera } from '#shared/model/camera.ts';
import type { DrillScenario } from '#shared/model/drillScenario.ts';
import type { CrosswalkEntry, EvaluationDoc, WeightScheme } from '#shared/model/evaluation.ts';
import type { AreaCode, IndicatorId } from '#shared/model/ids.ts';
import type { Indicator } from '#shared/model/indicator.ts';
import type { IndicatorMetadata, Licence } from '#shared/model/openData.ts';
import type { Origin, Quality, Verification } from '#shared/model/reading.ts';
import type { Catalogue } from '#shared/model/region.ts';
import type { Source } from '#shared/model/text.ts';
import type { MachineSource } from '../domain/machines/machineSource.ts';
import type { RetentionPolicy } from '../domain/store.ts';

/** A sourced figure that the pack brings along, so that a fresh installation shows real values. */
export interface BaselineReading {
  readonly indicator: IndicatorId;
  readonly area: AreaCode;
  readonly value: number;
  /** Epoch milliseconds: end of the period, or its start where the indicator is anchored there. */
  readonly observedAt: number;
  /** Period as the source prints it. */
  readonly period: string;
  readonly origin: Origin;
  readonly quality: Quality;
  readonly verification: Verification;
  readonly source: Source;
  readonly note?: string;
}

/** One public feed as the region uses it; what `params` holds is known to the feed's own folder. */
export interface FeedConfig {
  readonly id: string;
  readonly enabled: boolean;
  readonly name: string;
  readonly provider: string;
  readonly params: Record<string, unknown>;
}

/** What the region opens, and under which terms. */
export interface OpenTerms {
  readonly publisher: { readonly name: string; readonly url?: string; readonly email?: string };
  /** Null while the region has set none. */
  readonly licence: Licence | null;
  readonly closed: ReadonlySet<string>;
  readonly metadata: Readonly<Record<string, IndicatorMetadata>>;
}

/** A checked region pack. Everything that depends on the place comes from here. */
export interface Region {
  /** What screens get; its areas leave out the villages. */
  readonly catalogue: Catalogue;
  /** All areas, villages too. */
  readonly areas: readonly Area[];
  readonly agencies: readonly Agency[];
  readonly baseline: readonly BaselineReading[];
  readonly feeds: readonly FeedConfig[];
  /** Machines that send readings, with their maps. */
  readonly machines: readonly MachineSource[];
  /** Rules that raise alarms. */
  readonly alarmRules: readonly AlarmRule[];
  readonly cameras: readonly Camera[];
  /** Agreements that are public. */
  readonly agreements: readonly Agreement[];
  /** Meetings of the ministry's assistance that are public. */
  readonly occasions: readonly Occasion[];
  /** Weights of the yearly evaluation as sources print them. */
  readonly weightSchemes: readonly WeightScheme[];
  /** Evaluations that are public. */
  readonly evaluations: readonly { readonly year: number; readonly doc: EvaluationDoc }[];
  /** How indicators match other standards. */
  readonly crosswalk: readonly CrosswalkEntry[];
  /** Written scenarios of drills. */
  readonly drills: readonly DrillScenario[];
  readonly open: OpenTerms;
  readonly retention: RetentionPolicy;
  /** Weekend, 0 Sunday to 6 Saturday, and holidays that the pack brings. */
  readonly calendar: {
    readonly weekend: readonly number[];
    readonly holidays: readonly { readonly date: string; readonly name: string; readonly source: string }[];
  };
  /** Absolute folder with the map files named by `catalogue.map`. */
  readonly mapDir: string;
  /** The catalogue serialised once: it never changes while the process lives. */
  readonly catalogueJson: string;
  indicator(id: string): Indicator | undefined;
  area(code: string): Area | undefined;
}

/** One thing that is wrong with a pack: file name inside the pack, JSON pointer in it, and what to mend. */
export interface RegionFault {
  readonly file: string;
  readonly path: string;
  readonly message: string;
}

/** The pack cannot be used; `faults` lists everything that was found, not only the first. */
export class RegionPackError extends Error {
  readonly faults: readonly RegionFault[];

  constructor(dir: string, faults: readonly RegionFault[]) {
    const lines = faults.map((fault) => `  ${fault.file} ${fault.path || '/'}: ${fault.message}`);
    super(`region pack ${dir} has ${faults.length} fault(s)\n${lines.join('\n')}`);
    this.name = 'RegionPackError';
    this.faults = faults;
  }
}
