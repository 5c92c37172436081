import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type {
  UnattendedFile,
  UnattendedOutcome,
} from '../../../../server/domain/imports/importUnattended.ts';
import { StoreUnavailableError } from '../../../../server/domain/storeErrors.ts';
import { startFolder } from '../../../../server/feeds/folder/startFolder.ts';
import { waitFor } from '../../../support/machines.ts';
import { pause } from '../../../support/pause.ts';

const done: UnattendedOutcome = { kind: 'done', recorded: 1, duplicates: 0, lines: ['1 angka tersimpan.'] };
let dir = '';
let own = '';
let running: { stop(): Promise<void> } | null = null;

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'simpul-watch-'));
  own = join(dir, 'DLH');
  mkdirSync(own);
});
afterEach(async () => {
  await running?.stop();
  rmSync(dir, { recursive: true, force: true });
});

function watch(take: (file: UnattendedFile) => Promise<UnattendedOutcome>, folder = dir) {
  const ways: unknown[] = [];
  const refused: string[] = [];
  running = startFolder({
    dir: folder,
    linkId: 'folder',
    agencies: ['dlh' as never],
    take,
    links: {
      way: (_, way) => ways.push(way),
      received: () => undefined,
      recorded: () => undefined,
      refused: (_, fault) => refused.push(fault.sample),
    },
    now: () => Date.UTC(2026, 10, 1),
    pollMs: 30,
    log: { warn: () => undefined },
  });
  return { ways, refused };
}

const listed = (name: string) => (existsSync(join(own, name)) ? readdirSync(join(own, name)) : []);

describe('a watched folder', () => {
  it('waits until a file has stood still for two looks', async () => {
    const taken: string[] = [];
    watch(async ({ bytes }) => {
      taken.push(new TextDecoder().decode(bytes));
      return done;
    });
    const file = join(own, 'a.csv');
    for (let part = 0; part < 20; part += 1) {
      appendFileSync(file, `${part};`);
      await pause(10);
    }
    await waitFor(() => listed('done').length === 2);
    expect(taken).toEqual([Array.from({ length: 20 }, (_, part) => `${part};`).join('')]);
    expect(listed('done').sort()).toEqual(['20261101T000000Z a.csv', '20261101T000000Z a.csv.txt']);
  });

  it('writes over nothing that is there, and takes the same name again', async () => {
    watch(async () => done);
    for (let copy = 0; copy < 3; copy += 1) {
      writeFileSync(join(own, 'a.csv'), `${copy}`);
      await waitFor(() => listed('done').length === (copy + 1) * 2);
    }
    const texts = listed('done').filter((name) => name.endsWith('.csv'));
    expect(texts.map((name) => readFileSync(join(own, 'done', name), 'utf8')).sort()).toEqual([
      '0',
      '1',
      '2',
    ]);
  });

  it('leaves a file where it is while storage takes nothing', async () => {
    let tries = 0;
    watch(async () => {
      tries += 1;
      if (tries < 4) throw new StoreUnavailableError('full');
      return done;
    });
    writeFileSync(join(own, 'a.csv'), 'x');
    await waitFor(() => listed('done').length === 2);
    expect(tries).toBe(4);
  });

  it('does not try a file again and again that breaks it', async () => {
    let tries = 0;
    const { ways } = watch(async () => {
      tries += 1;
      throw new Error('broken');
    });
    writeFileSync(join(own, 'a.csv'), 'x');
    await waitFor(() => tries > 0);
    await pause(200);
    expect(tries).toBe(1);
    expect(ways).toContainEqual(expect.objectContaining({ kind: 'down', code: 'partial' }));
    expect(existsSync(join(own, 'a.csv'))).toBe(true);
  });

  it('refuses what is too large without reading it', async () => {
    const { refused } = watch(async () => done);
    writeFileSync(join(own, 'a.csv'), '');
    truncateSync(join(own, 'a.csv'), 11 * 1_048_576);
    await waitFor(() => listed('refused').length === 2);
    expect(refused).toEqual(['dlh/a.csv']);
  });

  it('says that it is not there', async () => {
    const { ways } = watch(async () => done, join(dir, 'nowhere'));
    await waitFor(() => ways.length > 0);
    expect(ways[0]).toMatchObject({ kind: 'down', code: 'unreachable' });
  });
});
