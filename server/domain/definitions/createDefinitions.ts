import type { DefinitionChanges, DefinitionVersion } from '#shared/model/definition.ts';
import type { IndicatorId } from '#shared/model/ids.ts';
import type { Indicator } from '#shared/model/indicator.ts';
import { toApproximateMs } from '#shared/rules/calendar.ts';
import { toNote } from '../audit/toNote.ts';
import type { Actor } from '../people/actor.ts';
import { createHeldRecords } from '../records/createHeldRecords.ts';
import type { RecordStore, StoredRecord } from '../records/recordStore.ts';

/** Body of a `definition` record. Instants are epoch milliseconds. */
interface DefinitionBody {
  readonly indicator: IndicatorId;
  readonly validFrom: number;
  readonly changes: DefinitionChanges;
  readonly reason: string;
  readonly by: string;
  readonly at: number;
}

/** What a new version says. */
export interface NewDefinition {
  readonly indicator: IndicatorId;
  readonly validFrom: number;
  readonly changes: DefinitionChanges;
  readonly reason: string;
}

/** Closed list of why a version is refused. */
export type DefinitionFault = 'unknown' | 'taken' | 'hidden-sensor' | 'agency';

/** Needs of `createDefinitions`. */
export interface DefinitionParts {
  readonly store: RecordStore;
  /** Indicators as the region pack defines them. */
  readonly pack: ReadonlyMap<string, Indicator>;
  readonly isAgency: (code: string) => boolean;
  readonly now: () => number;
  /** Puts the definitions that hold now in place everywhere; called only when one changed. */
  readonly apply: (changed: readonly Indicator[]) => void;
}

/** Definitions of indicators in time. */
export interface Definitions {
  /** Takes what is stored; to be called once before the first reading. */
  load(): Promise<void>;
  /** Lets versions begin whose day has come. Cheap: to be called every minute. */
  refresh(): void;
  list(indicator: IndicatorId): readonly DefinitionVersion[];
  /** The definition that held at an instant. */
  at(indicator: IndicatorId, instant: number): Indicator | undefined;
  add(version: NewDefinition, by: Actor): Promise<DefinitionFault | null>;
}

const dayMs = 86_400_000;

/** Builds the use case over the pack's own definitions. */
export function createDefinitions(parts: DefinitionParts): Definitions {
  const { store, pack, now } = parts;
  let versions = new Map<string, DefinitionBody[]>();
  const current = new Map(pack);

  const at = (id: IndicatorId, instant: number): Indicator | undefined => {
    const base = pack.get(id);
    return base && fold(base, versions.get(id) ?? [], instant);
  };
  const refresh = (): void => {
    const changed: Indicator[] = [];
    for (const id of versions.keys()) {
      const next = at(id as IndicatorId, now());
      if (!next || JSON.stringify(next) === JSON.stringify(current.get(id))) continue;
      current.set(id, next);
      changed.push(next);
    }
    if (changed.length > 0) parts.apply(changed);
  };
  const read = async (): Promise<void> => {
    const records = (await store.listRecords('definition')) as readonly StoredRecord<DefinitionBody>[];
    versions = groupByIndicator(records.map(({ body }) => body));
    for (const list of versions.values()) list.sort((a, b) => a.validFrom - b.validFrom);
    refresh();
  };
  const { load, changeRecords } = createHeldRecords(store, { read, reread: read });
  return {
    load,
    refresh,
    at,
    list: (id) => toVersions(versions.get(id) ?? [], now()),
    async add(version, by) {
      const { indicator, validFrom } = version;
      const fault = findFault(version, at(indicator, validFrom), versions.get(indicator) ?? [], parts);
      if (fault) return fault;
      const body: DefinitionBody = { ...version, by: by.label, at: now() };
      const id = `${indicator}|${new Date(validFrom).toISOString()}`;
      await changeRecords(
        [{ kind: 'definition', id, owner: indicator, body, expect: 0 }],
        toNote(by, { at: body.at, action: 'definition.add', subject: indicator, after: body }),
      );
      await read();
      return null;
    },
  };
}

function groupByIndicator(bodies: readonly DefinitionBody[]): Map<string, DefinitionBody[]> {
  const groups = new Map<string, DefinitionBody[]>();
  for (const body of bodies) {
    const group = groups.get(body.indicator);
    if (group) group.push(body);
    else groups.set(body.indicator, [body]);
  }
  return groups;
}

/** Changes lie one over the other in the order in which they begin. */
function fold(base: Indicator, versions: readonly DefinitionBody[], instant: number): Indicator {
  const begun = versions.filter(({ validFrom }) => validFrom <= instant);
  return Object.assign({ ...base }, ...begun.map(({ changes }) => defined(changes)));
}

/** Without keys that are there with nothing in them. */
function defined(changes: DefinitionChanges): Partial<Indicator> {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
}

function findFault(
  { validFrom, changes }: NewDefinition,
  before: Indicator | undefined,
  versions: readonly DefinitionBody[],
  { isAgency }: DefinitionParts,
): DefinitionFault | null {
  if (!before) return 'unknown';
  if (versions.some((one) => one.validFrom === validFrom)) return 'taken';
  if (changes.agency !== undefined && !isAgency(changes.agency)) return 'agency';
  const after = { ...before, ...defined(changes) };
  // Nobody can look at every value of a sensor before it is shown.
  const isSensor = toApproximateMs(after.cadence) < dayMs;
  return isSensor && !after.showProvisional ? 'hidden-sensor' : null;
}

function toVersions(versions: readonly DefinitionBody[], now: number): DefinitionVersion[] {
  const begun = versions.filter(({ validFrom }) => validFrom <= now);
  return versions.map((version, index) => ({
    validFrom: new Date(version.validFrom).toISOString(),
    changes: version.changes,
    reason: version.reason,
    by: version.by,
    at: new Date(version.at).toISOString(),
    state: version.validFrom > now ? 'future' : index === begun.length - 1 ? 'current' : 'past',
  }));
}
