import { describe, expect, it } from 'vitest';
import type { WatchedState } from '../../../server/domain/walls/createWallWatch.ts';
import { toIncidentAlarm } from '../../../server/openIncidents.ts';
import { countWalls, createRoomSources, listSilentWalls } from '../../../server/roomSources.ts';
import { toAlarmText } from '../../../shared/rules/alarmText.ts';
import { buildAlarm } from '../../support/alarmBuilder.ts';
import { buildCondition, buildRule, buildStoredAlarm } from '../../support/alarmBuilders.ts';

const build = (name: string, state: WatchedState['state'], title = ''): WatchedState =>
  ({ uid: name, name, title, state, since: 5 }) as WatchedState;
const walls = [
  build('kiri', 'dead', 'Dinding kiri'),
  build('kanan', 'astray'),
  build('tengah', 'cut'),
  build('lobi', 'live'),
  build('gudang', 'off'),
];

describe('walls that raise an alarm', () => {
  it('say what is wrong in the language of whoever reads it', () => {
    const silent = listSilentWalls(walls);
    expect(silent.map(({ name, since }) => [name, since])).toEqual([
      ['kiri', 5],
      ['kanan', 5],
    ]);
    const wordsIn = (language: 'id' | 'en') =>
      silent.map(({ text }) => toAlarmText({ kind: 'silence', text }, language));
    expect(wordsIn('en')).toEqual(['Dinding kiri: not heard from', 'kanan: shows other figures']);
    expect(wordsIn('id')).toEqual(['Dinding kiri: tidak ada kabar', 'kanan: menunjukkan angka lain']);
  });

  it('are those that do not paint, out of all that should', () => {
    expect(countWalls(walls)).toEqual({ expected: 4, silent: ['kiri', 'kanan'] });
  });

  it('put their words, and no code, into an incident', () => {
    const [silent] = listSilentWalls(walls);
    const alarm = buildAlarm({ kind: 'silence', subject: 'kiri', text: silent?.text ?? null });
    expect(toIncidentAlarm(alarm)?.text).toBe('Dinding kiri: tidak ada kabar');
  });
});

it('tells the handover sheet what was last written to an alarm', async () => {
  const stored = { ...buildStoredAlarm(buildCondition(buildRule('river'), 'a')), comment: 'pompa dipanggil' };
  const others = {} as unknown as Parameters<typeof createRoomSources>[0];
  const { alarms } = createRoomSources({ ...others, alarms: { book: { list: () => [stored] } } as never });
  expect(await alarms?.()).toMatchObject([{ id: stored.alarm.id, comment: 'pompa dipanggil' }]);
});
