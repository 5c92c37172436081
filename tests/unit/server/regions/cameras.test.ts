import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadRegion } from '../../../../server/regions/loadRegion.ts';
import { RegionPackError } from '../../../../server/regions/region.ts';
import { writePack } from '../../../support/machines.ts';

const good = {
  id: 'simpang-sgc',
  name: { id: 'Simpang SGC' },
  area: '32.16.09',
  point: [107.14, -6.26],
  kind: 'hls',
  url: 'https://cctv.example/sgc/index.m3u8',
  owner: 'dishub',
};

function load(cameras: readonly object[]) {
  const pack = writePack([]);
  try {
    writeFileSync(join(pack.dir, 'cameras.json'), JSON.stringify(cameras));
    return loadRegion(pack.dir).cameras;
  } finally {
    pack.remove();
  }
}

function faultsOf(cameras: readonly object[]): string[] {
  try {
    load(cameras);
    return [];
  } catch (error) {
    if (!(error instanceof RegionPackError)) throw error;
    return error.faults.map(({ file, path }) => `${file}${path}`);
  }
}

describe('cameras.json', () => {
  it('is empty in the pack of the regency: no camera is made up', () => {
    expect(loadRegion('server/regions/bekasi').cameras).toEqual([]);
  });

  it('takes a sound camera; it is not public unless it says so', () => {
    const snapshot = { ...good, id: 'pintu-air', kind: 'snapshot', url: 'http://10.0.0.7/now.jpg' };
    expect(load([good, snapshot])).toMatchObject([
      { name: { en: 'Simpang SGC' }, public: false, refreshSeconds: null },
      { refreshSeconds: 10 },
    ]);
  });

  it.each([
    [{ urll: 'x' }, ''],
    [{ kind: 'mjpeg' }, '/kind'],
    [{ id: 'Simpang SGC' }, '/id'],
    [{ url: 'rtsp://cctv.example/sgc' }, '/url'],
    [{ url: 'https://admin:rahasia@cctv.example/x.m3u8' }, '/url'],
    [{ url: '/x.m3u8' }, '/url'],
    [{ point: [-6.26, 107.14] }, '/point/1'],
    [{ point: [107.14, 6.26] }, '/point'],
    [{ area: '99.99' }, '/area'],
    [{ owner: 'nobody' }, '/owner'],
    [{ refreshSeconds: 5 }, '/refreshSeconds'],
    [{ kind: 'snapshot', refreshSeconds: 1 }, '/refreshSeconds'],
  ])('says where %j is wrong', (more, path) => {
    expect(faultsOf([{ ...good, ...more }])).toContain(`cameras.json/0${path}`);
  });
});
