import type { SimulatedCall } from './scenario.ts';

/** How many readings went in, and how many calls did not. */
export interface PushFigures {
  recorded: number;
  refused: number;
}

/** Sends calls in order through the public interface, each with its agency's token. Never throws: a demo outlives a busy server. */
export async function pushCalls(
  baseUrl: string,
  tokens: ReadonlyMap<string, string>,
  calls: readonly SimulatedCall[],
  figures: PushFigures,
  log: (line: string) => void,
): Promise<void> {
  for (const { agency, readings } of calls) {
    try {
      const response = await fetch(`${baseUrl}/api/v1/readings`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${tokens.get(agency) ?? ''}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify({ readings }),
        signal: AbortSignal.timeout(10_000),
      });
      const text = await response.text();
      if (response.status === 201) figures.recorded += readings.length;
      else {
        figures.refused += 1;
        log(`${agency}: ${response.status} ${text.slice(0, 300)}`);
      }
    } catch {
      figures.refused += 1;
    }
  }
}
