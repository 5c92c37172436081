import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useWallSchedule } from '../../../client/hooks/useWallSchedule.ts';
import { liveStore } from '../../../client/stores/liveStore.ts';
import { changeView, useViewStore } from '../../../client/stores/viewStore.ts';
import { useWallStore } from '../../../client/stores/wallStore.ts';
import type { WallOrders } from '../../../shared/model/wall.ts';
import { buildAlarm } from '../../support/alarmBuilder.ts';

const start = 1_700_000_000_000;

function buildOrders(more: Partial<WallOrders['setup']> = {}): WallOrders {
  return {
    name: 'kiri',
    anchorAt: start,
    setup: {
      title: 'Kiri',
      group: null,
      tile: null,
      scenes: [
        { id: 'a', scene: 'ikhtisar', dwellSeconds: 10 },
        { id: 'b', scene: 'pilar', pillar: 'living', panels: ['map'], dwellSeconds: 10 },
        { id: 'c', scene: 'peta', dwellSeconds: 10 },
      ],
      holdOnCritical: true,
      lang: 'id',
      ...more,
    },
    show: null,
    message: null,
  };
}

const scene = () => useViewStore.getState().scene;
const pass = (seconds: number) => act(() => vi.advanceTimersByTime(seconds * 1_000));
const setAlarms = (count: number) =>
  act(() =>
    liveStore.setState({
      alarms: Array.from({ length: count }, (_, n) => buildAlarm({ id: `a${n}`, severity: 'critical' })),
    }),
  );

beforeEach(() => {
  vi.useFakeTimers({ now: start });
  useWallStore.setState({ orders: buildOrders() });
});
afterEach(() => {
  cleanup();
  setAlarms(0);
  vi.useRealTimers();
});

describe('the rotation of a paired wall', () => {
  it('follows the time of the server, with panels of each scene', () => {
    renderHook(useWallSchedule);
    expect([scene(), useViewStore.getState().panels]).toEqual(['ikhtisar', null]);
    pass(10);
    expect([scene(), useViewStore.getState().panels]).toEqual(['pilar', ['map']]);
    pass(10);
    expect([scene(), useViewStore.getState().panels]).toEqual(['peta', null]);
    pass(10);
    expect(scene()).toBe('ikhtisar');
  });

  it('shows at once what was edited of the scene that stands', () => {
    renderHook(useWallSchedule);
    pass(10);
    const scenes = buildOrders().setup.scenes.map((one) =>
      one.id === 'b' ? { ...one, pillar: 'economy' as const } : one,
    );
    act(() => useWallStore.setState({ orders: buildOrders({ scenes }) }));
    expect(useViewStore.getState()).toMatchObject({ scene: 'pilar', pillar: 'economy' });
  });

  it('is held while a critical alarm is there, and then shows what its time says', () => {
    renderHook(useWallSchedule);
    pass(10);
    setAlarms(1);
    pass(10);
    expect(scene()).toBe('pilar');
    setAlarms(0);
    expect(scene()).toBe('peta');
  });

  it('goes on through a critical alarm where it is set so', () => {
    useWallStore.setState({ orders: buildOrders({ holdOnCritical: false }) });
    renderHook(useWallSchedule);
    setAlarms(1);
    pass(10);
    expect(scene()).toBe('pilar');
  });

  it('shows a scene that is sent even while it is held, and what was there before after it', () => {
    renderHook(useWallSchedule);
    setAlarms(1);
    const show = { view: { scene: 'peta' as const }, from: start + 2_000, until: start + 5_000, by: 'op' };
    act(() => useWallStore.setState({ orders: { ...buildOrders(), show } }));
    pass(1);
    expect(scene()).toBe('ikhtisar');
    pass(1);
    expect(scene()).toBe('peta');
    pass(3);
    expect(scene()).toBe('ikhtisar');
  });

  it('brings a scene back with what was chosen on it', () => {
    renderHook(useWallSchedule);
    pass(20);
    act(() => changeView({ indicator: 'environment-pm25', area: '32.16.09' }));
    pass(10);
    expect(useViewStore.getState()).toMatchObject({ scene: 'ikhtisar', indicator: null, area: null });
    pass(20);
    expect(useViewStore.getState()).toMatchObject({
      scene: 'peta',
      indicator: 'environment-pm25',
      area: '32.16.09',
    });
  });
});
