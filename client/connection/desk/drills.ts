import { z } from 'zod';
import {
  type Drill,
  type DrillChoice,
  type DrillDetail,
  type DrillEntry,
  type DrillList,
  drillChoiceSchema,
  drillDetailSchema,
  drillEntrySchema,
  drillListSchema,
  drillSchema,
  type NewDrill,
  type NewRecording,
} from '#shared/model/drill.ts';
import { ask } from './request.ts';

const path = '/api/v1/drills';
const done = z.unknown();

/** Scenarios, the drill that runs and those that are over. */
export const fetchDrills = (): Promise<DrillList> => ask(path, { schema: drillListSchema });

/** One drill with its report. */
export const fetchDrill = (id: string): Promise<DrillDetail> =>
  ask(`${path}/${encodeURIComponent(id)}`, { schema: drillDetailSchema });

/** Starts the server of a drill. */
export const startDrill = (body: NewDrill): Promise<Drill> =>
  ask(path, { method: 'POST', body, schema: drillSchema });

/** Makes an account in the drill; its password is told this once. */
export const joinDrill = (id: string): Promise<DrillEntry> =>
  ask(`${path}/${encodeURIComponent(id)}/join`, { method: 'POST', body: {}, schema: drillEntrySchema });

/** Ends a drill; its report follows. */
export async function endDrill(id: string): Promise<void> {
  await ask(`${path}/${encodeURIComponent(id)}/end`, { method: 'POST', body: {}, schema: done });
}

/** Builds a scenario from what was recorded. */
export const recordScenario = (body: NewRecording): Promise<DrillChoice> =>
  ask(`${path}/scenarios`, { method: 'POST', body, schema: drillChoiceSchema });

/** Removes a recorded scenario. */
export async function removeScenario(id: string): Promise<void> {
  await ask(`${path}/scenarios/${encodeURIComponent(id)}`, { method: 'DELETE', schema: done });
}

/** Address of a drill's report as a sheet. */
export const toReportUrl = (id: string): string => `${path}/${encodeURIComponent(id)}/report.csv`;
