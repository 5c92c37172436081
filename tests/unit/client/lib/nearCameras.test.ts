import { describe, expect, it } from 'vitest';
import { type Camera, cameraSchema } from '#shared/model/camera.ts';
import { selectNearCameras } from '../../../../client/lib/nearCameras.ts';

function buildCamera(id: string, area: string, point: [number, number]): Camera {
  return cameraSchema.parse({
    id,
    name: { id, en: id },
    area,
    point,
    kind: 'hls',
    url: 'https://cctv.example/x.m3u8',
    refreshSeconds: null,
    owner: 'dishub',
    public: false,
  });
}

const cameras = [
  buildCamera('far', '32.16.09', [107.2, -6.2]),
  buildCamera('same-area-far', '32.16.18', [107.1, -6.44]),
  buildCamera('near', '32.16.19', [107.045, -6.37]),
  buildCamera('nearest', '32.16.18', [107.04, -6.371]),
];
const idsOf = (point: [number, number] | null) =>
  selectNearCameras(cameras, { area: '32.16.18', point }).map(({ camera }) => camera.id);

describe('cameras near an incident', () => {
  it('are within 5 km or in its kecamatan, nearest first', () => {
    expect(idsOf([107.04, -6.37])).toEqual(['nearest', 'near', 'same-area-far']);
    const [first] = selectNearCameras(cameras, { area: '32.16.18', point: [107.04, -6.37] });
    expect(first?.km).toBeCloseTo(0.111, 2);
  });

  it('are those of its kecamatan, without a distance, where its point is not known', () => {
    expect(idsOf(null)).toEqual(['nearest', 'same-area-far']);
    expect(selectNearCameras(cameras, { area: '32.16.18', point: null })[0]?.km).toBeNull();
  });
});
