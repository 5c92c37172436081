import { describe, expect, it } from 'vitest';
import { buildFrames, type Pending } from '../../../../server/realtime/live/frames.ts';
import { buildCondition, buildRule, buildStoredAlarm } from '../../../support/alarmBuilders.ts';
import { buildChange, buildEvent, buildFeed } from '../../../support/liveBuilders.ts';

const alarm = buildStoredAlarm(buildCondition(buildRule('river'), 'a')).alarm;
const nothing: Pending = { changes: [], events: [], feeds: [], alarms: [] };
const span = { epoch: 'e', prev: 10, head: 20, at: 0, encoding: 'records' as const };
const build = (pending: Partial<Pending>, more: Partial<typeof span> = {}) =>
  buildFrames({ ...nothing, ...pending }, { ...span, ...more });
const chainOf = (frames: ReturnType<typeof buildFrames>) =>
  frames.map(({ name, payload }) => ('prev' in payload ? [name, payload.prev, payload.seq] : [name]));

describe('frames of one kind each', () => {
  it('follow the stream and end at its head', () => {
    const frames = build({
      changes: [buildChange(1, 12), buildChange(2, 18)],
      events: [{ seq: 14, event: buildEvent('e') }],
      feeds: [{ seq: 19, feed: buildFeed('f') }],
      alarms: [
        { seq: 15, alarm },
        { seq: 16, alarm: { ...alarm, id: 'b' } },
      ],
    });
    expect(chainOf(frames)).toEqual([
      ['live:delta', 10, 12],
      ['live:event', 12, 14],
      ['live:alarm', 14, 16],
      ['live:delta', 16, 18],
      ['live:feed', 18, 20],
    ]);
  });

  it('put all alarms last, at the head, for a reader that missed some', () => {
    const frames = build({ changes: [buildChange(1, 20)], allAlarms: [alarm] });
    expect(chainOf(frames)).toEqual([
      ['live:delta', 10, 19],
      ['live:alarm', 19, 20],
    ]);
    expect(frames[1]?.payload).toMatchObject({ alarms: [alarm], complete: true });
    expect(chainOf(build({ allAlarms: [] }))).toEqual([['live:alarm', 10, 20]]);
    expect(chainOf(build({ allAlarms: [alarm] }, { head: 11 }))).toEqual([['live:alarm', 10, 11]]);
  });

  it('are none where nothing waits', () => {
    expect(build({})).toEqual([]);
  });
});
