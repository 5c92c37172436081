import { expect, it } from 'vitest';
import { createRoomSources } from '../../../server/roomSources.ts';
import { buildAlarm, buildCondition, buildRule } from '../../support/alarmBuilders.ts';

it('tells the handover sheet what was last written to an alarm', async () => {
  const stored = { ...buildAlarm(buildCondition(buildRule('river'), 'a')), comment: 'pompa dipanggil' };
  const others = {} as unknown as Parameters<typeof createRoomSources>[0];
  const { alarms } = createRoomSources({ ...others, alarms: { book: { list: () => [stored] } } as never });
  expect(await alarms?.()).toMatchObject([{ id: stored.alarm.id, comment: 'pompa dipanggil' }]);
});
