import type { DemoProgramme } from './programmes.ts';

/**
 * Sends programmes and money of the demo through the public interface; what is there already stays, what is refused is told and left
 * out.
 */
export async function openDemoProgrammes(
  { url, cookie }: { url: string; cookie: string },
  programmes: readonly DemoProgramme[],
  log: (line: string) => void,
): Promise<void> {
  const send = async (method: string, path: string, body: unknown): Promise<unknown> => {
    const answer = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { 'content-type': 'application/json', origin: url, cookie },
      body: JSON.stringify(body),
    });
    if (answer.ok) return answer.json();
    // There already, from a start before.
    if (answer.status !== 409) log(`${path}: ${answer.status} ${(await answer.text()).slice(0, 300)}`);
    return null;
  };
  for (const { key, programme, year, budget } of programmes) {
    const made = (await send('POST', '/programmes', { key, programme })) as { row: { id: string } } | null;
    if (made && budget) await send('PUT', `/budgets/${made.row.id}/${year}`, { version: 0, budget });
  }
}
