import { describe, expect, it } from 'vitest';
import { toAttentionItems } from '../../../../client/features/attention/attentionItems.ts';
import type { Alarm } from '../../../../shared/model/alarm.ts';
import type { RegionEvent } from '../../../../shared/model/regionEvent.ts';
import { buildAlarm } from '../../../support/alarmBuilder.ts';

const index = {
  areas: new Map([['32.16.09', { name: 'Cikarang Utara' }]]),
  agencies: new Map([['dlh', { abbreviation: 'DLH' }]]),
  indicators: new Map(),
  catalogue: { region: { zone: 'Asia/Jakarta', code: '32.16' } },
} as never;

const warning = {
  id: 'w1',
  kind: 'warning',
  severity: 'severe',
  state: 'active',
  title: 'Hujan lebat',
  startsAt: 0,
  endsAt: null,
  areas: [],
  origin: 'published',
} as unknown as RegionEvent;

const feed = {
  id: 'bmkg',
  name: 'Prakiraan',
  state: 'down',
  since: 5,
  indicators: [],
  provider: 'BMKG',
} as never;

function list(alarms: readonly Alarm[], language: 'id' | 'en' = 'id') {
  return toAttentionItems({
    index,
    beyond: [],
    events: [warning],
    feeds: [feed],
    alarms,
    language,
    t: ((key: string, params?: Record<string, unknown>) =>
      params ? `${key} ${JSON.stringify(params)}` : key) as never,
    now: 100,
  });
}

describe('what wants attention', () => {
  it('has an event and a lost source themselves while no alarm speaks for them', () => {
    expect(list([]).map(({ key }) => key)).toEqual(['event w1', 'feed bmkg']);
  });

  it('has their alarms in their place', () => {
    const alarms = [
      buildAlarm({ id: 'a', kind: 'warning', subject: 'w1', text: 'Hujan lebat' }),
      buildAlarm({ id: 'b', kind: 'silence', subject: 'bmkg' }),
    ];
    expect(list(alarms).map(({ key, status }) => [key, status])).toEqual([
      ['alarm a', 'watch'],
      ['alarm b', 'down'],
    ]);
  });

  it('says what is wrong with a wall in the language of the screen', () => {
    const wall = buildAlarm({ id: 'w', kind: 'silence', subject: 'utama', text: 'Dinding utama: dead' });
    const titleIn = (language: 'id' | 'en') =>
      list([wall], language).find(({ key }) => key === 'alarm w')?.title;
    expect(titleIn('id')).toBe('Dinding utama: tidak ada kabar');
    expect(titleIn('en')).toBe('Dinding utama: not heard from');
  });

  it('has three of one rule in one line, apart from those that somebody has acknowledged', () => {
    const alarms = ['1', '2', '3'].map((id) => buildAlarm({ id, subject: 'w1', area: '32.16.09' as never }));
    const taken = buildAlarm({ id: '4', state: 'acknowledged', acknowledgedAt: 0, subject: 'bmkg' });
    const keys = list([...alarms, taken]).map(({ key, tail }) => [key, tail]);
    expect(keys).toEqual([
      ['alarms river-high true', 'attention.unacknowledged'],
      ['alarm 4', 'attention.acknowledged {"time":"07.00"}'],
    ]);
  });

  it('has minor alarms after everything else', () => {
    const minor = buildAlarm({ id: 'm', severity: 'minor', kind: 'silence', subject: 'dlh' });
    const items = list([minor]);
    expect(items.map(({ key }) => key)).toEqual(['event w1', 'feed bmkg', 'alarm m']);
    expect(items[2]?.text).toContain('DLH');
  });

  it('says that an alarm is simulated, once', () => {
    const [named, plain] = [
      buildAlarm({ id: 'a', simulated: true, text: 'tile.simulated: sungai', subject: 'w1' }),
      buildAlarm({ id: 'b', simulated: true, subject: 'bmkg' }),
    ].map((alarm) => list([alarm])[0]?.text ?? '');
    expect(named?.includes('tile.simulated')).toBe(false);
    expect(plain?.includes('tile.simulated')).toBe(true);
  });
});
