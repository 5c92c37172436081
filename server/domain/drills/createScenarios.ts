import type { DrillChoice } from '#shared/model/drill.ts';
import { type DrillScenario, drillScenarioSchema } from '#shared/model/drillScenario.ts';
import { toNote } from '../audit/toNote.ts';
import type { Actor } from '../people/actor.ts';
import type { RecordStore, StoredRecord } from '../records/recordStore.ts';
import { type DocumentFiles, keepDocument, readScenario, type ScenarioBody, toChoice } from './drillBody.ts';
import type { Recording, RecordingSpan } from './recordScenario.ts';

/** Needs of `createScenarios`. */
export interface ScenarioParts {
  readonly store: RecordStore;
  readonly files: DocumentFiles;
  /** Scenarios of the region pack. */
  readonly written: () => readonly DrillScenario[];
  readonly record: (span: RecordingSpan) => Promise<Recording>;
  readonly now: () => number;
  readonly randomId: () => string;
}

/** Why a recording was not made. */
export type RecordingFault =
  | 'too_many_recordings'
  | 'nothing_recorded'
  | 'recorded_rules'
  | 'recorded_bounds';

/** Everything that can be played. */
export interface Scenarios {
  list(): Promise<readonly DrillChoice[]>;
  find(id: string): Promise<DrillScenario | null>;
  /** Builds one from what was recorded. */
  record(span: Omit<RecordingSpan, 'id'>, by: Actor): Promise<DrillChoice | RecordingFault>;
  /** Removes a recorded one; false where there is none. */
  remove(id: string, by: Actor): Promise<boolean>;
}

/** Most recordings at once; their steps are large. */
const mostRecordings = 50;

type Stored = StoredRecord<ScenarioBody>;

/** Builds the use case. */
export function createScenarios(parts: ScenarioParts): Scenarios {
  const { store, files, written, now } = parts;
  const listRecorded = async () => (await store.listRecords('drill-scenario')) as readonly Stored[];
  return {
    async list() {
      const recorded = (await listRecorded()).map(({ body }) => body.choice);
      recorded.sort((a, b) => (b.recorded?.at ?? 0) - (a.recorded?.at ?? 0));
      return [...written().map((scenario) => toChoice(scenario, null)), ...recorded];
    },
    async find(id) {
      const own = written().find((scenario) => scenario.id === id);
      if (own) return own;
      const record = (await store.getRecord('drill-scenario', id)) as Stored | null;
      return record && readScenario(files, record.body.hash);
    },
    async record({ title, from, to }, by) {
      if ((await listRecorded()).length >= mostRecordings) return 'too_many_recordings';
      const id = `recorded-${parts.randomId()}`;
      const { scenario, thinned } = await parts.record({ id, title, from, to });
      if (scenario.steps.length === 0) return 'nothing_recorded';
      const fault = findFault(scenario);
      if (fault) return fault;
      const at = now();
      const choice = toChoice(scenario, { by: by.label, at, from, to, thinned });
      const body: ScenarioBody = { choice, hash: await keepDocument(files, scenario) };
      await store.changeRecords(
        [{ kind: 'drill-scenario', id, body, expect: 0 }],
        toNote(by, { at, action: 'drill-scenario.record', subject: id, after: { title, from, to, thinned } }),
      );
      return choice;
    },
    async remove(id, by) {
      const record = (await store.getRecord('drill-scenario', id)) as Stored | null;
      if (!record) return false;
      const before = { title: record.body.choice.title.id };
      await store.changeRecords(
        [{ kind: 'drill-scenario', id, body: null, expect: record.version }],
        toNote(by, { at: now(), action: 'drill-scenario.remove', subject: id, before }),
      );
      return true;
    },
  };
}

/** What could not be read back is not kept: a feed may say more than a scenario holds. */
function findFault(scenario: DrillScenario): RecordingFault | null {
  const { success, error } = drillScenarioSchema.safeParse(scenario);
  if (success) return null;
  return error.issues.some(({ path }) => path[0] === 'rules') ? 'recorded_rules' : 'recorded_bounds';
}
