import { describe, expect, it } from 'vitest';
import { createClockWatch } from '../../../../../server/domain/health/clockWatch.ts';
import { createHealth } from '../../../../../server/domain/health/createHealth.ts';
import { createHeartbeat, type HeartbeatBody } from '../../../../../server/domain/health/createHeartbeat.ts';
import type { HealthSources } from '../../../../../server/domain/health/judgeHealth.ts';

describe('the watch over the clock', () => {
  it('tells a step of more than 2 s, its size, its way and when', () => {
    let [wall, steady] = [1_000_000, 0];
    const look = createClockWatch(
      () => wall,
      () => steady,
    );
    const pass = (ms: number, stepMs = 0) => {
      wall += ms + stepMs;
      steady += ms;
      return look();
    };
    expect(pass(10_000)).toBeNull();
    expect(pass(10_000, 1_999)).toBeNull();
    expect(pass(10_000, 3_600_000)).toEqual({ stepMs: 3_600_000, at: wall });
    const at = wall;
    expect(pass(10_000)).toEqual({ stepMs: 3_600_000, at });
    expect(pass(10_000, -86_400_000)).toEqual({ stepMs: -86_400_000, at: wall });
  });

  it('does not take a late look for a step', () => {
    let passed = 0;
    const look = createClockWatch(
      () => 5_000 + passed,
      () => passed,
    );
    passed = 600_000;
    expect(look()).toBeNull();
  });
});

describe('the health over time', () => {
  it('remembers since when a part is at its level, and says when one changed', () => {
    let at = 0;
    let maxMs = 10;
    const empty: HealthSources = {
      links: [],
      disk: null,
      growthBytesPerDay: null,
      loop: null,
      clockStep: null,
      backupAt: null,
      walls: null,
      evaluatedAt: null,
      turnedAway: 0,
      heartbeat: { kind: 'not-set', sentAt: null, fault: null },
    };
    const health = createHealth(
      () => ({ ...empty, loop: { p99Ms: 1, maxMs } }),
      () => at,
    );
    const loop = () => health.parts().find(({ id }) => id === 'loop');
    expect(health.look()).toBe(true);
    at = 10_000;
    expect(health.look()).toBe(false);
    expect(loop()).toMatchObject({ level: 'good', since: new Date(0).toISOString() });
    [at, maxMs] = [20_000, 2_000];
    expect(health.look()).toBe(true);
    [at, maxMs] = [30_000, 3_000];
    expect(health.look()).toBe(false);
    expect(loop()).toMatchObject({
      level: 'watch',
      since: new Date(20_000).toISOString(),
      params: { maxMs: 3_000 },
    });
  });
});

function openHeartbeat(canStore: () => Promise<boolean>, fail: () => Error | null = () => null) {
  const sent: HeartbeatBody[] = [];
  const heartbeat = createHeartbeat({
    send: async (body) => {
      const error = fail();
      if (error) throw error;
      sent.push(body);
    },
    canStore,
    describe: () => ({ state: 'watch', version: '0.1.0', region: '32.16' }),
    now: () => 0,
  });
  return { sent, heartbeat };
}

describe('the heartbeat', () => {
  it('says nothing where no address is set', async () => {
    const heartbeat = createHeartbeat({
      send: null,
      canStore: async () => true,
      describe: () => ({ state: 'good', version: '', region: '' }),
      now: () => 0,
    });
    await heartbeat.beat();
    expect(heartbeat.state().kind).toBe('not-set');
  });

  it('goes out while the server can store, and is withheld while it cannot', async () => {
    let can = true;
    const { sent, heartbeat } = openHeartbeat(async () => can);
    expect(heartbeat.state().kind).toBe('waiting');
    await heartbeat.beat();
    expect(sent).toEqual([
      { state: 'watch', version: '0.1.0', region: '32.16', at: '1970-01-01T00:00:00.000Z' },
    ]);
    can = false;
    await heartbeat.beat();
    expect(sent.length).toBe(1);
    expect(heartbeat.state()).toEqual({ kind: 'withheld', sentAt: 0, fault: null });
  });

  it('keeps the fault of a beat that did not arrive, and forgets it with the next that does', async () => {
    let error: Error | null = new Error('x'.repeat(500));
    const { heartbeat } = openHeartbeat(
      async () => true,
      () => error,
    );
    await heartbeat.beat();
    expect(heartbeat.state()).toEqual({ kind: 'failing', sentAt: null, fault: 'x'.repeat(120) });
    error = null;
    await heartbeat.beat();
    expect(heartbeat.state()).toEqual({ kind: 'sent', sentAt: 0, fault: null });
  });

  it('does not pile up behind a slow answer', async () => {
    let release: (can: boolean) => void = () => undefined;
    let asked = 0;
    const { sent, heartbeat } = openHeartbeat(() => {
      asked += 1;
      return new Promise((resolve) => {
        release = resolve;
      });
    });
    const [first, second] = [heartbeat.beat(), heartbeat.beat()];
    release(true);
    await Promise.all([first, second]);
    expect([asked, sent.length]).toEqual([1, 1]);
  });
});
