import { describe, expect, it } from 'vitest';
import { toStrokes } from '../../../../server/domain/drills/schedule.ts';
import { createPlayer, type DueReading } from '../../../../server/drill/createPlayer.ts';
import type { RegionEvent } from '../../../../shared/model/regionEvent.ts';
import { buildScenario } from '../../../support/drills.ts';

const playsAt = Date.UTC(2026, 10, 28, 6);

function open({ speed = 1, ...given }: Parameters<typeof buildScenario>[0] & { speed?: number } = {}) {
  let now = playsAt - 1_000;
  let isFull = false;
  const readings: DueReading[] = [];
  const events: RegionEvent[] = [];
  const player = createPlayer({
    strokes: toStrokes(buildScenario(given)),
    title: 'Pendek',
    speed,
    playsAt,
    now: () => now,
    async submit(due) {
      if (isFull) throw new Error('storage is full');
      readings.push(...due);
    },
    putEvents: async (due) => void events.push(...due),
  });
  return {
    player,
    readings,
    events,
    fill: (full: boolean) => {
      isFull = full;
    },
    async at(second: number) {
      now = playsAt + second * 1_000;
      await player.turn();
    },
  };
}

describe('the player of a drill', () => {
  it('shows nothing before its time and everything once it has come, even after a long pause', async () => {
    const { at, readings } = open();
    await at(-0.5);
    expect(readings).toEqual([]);
    await at(0);
    expect(readings).toHaveLength(1);
    await at(4.9);
    expect(readings).toHaveLength(1);
    await at(21);
    expect(readings.map(({ value }) => value)).toEqual([200, 300, 400, 500, 600]);
    expect(readings.map(({ observedAt }) => (observedAt - playsAt) / 1_000)).toEqual([0, 5, 10, 15, 20]);
  });

  it('at ten times the speed brings the scenario in a tenth of the time, events and their ends too', async () => {
    const { at, readings, events } = open({ speed: 10 });
    await at(1);
    expect(readings.at(-1)?.observedAt).toBe(playsAt + 1_000);
    expect(events).toMatchObject([
      {
        id: 'drill-rain',
        state: 'active',
        origin: 'simulated',
        source: { key: 'latihan', label: 'LATIHAN: Pendek' },
        startsAt: playsAt + 1_000,
        endsAt: playsAt + 5_000,
      },
    ]);
    await at(5);
    expect(events[1]).toMatchObject({ id: 'drill-rain', state: 'ended', startsAt: playsAt + 1_000 });
    await at(6);
    expect(readings).toHaveLength(13);
  });

  it('sends what a sensor said long ago with the instant it was said at', async () => {
    const { at, readings } = open({
      steps: [
        {
          kind: 'reading',
          afterSeconds: 1,
          indicator: 'environment-river-level',
          area: '32.16.02',
          value: 9,
          ageSeconds: 3_000,
        },
      ],
    });
    await at(2);
    expect(readings.map(({ observedAt }) => observedAt)).toEqual([playsAt + 1_000 - 3_000_000]);
  });

  it('brings again what storage could not take', async () => {
    const { at, readings, fill, player } = open();
    fill(true);
    await expect(at(6)).rejects.toThrow('full');
    fill(false);
    await at(6);
    expect(readings.map(({ value }) => value)).toEqual([200, 300]);
    expect(player.shown).toEqual([]);
  });

  it('tells of each event once, for the report', async () => {
    const { at, player } = open();
    await at(60);
    expect(player.shown).toMatchObject([{ deed: 'event', at: playsAt + 10_000, area: '32.16.22' }]);
  });
});
