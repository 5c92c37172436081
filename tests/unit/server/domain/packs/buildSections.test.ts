import { expect, it } from 'vitest';
import { buildSections } from '../../../../../server/domain/packs/buildSections.ts';
import type { PackScene } from '../../../../../server/domain/packs/packScene.ts';
import { indicatorIdSchema } from '../../../../../shared/model/ids.ts';
import { buildAlarm } from '../../../../support/alarmBuilder.ts';
import { region } from '../../../../support/desk.ts';

const scene: PackScene = {
  at: 1,
  mode: 'live',
  catalogue: region.catalogue,
  catalogueVersion: 'v1',
  epoch: 'e',
  seq: 1,
  records: [],
  alarms: [
    buildAlarm({ id: 'air', indicator: indicatorIdSchema.parse('environment-pm25') }),
    buildAlarm({ id: 'jobs', indicator: indicatorIdSchema.parse('economy-tpt') }),
    buildAlarm({ id: 'link', kind: 'silence', indicator: null, subject: 'dlh' }),
  ],
  links: [],
  area: region.area,
  versionsOf: () => [],
};

it('keeps alarms of the indicators of the one pillar, and those that are of no indicator', () => {
  const { alarms } = buildSections(scene, 'environment', { hash: () => '', looksOf: () => [] });
  expect(alarms.map(({ id }) => id)).toEqual(['air', 'link']);
});
