import { z } from 'zod';
import {
  type Decision,
  type DecisionResult,
  decisionResultSchema,
  type PeriodLock,
  periodLockSchema,
  queueItemSchema,
} from '#shared/model/verification.ts';
import { ask } from './request.ts';

const queue = z.object({ items: z.array(queueItemSchema), more: z.boolean() });
const results = z.object({ items: z.array(decisionResultSchema) });
const locks = z.object({ items: z.array(periodLockSchema) });
const path = '/api/v1/verification';

/** Figures that wait for the walidata, and whether there are more than are told at once. */
export const fetchQueue = (filter: { agency: string; pillar: string }): Promise<z.infer<typeof queue>> => {
  const given = Object.entries(filter).filter(([, value]) => value !== '');
  return ask(`${path}/queue?${new URLSearchParams(given)}`, { schema: queue });
};

/** Decides on figures; each tells how it ended. */
export const decide = async (items: readonly Decision[]): Promise<readonly DecisionResult[]> =>
  (await ask(`${path}/decisions`, { method: 'POST', body: { items }, schema: results })).items;

/** Locked periods. */
export const fetchLocks = async (): Promise<readonly PeriodLock[]> =>
  (await ask(`${path}/locks`, { schema: locks })).items;

/** Locks an indicator's figures up to and including an instant. */
export async function lockPeriod(body: { indicator: string; until: string; reason: string }): Promise<void> {
  await ask(`${path}/locks`, { method: 'POST', body, schema: z.unknown() });
}

/** Opens all locked periods of an indicator. */
export async function unlockPeriods(body: { indicator: string; reason: string }): Promise<void> {
  await ask(`${path}/unlock`, { method: 'POST', body: { ...body, until: null }, schema: z.unknown() });
}
