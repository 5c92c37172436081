import { openDemoProgrammes } from '../../server/demo/openDemoProgrammes.ts';
import { buildDemoProgrammes } from '../../server/demo/programmes.ts';
import type { SignedIn } from '../support/people.ts';
import type { ShotServer } from './servers.ts';
import { shotAt } from './shotClock.ts';

const sheet = `REALISASI S.D. OKTOBER 2026
Nama Program;Sumber Dana;Pagu;Realisasi;Fisik (%)
Pos pemadam baru;APBD;5.250.000.000;1.900.000.000;35
Pos pemadam lama;APBD;500.000.000;abc;10`;

/** Programmes with their money, and a sheet that waits with two faults; returns a programme and the file. */
export async function furnishProgrammes(
  { running, url }: ShotServer,
  { walidata, clerk }: { walidata: SignedIn; clerk: SignedIn },
): Promise<{ programme: string; register: string }> {
  const { region } = running;
  const programmes = buildDemoProgrammes({
    seed: 1,
    today: new Date(shotAt).toISOString().slice(0, 10),
    kecamatan: region.areas.filter(({ level }) => level === 'kecamatan').map(({ code }) => code),
    has: (kind, id) =>
      kind === 'indicator'
        ? region.indicator(id) !== undefined
        : region.agencies.some(({ code }) => code === id),
  });
  await openDemoProgrammes({ url, cookie: walidata.cookie }, programmes, (line) => {
    throw new Error(line);
  });
  const answer = await walidata.ask('GET', '/api/v1/programmes');
  const { items } = (await answer.json()) as { items: { id: string; name: string }[] };
  const bytes = new TextEncoder().encode(sheet);
  const file = await clerk.ask('POST', '/api/v1/programmes/files?form=budget&name=realisasi.csv', bytes);
  const { id } = (await file.json()) as { id: string };
  return { programme: items.find(({ name }) => name === 'Pos pemadam baru')?.id ?? '', register: id };
}
