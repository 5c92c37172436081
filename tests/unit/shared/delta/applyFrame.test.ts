import { describe, expect, it } from 'vitest';
import { applyFrame, applyFrames, applySubscribed, type LiveFrame } from '#shared/delta/applyFrame.ts';
import { toSeriesKey } from '#shared/model/seriesKey.ts';
import type { Subscribed } from '#shared/protocol/live.ts';
import { buildChange, buildEvent, buildFeed } from '../../../support/liveBuilders.ts';

const answer = (patch: Partial<Subscribed> = {}): Subscribed => ({
  protocol: 1,
  epoch: 'e1',
  seq: 10,
  serverAt: 0,
  mode: 'live',
  kind: 'snapshot',
  records: [buildChange(1, 9).record, buildChange(2, 10).record],
  ...patch,
});
const delta = (prev: number, seq: number, ...series: number[]): LiveFrame => ({
  name: 'live:delta',
  frame: {
    epoch: 'e1',
    prev,
    seq,
    at: 0,
    records: series.map((number) => buildChange(number, seq).record),
  },
});
const start = applySubscribed(null, answer())!;
const keyOf = (series: number) => toSeriesKey(`environment-s${series}`, '32.16');

describe('applyFrame', () => {
  it('replaces what changed and keeps the identity of what did not', () => {
    const { state, verdict } = applyFrame(start, delta(10, 12, 1));
    expect([verdict, state.seq, state.records.get(keyOf(1))?.value]).toEqual(['applied', 12, 12]);
    expect(state.records.get(keyOf(2))).toBe(start.records.get(keyOf(2)));
    expect(start.records.get(keyOf(1))?.value).toBe(9);
  });

  it('drops a frame that is not above its own', () => {
    expect(applyFrame(start, delta(8, 10, 1))).toEqual({ state: start, verdict: 'dropped' });
    expect(applyFrame(start, delta(8, 9, 1)).state).toBe(start);
  });

  it('applies a frame that overlaps', () => {
    expect(applyFrame(start, delta(7, 11, 1)).verdict).toBe('applied');
  });

  it('asks to resume at a jump and applies nothing after it', () => {
    const { state, verdict } = applyFrames(start, [delta(10, 11, 1), delta(12, 13, 2), delta(13, 14, 1)]);
    expect([verdict, state.seq, state.records.get(keyOf(2))?.value]).toEqual(['resume', 11, 10]);
  });

  it('asks for a snapshot at another epoch', () => {
    const beat: LiveFrame = { name: 'live:beat', frame: { epoch: 'e2', prev: 0, seq: 1, at: 0 } };
    expect(applyFrame(start, beat).verdict).toBe('snapshot');
  });

  it('asks for a snapshot at a row of a series without a head and leaves everything as it was', () => {
    const rows: LiveFrame = {
      name: 'live:delta',
      frame: { epoch: 'e1', prev: 10, seq: 11, at: 0, records: [], rows: [[7, 1, 0, 0]] },
    };
    expect(applyFrame(start, rows)).toEqual({ state: start, verdict: 'snapshot' });
  });

  it('takes the seq of a beat', () => {
    const beat: LiveFrame = { name: 'live:beat', frame: { epoch: 'e1', prev: 9, seq: 20, at: 0 } };
    const { state } = applyFrame(start, beat);
    expect([state.seq, state.records.size]).toEqual([20, 2]);
    expect(applyFrame(state, delta(20, 21, 1)).verdict).toBe('applied');
  });

  it('asks to resume at a beat whose frame before was lost', () => {
    const beat: LiveFrame = { name: 'live:beat', frame: { epoch: 'e1', prev: 12, seq: 12, at: 0 } };
    expect(applyFrame(start, beat)).toEqual({ state: start, verdict: 'resume' });
  });

  it('replaces events and links by id, newest event first', () => {
    const place = { epoch: 'e1', at: 0 };
    const { state } = applyFrames(start, [
      {
        name: 'live:event',
        frame: {
          ...place,
          prev: 10,
          seq: 11,
          events: [buildEvent('a'), buildEvent('b', { startsAt: 9e12 })],
        },
      },
      {
        name: 'live:event',
        frame: { ...place, prev: 11, seq: 12, events: [buildEvent('a', { state: 'ended' })] },
      },
      { name: 'live:feed', frame: { ...place, prev: 12, seq: 13, feeds: [buildFeed('x')] } },
      {
        name: 'live:feed',
        frame: { ...place, prev: 13, seq: 14, feeds: [buildFeed('x', { state: 'down' })] },
      },
    ]);
    expect(state.events.map(({ id, state: s }) => [id, s])).toEqual([
      ['b', 'active'],
      ['a', 'ended'],
    ]);
    expect(state.feeds.map(({ state: s }) => s)).toEqual(['down']);
    expect(state.seq).toBe(14);
  });
});

describe('applySubscribed', () => {
  it('forgets everything held at a snapshot', () => {
    const fresh = applySubscribed(start, answer({ epoch: 'e2', records: [buildChange(3, 1).record] }));
    expect([...(fresh?.records.keys() ?? [])]).toEqual([keyOf(3)]);
  });

  it('adds what changed at a delta', () => {
    const next = applySubscribed(
      start,
      answer({ kind: 'delta', seq: 15, records: [buildChange(1, 15).record] }),
    );
    expect([next?.seq, next?.records.size, next?.records.get(keyOf(1))?.value]).toEqual([15, 2, 15]);
  });

  it('refuses a delta of another epoch or without anything held', () => {
    expect(applySubscribed(start, answer({ kind: 'delta', epoch: 'e2' }))).toBeNull();
    expect(applySubscribed(null, answer({ kind: 'delta' }))).toBeNull();
  });
});
