import { cleanup, configure, render, screen, waitFor } from '@testing-library/react';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { CameraGrid, toGrid } from '../../../client/features/cameras/CameraGrid.tsx';
import { startI18n } from '../../../client/i18n/i18n.ts';

const camera = {
  id: 'a',
  name: { id: 'Simpang', en: 'Crossing' },
  area: '32.16.18',
  point: [107.04, -6.37],
  kind: 'snapshot',
  url: 'http://camera.example/now.jpg',
  refreshSeconds: 5,
  owner: 'dishub',
  public: true,
};

let list: object | null;
let readings: number;
const svg = () => `<svg xmlns="http://www.w3.org/2000/svg"><text>${readings}</text></svg>`;

// What is waited for comes at once; a busy machine may take longer than the library's second.
configure({ asyncUtilTimeout: 10_000 });
beforeAll(() => startI18n('id'));
beforeEach(() => {
  list = { items: [camera] };
  readings = 0;
  vi.stubGlobal('fetch', async (address: string | URL) => {
    if (String(address) === '/api/v1/cameras')
      return list ? Response.json(list) : new Response('', { status: 503 });
    readings += 1;
    return new Response(svg(), { headers: { 'content-type': 'image/svg+xml' } });
  });
});
afterEach(() => {
  cleanup();
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function draw() {
  return render(
    <CameraGrid isWide={false} language="id" zone="Asia/Jakarta" areaName={(code) => `Wilayah ${code}`} />,
  );
}

describe('the grid of cameras', () => {
  it.each([
    [1, false, { columns: 1, rows: 1 }],
    [2, false, { columns: 2, rows: 1 }],
    [5, false, { columns: 3, rows: 2 }],
    [9, false, { columns: 3, rows: 3 }],
    [4, true, { columns: 4, rows: 1 }],
    [9, true, { columns: 5, rows: 2 }],
  ])('has room for %i, wide: %s', (count, isWide, grid) => {
    expect(toGrid(count, isWide)).toEqual(grid);
  });

  it('shows each camera with its name and area', async () => {
    draw();
    await screen.findByText('Simpang');
    expect(screen.getByText('Wilayah 32.16.18')).toBeTruthy();
  });

  it('leaves out what is not public, even where someone of the room is signed in on the screen', async () => {
    list = { items: [{ ...camera, public: false }] };
    draw();
    await screen.findByText('Belum ada kamera untuk layar dinding');
    expect(screen.queryByText('Simpang')).toBeNull();
  });

  it('says that the list cannot be read, and takes no other shape for one', async () => {
    list = null;
    const lost = draw();
    await screen.findByText(/tidak dapat dibaca/);
    lost.unmount();
    list = { items: [{ id: 'a' }] };
    draw();
    await screen.findByText(/tidak dapat dibaca/);
  });

  it('leaves nothing running when it is taken off the wall', async () => {
    vi.useFakeTimers({ shouldAdvanceTime: true });
    const grid = draw();
    await waitFor(() => expect(readings).toBeGreaterThan(0));
    await vi.advanceTimersByTimeAsync(11_000);
    const before = readings;
    expect(before).toBeGreaterThan(1);
    grid.unmount();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(readings).toBe(before);
    expect(vi.getTimerCount()).toBe(0);
  });
});
