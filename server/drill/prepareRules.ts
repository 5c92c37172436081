import { randomUUID } from 'node:crypto';
import type { DrillScenario } from '#shared/model/drillScenario.ts';
import { drillWord } from '#shared/model/drillScenario.ts';
import type { Settings } from '../config/settings.ts';
import { toNote } from '../domain/audit/toNote.ts';
import { toSystemActor } from '../domain/people/actor.ts';
import type { RecordChange } from '../domain/records/recordStore.ts';
import { openStore } from '../storage/openStore.ts';

/** Longer than any drill. Milliseconds. */
const restMs = 2 * 86_400_000;

/** Puts the scenario's own rules into the drill's store, and those to rest that are no part of it, before its server reads them. */
export async function prepareRules(
  { dataDir }: Pick<Settings, 'dataDir'>,
  { rules, resting }: DrillScenario,
  now: () => number,
): Promise<void> {
  const at = now();
  const outOfService = { by: drillWord, reason: 'bukan bagian dari latihan', until: at + restMs };
  const changes = new Map<string, RecordChange>();
  for (const rule of rules)
    changes.set(rule.id, { kind: 'alarm-rule', id: rule.id, body: { rule, outOfService: null } });
  for (const id of resting) {
    const rule = rules.find((one) => one.id === id) ?? null;
    changes.set(id, { kind: 'alarm-rule', id, body: { rule, outOfService } });
  }
  if (changes.size === 0) return;
  const store = await openStore({ dataDir, now, randomId: randomUUID });
  try {
    await store.changeRecords(
      [...changes.values()],
      toNote(toSystemActor('drill'), {
        at,
        action: 'drill.rules',
        subject: 'alarm-rule',
        after: [...changes.keys()],
      }),
    );
  } finally {
    await store.close();
  }
}
