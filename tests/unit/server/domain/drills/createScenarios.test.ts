import { describe, expect, it } from 'vitest';
import { createScenarios } from '../../../../../server/domain/drills/createScenarios.ts';
import { toSystemActor } from '../../../../../server/domain/people/actor.ts';
import type { StoredRecord } from '../../../../../server/domain/records/recordStore.ts';
import type { DrillScenario, DrillStep } from '../../../../../shared/model/drillScenario.ts';
import { areaCodeSchema } from '../../../../../shared/model/ids.ts';
import { buildScenario, createDocumentFiles } from '../../../../support/drills.ts';

const by = toSystemActor('dewi');
const span = { title: 'Hujan pagi', from: 0, to: 3_600_000 };

/** Scenarios of a room where what is recorded comes to `made`. */
function open(made: Partial<Record<keyof DrillScenario, unknown>>) {
  const records = new Map<string, StoredRecord>();
  const blobs = new Map<string, Uint8Array>();
  const scenarios = createScenarios({
    store: {
      getRecord: async (_kind, id) => records.get(id) ?? null,
      listRecords: async () => [...records.values()],
      async changeRecords(changes) {
        for (const { kind, id, body } of changes)
          records.set(id, { kind, id, body, owner: null, version: 1, changedAt: 0 });
      },
    },
    files: createDocumentFiles(blobs),
    written: () => [],
    record: async () => ({ scenario: { ...buildScenario(), ...made } as DrillScenario, thinned: false }),
    now: () => 0,
    randomId: () => '1',
  });
  return { scenarios, records, blobs };
}

const quake = (given: object): DrillStep => ({
  kind: 'event',
  afterSeconds: 0,
  event: {
    id: 'recorded-1',
    kind: 'quake',
    severity: 'moderate',
    title: 'LATIHAN: Gempa',
    endsAfterSeconds: null,
    areas: [areaCodeSchema.parse('32.16')],
    ...given,
  },
});

describe('recorded scenarios', () => {
  it('are read back as they were kept', async () => {
    const { scenarios } = open({ id: 'recorded-1', steps: [quake({ depthKm: 1_000 })] });
    const made = await scenarios.record(span, by);
    expect(made).toMatchObject({ kind: 'recorded', strokes: 1 });
    expect(await scenarios.find('recorded-1')).toMatchObject({ steps: [{ event: { depthKm: 1_000 } }] });
  });

  it.each([
    [
      'more changed rules than a scenario holds',
      { rules: Array.from({ length: 51 }, () => buildScenario().rules[0]) },
      'recorded_rules',
    ],
    ['a quake deeper than a scenario holds', { steps: [quake({ depthKm: 1_001 })] }, 'recorded_bounds'],
    ['a flood deeper than a scenario holds', { steps: [quake({ floodDepthCm: 2_001 })] }, 'recorded_bounds'],
    ['nothing', { steps: [] }, 'nothing_recorded'],
  ])('are not kept with %s', async (_what, made, fault) => {
    const { scenarios, records, blobs } = open(made);
    expect(await scenarios.record(span, by)).toBe(fault);
    expect(records.size + blobs.size).toBe(0);
  });
});
