import { buildDemoOfficials } from '../../server/demo/officials.ts';
import { openDemoProgrammes } from '../../server/demo/openDemoProgrammes.ts';
import { openDemoReview } from '../../server/demo/openDemoReview.ts';
import type { SignedIn } from '../support/people.ts';
import type { ShotServer } from './servers.ts';
import { shotAt } from './shotClock.ts';

const sheet = `REALISASI S.D. OKTOBER 2026
Nama Program;Sumber Dana;Pagu;Realisasi;Fisik (%)
Pos pemadam baru;APBD;5.250.000.000;1.900.000.000;35
Pos pemadam lama;APBD;500.000.000;abc;10`;

/** Programmes with their money, what officials review, and a sheet that waits with two faults; returns one of each. */
export async function furnishProgrammes(
  { running, url }: ShotServer,
  { walidata, clerk, admin }: { walidata: SignedIn; clerk: SignedIn; admin: SignedIn },
): Promise<Record<'programme' | 'register' | 'agreement' | 'advice' | 'session', string>> {
  const { programmes, review } = buildDemoOfficials(running.region, { seed: 1, at: shotAt });
  const refuse = (line: string): never => {
    throw new Error(line);
  };
  await openDemoProgrammes({ url, cookie: walidata.cookie }, programmes, refuse);
  await openDemoReview({ url, cookie: admin.cookie }, review, refuse);
  const answer = await walidata.ask('GET', '/api/v1/programmes');
  const { items } = (await answer.json()) as { items: { id: string; name: string }[] };
  const bytes = new TextEncoder().encode(sheet);
  const file = await clerk.ask('POST', '/api/v1/programmes/files?form=budget&name=realisasi.csv', bytes);
  const { id } = (await file.json()) as { id: string };
  return {
    programme: items.find(({ name }) => name === 'Pos pemadam baru')?.id ?? '',
    register: id,
    agreement: await findFirst(walidata, '/agreements', 'pendampingan'),
    advice: await findFirst(walidata, '/assistance', 'peta rencana'),
    session: await findFirst(walidata, '/sessions', 'rapat'),
  };
}

/** Id of the one whose text holds a word. */
async function findFirst(by: SignedIn, path: string, word: string): Promise<string> {
  const answer = await by.ask('GET', `/api/v1${path}`);
  const { items } = (await answer.json()) as { items: { id: string; title?: string; text?: string }[] };
  return items.find(({ title, text }) => (title ?? text)?.includes(word))?.id ?? '';
}
