import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadRegion } from '../../../../server/regions/loadRegion.ts';
import { RegionPackError } from '../../../../server/regions/region.ts';
import { buildLimit, buildRule } from '../../../support/alarmBuilders.ts';
import { writePack } from '../../../support/machines.ts';

function faultsOf(write: (dir: string) => void): string[] {
  const pack = writePack([]);
  try {
    write(pack.dir);
    loadRegion(pack.dir);
    return [];
  } catch (error) {
    if (!(error instanceof RegionPackError)) throw error;
    // Drills name rules of the regency: without them they have faults of their own.
    const own = error.faults.filter(({ file }) => file === 'alarms.json');
    return own.map(({ file, path, message }) => `${file}${path} ${message}`);
  } finally {
    pack.remove();
  }
}

function writeRules(rules: unknown) {
  return (dir: string): void =>
    writeFileSync(join(dir, 'alarms.json'), typeof rules === 'string' ? rules : JSON.stringify(rules));
}
const good = buildRule('river');

describe('alarms.json', () => {
  it('of the regency tells of limits, warnings, quakes, each silence and hands, and every rule says what to do', () => {
    const rules = loadRegion('server/regions/bekasi').alarmRules;
    const kinds = rules.map(({ condition }) =>
      condition.kind === 'silence' ? `silence ${condition.of}` : condition.kind,
    );
    expect(new Set(kinds)).toEqual(
      new Set([
        'limit',
        'warning',
        'quake',
        'silence link',
        'silence sensor',
        'silence agency',
        'silence wall',
        'manual',
      ]),
    );
    // One for a person to choose: two rules by hand would leave the second without any way to it.
    expect(kinds.filter((kind) => kind === 'manual')).toHaveLength(1);
  });

  it('may be left out: then nothing raises an alarm', () => {
    expect(faultsOf((dir) => rmSync(join(dir, 'alarms.json')))).toEqual([]);
  });

  it('takes sound rules', () => {
    const rules = [good, buildRule('sea', { suppressedBy: ['river'] })];
    expect(faultsOf(writeRules(rules))).toEqual([]);
  });

  it.each([
    ['no JSON', '[{', /^alarms.json.* not JSON/],
    ['an id that is there twice', [good, good], /^alarms.json\/1\/id .*twice/],
    ['a misspelt key', [{ ...good, severitty: 'major' }], /^alarms.json\/0 .*severitty/],
    ['no guidance', [{ ...good, guidance: undefined }], /^alarms.json\/0\/guidance /],
    ['no display', [{ ...good, display: undefined }], /^alarms.json\/0\/display /],
    [
      'guidance that says nothing',
      [{ ...good, guidance: { ...good.guidance, action: { id: '-', en: '-' } } }],
      /^alarms.json\/0\/guidance\/action\/id /,
    ],
    ['an unknown kind', [{ ...good, condition: { kind: 'vote' } }], /^alarms.json\/0\/condition/],
    [
      'an unknown indicator',
      [{ ...good, condition: buildLimit({ indicator: 'living-no' as never }) }],
      /^alarms.json\/0\/condition\/indicator unknown_indicator: living-no/,
    ],
    [
      'a limit outside the range',
      [{ ...good, condition: buildLimit({ limit: -1 }) }],
      /^alarms.json\/0\/condition\/limit range: 0 to 1000/,
    ],
    [
      'a dead band that no value can leave',
      [{ ...good, condition: buildLimit({ deadBand: 101 }) }],
      /^alarms.json\/0\/condition\/deadBand at_most: 100/,
    ],
    [
      'a negative dead band',
      [{ ...good, condition: { ...buildLimit(), deadBand: -1 } }],
      /^alarms.json\/0\/condition\/deadBand /,
    ],
    [
      'a display of an unknown indicator',
      [{ ...good, display: { scene: 'pilar', indicator: 'living-no' } }],
      /^alarms.json\/0\/display\/indicator unknown_indicator/,
    ],
    [
      'an unknown cause',
      [{ ...good, suppressedBy: ['sea'] }],
      /^alarms.json\/0\/suppressedBy\/0 unknown_rule: sea/,
    ],
    [
      'causes in a circle',
      [{ ...good, suppressedBy: ['sea'] }, buildRule('sea', { suppressedBy: ['river'] })],
      /^alarms.json\/1\/suppressedBy\/0 rule_cycle: river/,
    ],
  ])('says where it has %s', (_case, rules, fault) => {
    expect(faultsOf(writeRules(rules))).toContainEqual(expect.stringMatching(fault));
  });

  it('does not complain of a cause that is itself faulty', () => {
    const rules = [
      { ...good, suppressedBy: ['sea'] },
      { ...buildRule('sea'), severity: 'grave' },
    ];
    const faults = faultsOf(writeRules(rules));
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(/^alarms.json\/1\/severity /);
  });
});
