import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LinkDetail } from '../../server/domain/machines/machineLinks.ts';
import { pause } from './pause.ts';
import { openSession } from './people.ts';
import type { InProcessServer } from './testServer.ts';

/** The pack of the regency with machines of the test's own, and more rules of alarms where some are given. */
export function writePack(
  machines: readonly object[],
  moreRules: readonly object[] = [],
): { dir: string; remove(): void } {
  const dir = mkdtempSync(join(tmpdir(), 'simpul-machines-'));
  cpSync('server/regions/bekasi', dir, { recursive: true });
  writeFileSync(join(dir, 'machines.json'), JSON.stringify(machines));
  const rules = JSON.parse(readFileSync(join(dir, 'alarms.json'), 'utf8')) as object[];
  writeFileSync(join(dir, 'alarms.json'), JSON.stringify([...rules, ...moreRules]));
  return { dir, remove: () => rmSync(dir, { recursive: true, force: true }) };
}

/** Waits until `look` gives something; throws after a minute. */
export async function waitFor<T>(
  look: () => T | undefined | null | false | Promise<T | undefined | null | false>,
  what = 'what the test waits for',
): Promise<T> {
  const deadline = performance.now() + 60_000;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== null && found !== false) return found;
    if (performance.now() > deadline) throw new Error(`${what} did not come`);
    await pause(20);
  }
}

/** The link of a machine as screens have it. */
export function findLink(server: Pick<InProcessServer, 'liveState'>, id: string) {
  const link = server.liveState.listFeeds().find(({ feed }) => feed.id === id)?.feed;
  if (!link) throw new Error(`no link ${id}`);
  return link;
}

/** Every stored value of a series in time order: [observedAt, value]. */
export async function readPoints(
  server: Pick<InProcessServer, 'store'>,
  indicator: string,
  area: string,
  from: number,
): Promise<readonly (readonly [number, number | null])[]> {
  const history = await server.store.readHistory({
    indicator: indicator as never,
    area: area as never,
    from,
    to: Date.now() + 600_000,
    maxPoints: 10_000,
  });
  return history.points.map(([at, value]) => [at as number, value as number | null] as const);
}

/** What the link of a machine counts, as the admin sees it. */
export async function openDetails(server: InProcessServer): Promise<(id: string) => Promise<LinkDetail>> {
  const admin = await openSession(server, { email: 'admin@bekasikab.go.id', role: 'admin' });
  return async (id) => {
    const answer = await admin.ask('GET', '/api/v1/links');
    const { items } = (await answer.json()) as { items: { id: string; detail: LinkDetail }[] };
    const found = items.find((item) => item.id === id);
    if (!found) throw new Error(`no link ${id}: ${answer.status}`);
    return found.detail;
  };
}
