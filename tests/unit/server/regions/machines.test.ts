import { describe, expect, it } from 'vitest';
import { loadRegion } from '../../../../server/regions/loadRegion.ts';
import { RegionPackError } from '../../../../server/regions/region.ts';
import { writePack } from '../../../support/machines.ts';

const good = {
  id: 'awlr',
  kind: 'mqtt',
  label: 'AWLR',
  provider: 'Uji',
  agency: 'dsdabmbk',
  format: 'json',
  topic: 'simpul/+/awlr',
  area: { topicLevel: 2 },
  fields: [{ path: 'level', indicator: 'environment-river-level' }],
};

function faultsOf(machines: readonly object[]): string[] {
  const pack = writePack(machines);
  try {
    loadRegion(pack.dir);
    return [];
  } catch (error) {
    if (!(error instanceof RegionPackError)) throw error;
    return error.faults.map(({ file, path }) => `${file}${path}`);
  } finally {
    pack.remove();
  }
}

describe('machines.json', () => {
  it('is empty in the pack of the regency: no sensor is made up', () => {
    expect(loadRegion('server/regions/bekasi').machines).toEqual([]);
  });

  it('takes a sound map and fills in what it leaves out', () => {
    expect(faultsOf([good])).toEqual([]);
  });

  it.each([
    [{ topicc: 'x' }, ''],
    [{ kind: 'ftp' }, '/kind'],
    [{ id: 'bmkg-quakes' }, '/id'],
    [{ id: 'folder' }, '/id'],
    [{ agency: 'nobody' }, '/agency'],
    [{ topic: 'a/#/b' }, '/topic'],
    [{ will: { topic: '#', online: '1', offline: '0' } }, '/will/topic'],
    [{ area: '99.99' }, '/area'],
    [{ area: 'device' }, '/device'],
    [{ areas: { 'a/b': '99.99' } }, '/areas/a~1b'],
    [{ fields: [] }, '/fields'],
    [{ fields: [{ path: 'x', indicator: 'no-such' }] }, '/fields/0/indicator'],
    [{ fields: [{ path: 'x', indicator: 'environment-pm25' }] }, '/fields/0/indicator'],
    [{ fields: [{ ...good.fields[0], area: '32.16.01.2001' }] }, '/fields/0/area'],
    [{ fields: [{ ...good.fields[0], factor: 0 }] }, '/fields/0/factor'],
    [{ silentAfter: '10 minutes' }, '/silentAfter'],
  ])('says where %j is wrong', (more, path) => {
    expect(faultsOf([{ ...good, ...more }])).toContain(`machines.json/0${path}`);
  });
});
