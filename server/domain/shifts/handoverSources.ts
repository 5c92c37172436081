import type {
  SheetAgency,
  SheetAlarm,
  SheetChange,
  SheetHealth,
  SheetIncident,
  SheetLink,
  SheetWall,
} from '#shared/model/handover.ts';

/**
 * What a sheet is written from. A source that is left out is not connected, one that throws has failed: the sheet says which, and
 * never shows either as an empty list.
 */
export interface HandoverSources {
  /** Everything that is not normal. */
  readonly alarms?: () => Promise<readonly SheetAlarm[]>;
  /** Incidents that are not closed. */
  readonly incidents?: () => Promise<readonly SheetIncident[]>;
  /** Walls that do not show the present. */
  readonly walls?: () => Promise<readonly SheetWall[]>;
  /** Parts of the system that are not well. */
  readonly health?: () => Promise<readonly SheetHealth[]>;
  readonly lateAgencies?: () => Promise<readonly SheetAgency[]>;
  /** Links that do not bring what they should. */
  readonly links?: () => Promise<readonly SheetLink[]>;
  /** Changes of alarm rules, definitions and walls, oldest first. */
  readonly changes?: (from: number, to: number) => Promise<readonly SheetChange[]>;
  /** How many alarms and incidents began in a span. */
  readonly counts?: (
    from: number,
    to: number,
  ) => Promise<{ readonly alarms: number | null; readonly incidents: number | null }>;
}
