import { expect, it } from 'vitest';
import { toAlarmPlace } from '../../../../client/lib/alarmPlace.ts';
import { type Placed, toWhere } from '../../../../client/lib/desk/alarmWhere.ts';
import { buildAlarm } from '../../../support/alarmBuilder.ts';
import { region } from '../../../support/desk.ts';

const { areas, agencies } = region;
const names = {
  areaName: (code: string) => areas.find((one) => one.code === code)?.name ?? code,
  agency: (code: string) => agencies.find((one) => one.code === code),
  indicatorName: (id: string) => region.indicator(id)?.name.id ?? id,
};
const [area] = areas.filter(({ level }) => level === 'kecamatan');
const [agency] = agencies;
if (!area || !agency) throw new Error('the pack has areas and agencies');
const nothing: Placed = { kind: 'limit', area: null, indicator: null, subject: null, text: null };
const where = (more: Partial<Placed>) =>
  toWhere({ ...nothing, ...more }, names, (count) => `${count} wilayah`);

it.each<[string, Partial<Placed>, string]>([
  ['an area', { area: area.code }, area.name],
  ['the whole region', {}, ''],
  ['a quake, whose subject is an id', { kind: 'quake', subject: 'usgs-1' }, ''],
  ['a warning of one area', { kind: 'warning', area: area.code, victims: [] }, area.name],
  ['a warning of several', { kind: 'warning', subject: 'w1', victims: ['a', 'b'] }, '2 wilayah'],
  ['an agency', { kind: 'silence', subject: agency.code }, agency.abbreviation],
  ['a link', { kind: 'silence', subject: 'bmkg-gempa', text: 'Gempa BMKG: timeout' }, 'Gempa BMKG'],
  ['a wall', { kind: 'silence', subject: 'utama', text: 'Dinding: utama: stuck' }, 'Dinding: utama'],
  ['what has nothing but its id', { kind: 'silence', subject: 'utama' }, 'utama'],
])('names %s', (_what, alarm, told) => {
  expect(where(alarm)).toBe(told);
});

it('names sensors by what they measure, with the area of a single one', () => {
  const indicator = 'tinggi-muka-air';
  const name = names.indicatorName(indicator);
  expect(where({ kind: 'silence', indicator, subject: agency.code })).toBe(name);
  expect(where({ kind: 'silence', indicator, area: area.code })).toBe(`${area.name}, ${name}`);
});

it('names a wall on a wall, too, and not its id', () => {
  const alarm = buildAlarm({ kind: 'silence', subject: 'utama', text: 'Dinding utama: dead' });
  const index = { areas: new Map(), agencies: new Map(), feeds: [] };
  expect(toAlarmPlace(alarm, index)).toBe('Dinding utama');
});
