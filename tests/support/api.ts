import { z } from 'zod';
import { indicatorSchema } from '#shared/model/indicator.ts';
import { recordSchema } from '#shared/model/reading.ts';

/** One reading as the public interface takes it. */
export interface PushedReading {
  readonly indicator: string;
  readonly area: string;
  readonly value: number | null;
  readonly observedAt: string;
  readonly correction?: boolean;
  readonly note?: string;
}

export interface PushAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** Posts one batch; throws when the connection breaks. */
export async function pushReadings(
  url: string,
  token: string,
  readings: readonly PushedReading[],
  key?: string,
): Promise<PushAnswer> {
  const answer = await fetch(`${url}/api/v1/readings`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Bearer ${token}`,
      ...(key === undefined ? {} : { 'idempotency-key': key }),
    },
    body: JSON.stringify({ readings }),
    signal: AbortSignal.timeout(20_000),
  });
  return { status: answer.status, body: await answer.json() };
}

async function readJson(url: string): Promise<unknown> {
  const answer = await fetch(url, { signal: AbortSignal.timeout(20_000) });
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer.json();
}

const latestSchema = z.object({ epoch: z.string(), seq: z.number(), records: z.array(recordSchema) });

/** The present, checked against its schema. */
export async function readLatest(url: string, query = ''): Promise<z.infer<typeof latestSchema>> {
  return latestSchema.parse(await readJson(`${url}/api/v1/latest${query}`));
}

const historySchema = z.object({
  points: z.array(z.tuple([z.number(), z.number().nullable()]).rest(z.number())),
  downsampled: z.boolean(),
});

/** Points of one series between two instants, exact up to 10,000 of them. */
export async function readHistory(
  url: string,
  series: { indicator: string; area: string; from: number; to: number },
): Promise<z.infer<typeof historySchema>> {
  const query = new URLSearchParams({
    area: series.area,
    from: new Date(series.from).toISOString(),
    to: new Date(series.to).toISOString(),
    maxPoints: '10000',
  });
  return historySchema.parse(await readJson(`${url}/api/v1/indicators/${series.indicator}/history?${query}`));
}

const pushableSchema = indicatorSchema.pick({
  id: true,
  agency: true,
  levels: true,
  range: true,
  cadence: true,
});
const indicatorsSchema = z.object({ items: z.array(pushableSchema) });

/** An indicator that takes readings for the regency at any instant, with the agency that owns it. */
export async function findSensorIndicator(url: string): Promise<z.infer<typeof pushableSchema>> {
  const { items } = indicatorsSchema.parse(await readJson(`${url}/api/v1/indicators`));
  const found =
    items.find((one) => one.id === 'environment-pm25') ??
    items.find((one) => one.levels.includes('regency') && one.range === null);
  if (!found) throw new Error('the pack has no indicator to push to');
  return found;
}

/** Where a reading goes. */
export interface PushableSeries {
  readonly indicator: string;
  readonly area: string;
}

const areasSchema = z.object({ items: z.array(z.object({ code: z.string(), level: z.string() })) });

/** The first `count` series that one agency may push to at any instant and with any value from 0 to 1,000. */
export async function listPushableSeries(
  url: string,
  count: number,
): Promise<{ agency: string; series: PushableSeries[] }> {
  const { items: indicators } = indicatorsSchema.parse(await readJson(`${url}/api/v1/indicators`));
  const { items: areas } = areasSchema.parse(await readJson(`${url}/api/v1/areas`));
  const { agency } = await findSensorIndicator(url);
  const series = indicators
    .filter((one) => one.agency === agency && one.cadence.startsWith('PT') && takesThousand(one.range))
    .flatMap(({ id, levels }) =>
      areas
        .filter(({ level }) => (levels as readonly string[]).includes(level))
        .map(({ code }) => ({ indicator: id, area: code })),
    )
    .slice(0, count);
  if (series.length < count) throw new Error(`${agency} has ${series.length} series to push to`);
  return { agency, series };
}

function takesThousand(range: z.infer<typeof pushableSchema>['range']): boolean {
  return range === null || (range.min <= 0 && range.max >= 1_000);
}
