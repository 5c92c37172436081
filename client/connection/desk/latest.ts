import { z } from 'zod';
import { type ReadingRecord, recordSchema } from '#shared/model/reading.ts';
import { ask } from './request.ts';

const latest = z.object({ at: z.string(), records: z.array(recordSchema) });

/** The present of one indicator in every area that has one, and the server's time, ISO 8601 UTC. */
export const fetchLatest = (
  indicator: string,
): Promise<{ readonly at: string; readonly records: readonly ReadingRecord[] }> =>
  ask(`/api/v1/latest?${new URLSearchParams({ indicator })}`, { schema: latest });
