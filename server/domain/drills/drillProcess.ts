import type { DrillEnd, DrillFault, DrillReport } from '#shared/model/drill.ts';
import type { DrillScenario } from '#shared/model/drillScenario.ts';

/** What a drill's server is started with. */
export interface DrillOrder {
  readonly id: string;
  readonly title: string;
  readonly scenario: DrillScenario;
  readonly speed: number;
  /** Time to join before the scenario begins. Milliseconds. */
  readonly leadMs: number;
}

/** A drill's server that takes calls: where, and when its scenario plays. Epoch milliseconds. */
export interface DrillReady {
  readonly port: number;
  readonly playsAt: number;
  readonly endsAt: number;
}

/** How a drill's server ended. */
export type DrillEnding =
  | { readonly report: DrillReport; readonly end: DrillEnd }
  | { readonly report: null; readonly fault: DrillFault };

/** The server of a drill: a process of its own with data of its own. */
export interface DrillProcess {
  /** Null where it did not become ready; `ended` says why. */
  readonly ready: Promise<DrillReady | null>;
  /** Resolves when the process is gone; never rejects. */
  readonly ended: Promise<DrillEnding>;
  /** Makes an account in the drill, or gives it another password; resolves with the password. */
  join(person: { readonly name: string; readonly email: string }): Promise<string>;
  /** Asks it to report and end; the process is gone within seconds in any case. */
  end(by: DrillEnd): void;
  /** Removes what it kept. */
  discard(): Promise<void>;
}

/** Starts the server of a drill. */
export type LaunchDrill = (order: DrillOrder) => DrillProcess;
