import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { checkContent, checkHash } from '../../../../../server/domain/packs/checkPack.ts';
import { sealPack, toPackText } from '../../../../../server/domain/packs/sealPack.ts';
import {
  type PackHead,
  type PackSummary,
  packHeadSchema,
  packSectionsSchema,
} from '../../../../../shared/model/pack.ts';

const toHash = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');
const head: PackHead = packHeadSchema.parse({
  format: 'simpul-pack/1',
  id: 'a'.repeat(22),
  title: 'Rapat',
  frozenAt: 1,
  by: { id: 'user:x', name: 'Sari' },
  region: { code: '32.16', name: 'Bekasi', zone: 'Asia/Jakarta', zoneLabel: 'WIB' },
  mode: 'demo',
  pillar: null,
  session: null,
  stream: { epoch: 'e', seq: 1 },
  catalogue: 'c',
});
const empty = { figures: [], totals: [], absent: [], scores: [], alarms: [], links: [], minutes: null };
const pack = sealPack(head, packSectionsSchema.parse(empty), toHash);
const text = toPackText(pack);
const toFile = (content: string) => ({ hash: toHash(content), sizeBytes: content.length });
const summary: PackSummary = {
  ...head,
  hash: pack.manifest.hash,
  figures: 0,
  simulated: 0,
  files: { json: toFile(text), pdf: toFile('pdf'), xlsx: toFile('xlsx') },
};
const encode = (content: string): Uint8Array => new TextEncoder().encode(content);
const look = (content: string) => checkContent(encode(content), [summary], toHash);

describe('a file that is checked', () => {
  it('is ours by its hash, or by the seal that is printed', () => {
    expect(checkHash(toHash('pdf'), [summary])).toMatchObject({ verdict: 'same', file: 'pdf' });
    expect(checkHash(summary.hash, [summary])).toMatchObject({ verdict: 'same', file: 'pack' });
    expect(checkHash(toHash('x'), [summary])).toMatchObject({ verdict: 'unknown', pack: null });
  });

  it('may be written otherwise, or be another one', () => {
    expect(look(JSON.stringify(pack, null, 4))).toMatchObject({ verdict: 'rewritten' });
    expect(look(text.replace('Rapat', 'Lain'))).toMatchObject({ verdict: 'altered', altered: ['head'] });
    expect(look(`kaki halaman sha256:${summary.hash}`)).toMatchObject({ verdict: 'altered', file: null });
    expect(look(`${summary.hash}`)).toMatchObject({ verdict: 'altered' });
    expect(look(`a${summary.hash}`)).toBeNull();
    expect(look('halo')).toBeNull();
  });

  it('is not taken apart where it is far longer than anything of ours', () => {
    const padded = `${text.slice(0, -1)},"more":"${'x'.repeat(text.length * 8)}"}`;
    expect(look(padded)).toMatchObject({ verdict: 'altered', file: null });
  });

  it('that is nested without end is read like any other', () => {
    const nested = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    const strange = text.replace('"figures":[]', `"deep":${nested},"figures":[]`);
    const large = { ...summary, files: { ...summary.files, json: { hash: '', sizeBytes: 1_000_000 } } };
    expect(checkContent(encode(strange), [large], toHash)).toMatchObject({ verdict: 'altered' });
  });

  it('takes as long whatever it holds', () => {
    const length = 8_388_608;
    const measure = (content: string): number => {
      const bytes = encode(content);
      const times = [0, 1, 2].map(() => {
        const start = performance.now();
        checkContent(bytes, [summary], () => '');
        return performance.now() - start;
      });
      return Math.min(...times);
    };
    const usual = measure('z'.repeat(length));
    expect(measure(`${'a'.repeat(63)}z`.repeat(length / 64))).toBeLessThan(usual * 12 + 20);
  });
});
