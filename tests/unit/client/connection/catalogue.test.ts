import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type CatalogueLink, loadCatalogue } from '../../../../client/connection/catalogue.ts';
import { useCatalogueStore } from '../../../../client/stores/catalogueStore.ts';
import { loadRegion } from '../../../../server/regions/loadRegion.ts';

const body = JSON.stringify(loadRegion('server/regions/bekasi').catalogue);

let link: CatalogueLink;
/** Answers each question that is on its way, with a version. */
let answers: ((version: string) => void)[];
let asked: number;

beforeEach(() => {
  vi.useFakeTimers();
  answers = [];
  asked = 0;
  vi.stubGlobal('fetch', () => {
    asked += 1;
    return new Promise((resolve) => {
      answers.push((version) => resolve(new Response(body, { headers: { etag: `"${version}"` } })));
    });
  });
  link = loadCatalogue();
});
afterEach(() => {
  link.stop();
  useCatalogueStore.setState({ index: null, isUnreachable: false });
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

async function answer(version: string): Promise<void> {
  answers.shift()?.(version);
  await vi.advanceTimersByTimeAsync(0);
}

const pass = () => vi.advanceTimersByTimeAsync(60_000);

it('reads a catalogue anew that changed while it was loaded, be it the first or a later one', async () => {
  link.want('b');
  await answer('a');
  await pass();
  expect(asked).toBe(2);
  await answer('b');
  link.want('c');
  link.want('d');
  await answer('c');
  await pass();
  expect(asked).toBe(4);
  await answer('d');
  await pass();
  expect(asked).toBe(4);
});

it('asks once where it has what was told', async () => {
  link.want('a');
  await answer('a');
  link.want('a');
  await pass();
  expect(asked).toBe(1);
});

it('goes in no circle where another version comes than was told', async () => {
  link.want('b');
  await answer('a');
  await pass();
  await answer('a');
  await pass();
  expect(asked).toBe(2);
});
