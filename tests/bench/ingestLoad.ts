import { z } from 'zod';
import { createRandom } from '#shared/math/random.ts';

/** One series of the running region, with the range its values must keep to. */
export interface LoadSeries {
  readonly indicator: string;
  readonly area: string;
  readonly min: number;
  readonly max: number;
}

/** One sender: an agency with its token and every series it may write. */
export interface Sender {
  readonly agency: string;
  readonly series: readonly LoadSeries[];
  /** Number of the sender's first series among those of all senders. */
  readonly firstNumber: number;
}

/** One reading of a batch as both sides write it. */
export interface LoadRow {
  readonly series: LoadSeries;
  readonly number: number;
  readonly observedAt: number;
  readonly value: number;
}

const beginsAt = Date.UTC(2025, 0, 1);
const stepMs = 60_000;

const indicatorsSchema = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      agency: z.string(),
      levels: z.array(z.string()),
      range: z.object({ min: z.number(), max: z.number() }).nullable(),
    }),
  ),
});
const areasSchema = z.object({ items: z.array(z.object({ code: z.string(), level: z.string() })) });

/** The `count` agencies with the most series, each with all of them. */
export async function findSenders(url: string, count: number): Promise<Sender[]> {
  const read = async (path: string) => (await fetch(`${url}/api/v1/${path}`)).json();
  const { items: indicators } = indicatorsSchema.parse(await read('indicators'));
  const { items: areas } = areasSchema.parse(await read('areas'));
  const byAgency = new Map<string, LoadSeries[]>();
  for (const { id, agency, levels, range } of indicators) {
    const list = byAgency.get(agency) ?? [];
    const { min, max } = range ?? { min: 0, max: 100 };
    for (const { code, level } of areas) {
      if (levels.includes(level)) list.push({ indicator: id, area: code, min, max });
    }
    byAgency.set(agency, list);
  }
  const largest = [...byAgency].sort(([, a], [, b]) => b.length - a.length).slice(0, count);
  let firstNumber = 1;
  return largest.map(([agency, series]) => {
    const sender = { agency, series, firstNumber };
    firstNumber += series.length;
    return sender;
  });
}

/** Batch `index` of a sender: its series in turn, a minute later each time round; the same rows whoever asks. */
export function buildRows({ series, firstNumber }: Sender, index: number, size: number): LoadRow[] {
  const random = createRandom(firstNumber * 100_003 + index);
  return Array.from({ length: size }, (_, offset) => {
    const position = index * size + offset;
    const turn = position % series.length;
    const one = series[turn];
    if (!one) throw new RangeError('a sender needs series');
    const value = Math.round((one.min + random() * (one.max - one.min)) * 10) / 10;
    const observedAt = beginsAt + Math.floor(position / series.length) * stepMs;
    return { series: one, number: firstNumber + turn, observedAt, value };
  });
}

/** The rows as an agency's script would send them. */
export function toBody(rows: readonly LoadRow[]): string {
  const readings = rows.map(({ series: { indicator, area }, value, observedAt }) => ({
    indicator,
    area,
    value,
    observedAt: new Date(observedAt).toISOString(),
  }));
  return JSON.stringify({ readings });
}
