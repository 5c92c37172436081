// @vitest-environment happy-dom
import { describe, expect, it, vi } from 'vitest';
import type { FeatureState } from '../../../../client/features/map/choropleth.ts';
import {
  type CreateEngine,
  createMapHost,
  type MapBorrower,
  type MapPhase,
  type MapPlace,
  type MapSpec,
} from '../../../../client/features/map/mapHost.ts';
import { createPlaceMemory } from '../../../../client/features/map/placeMemory.ts';

type Events = Parameters<CreateEngine>[2];

const spec = { bounds: [1, 2, 3, 4], style: { kecamatan: 'k' } } as unknown as MapSpec;
const lit: FeatureState = { colour: '#fff', fill: 'value', selected: false };

function buildHost(create?: CreateEngine) {
  const log: string[] = [];
  let events: Events | null = null;
  const timers: (() => void)[] = [];
  const createEngine: CreateEngine = (_element, _spec, given) => {
    events = given;
    log.push('made');
    return {
      setAreaStates: (changes) => {
        for (const [id] of changes) log.push(`state ${id}`);
      },
      showAll: () => log.push('fit'),
      readPlace: () => ({ center: [107, -6], zoom: 11 }),
      showPlace: ({ zoom }) => log.push(`place ${zoom}`),
      setFree: () => {},
      project: ([x, y]) => [x, y],
      remove: () => log.push('removed'),
    };
  };
  const host = createMapHost({
    createEngine: create ?? createEngine,
    createElement: () => document.createElement('div'),
    after: (_delayMs, run) => {
      timers.push(run);
      return () => timers.splice(timers.indexOf(run) >>> 0, 1);
    },
  });
  return { host, log, timers, events: () => events as unknown as Events };
}

function buildBorrower(): MapBorrower & { readonly phases: MapPhase[] } {
  const panel = document.createElement('div');
  Object.defineProperties(panel, { clientWidth: { value: 400 }, clientHeight: { value: 300 } });
  const phases: MapPhase[] = [];
  return {
    panel,
    phases,
    insets: { top: 0, right: 0, bottom: 0, left: 0 },
    isFree: false,
    place: () => null,
    onPlace: () => {},
    onPhase: (phase) => phases.push(phase),
    onMove: () => {},
    onClick: vi.fn(),
  };
}

describe('the one map of a page', () => {
  it('comes back to where it was moved by hand, until the whole region is asked for', () => {
    const { host, log, events } = buildHost();
    let place: MapPlace | null = null;
    const moved = {
      ...buildBorrower(),
      isFree: true,
      place: () => place,
      onPlace: (next: MapPlace | null) => {
        place = next;
      },
    };
    const first = host.borrow(spec, moved);
    expect(log).toEqual(['made', 'fit']);
    events().onMove(true);
    first.refit();
    first.release();
    const second = host.borrow(spec, moved);
    expect(log.slice(2)).toEqual(['fit', 'place 11', 'fit', 'place 11']);
    // A scene whose map cannot be moved shows the whole region.
    second.release();
    host.borrow(spec, { ...moved, isFree: false }).release();
    const third = host.borrow(spec, moved);
    third.showWhole();
    expect(log.slice(6)).toEqual(['fit', 'fit', 'place 11', 'fit']);
  });

  it('is remembered over a restart, and forgets what cannot be a place', () => {
    vi.useFakeTimers();
    const kept = new Map<string, string>();
    const storage = () => ({
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, text: string) => void kept.set(key, text),
    });
    createPlaceMemory(storage).remember({ center: [107, -6], zoom: 10 });
    vi.advanceTimersByTime(1_000);
    expect(createPlaceMemory(storage).recall()).toEqual({ center: [107, -6], zoom: 10 });
    const moved = createPlaceMemory(storage);
    moved.remember(null);
    expect(moved.recall()).toBeNull();
    for (const text of ['nonsense', '{"center":[1],"zoom":3}', '{"center":[400,0],"zoom":3}']) {
      kept.set('simpul.map', text);
      expect(createPlaceMemory(storage).recall()).toBeNull();
    }
    vi.useRealTimers();
  });

  it('is made once and handed from scene to scene', () => {
    const { host, log } = buildHost();
    for (let scene = 0; scene < 5; scene += 1) {
      const borrower = buildBorrower();
      const lease = host.borrow(spec, borrower);
      expect(borrower.panel.children).toHaveLength(1);
      lease.release();
      expect(borrower.panel.children).toHaveLength(0);
    }
    expect(log.filter((word) => word === 'made')).toHaveLength(1);
    expect(log).not.toContain('removed');
  });

  it('keeps the colours for the next scene and sends only what differs', () => {
    const { host, log, events } = buildHost();
    const first = host.borrow(spec, buildBorrower());
    first.setStates(new Map([[1, lit]]));
    expect(log).not.toContain('state 1');
    events().onStyle();
    first.release();
    const second = host.borrow(spec, buildBorrower());
    second.setStates(
      new Map([
        [1, lit],
        [2, lit],
      ]),
    );
    expect(log.filter((word) => word.startsWith('state'))).toEqual(['state 1', 'state 2']);
  });

  it('no longer listens to a panel that gave it back', () => {
    const { host, log, events } = buildHost();
    const borrower = buildBorrower();
    const lease = host.borrow(spec, borrower);
    events().onStyle();
    lease.release();
    lease.setStates(new Map([[9, lit]]));
    events().onClick('32.16.01');
    expect(borrower.onClick).not.toHaveBeenCalled();
    expect(log).not.toContain('state 9');
  });

  it('is made anew with its colours after the graphics context is lost', () => {
    const { host, log, timers, events } = buildHost();
    const borrower = buildBorrower();
    const lease = host.borrow(spec, borrower);
    events().onStyle();
    lease.setStates(new Map([[1, lit]]));
    events().onLost();
    expect(borrower.phases.at(-1)).toBe('recovering');
    timers[0]?.();
    events().onStyle();
    expect(log.filter((word) => word === 'state 1')).toHaveLength(2);
    events().onIdle();
    expect(borrower.phases.at(-1)).toBe('ready');
    host.close();
    expect(log.filter((word) => word === 'removed')).toHaveLength(2);
  });

  it('says so where there is no WebGL', () => {
    const warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
    const { host } = buildHost(() => {
      throw new Error('no context');
    });
    const borrower = buildBorrower();
    host.borrow(spec, borrower);
    expect(borrower.phases.at(-1)).toBe('unsupported');
    warn.mockRestore();
  });
});
