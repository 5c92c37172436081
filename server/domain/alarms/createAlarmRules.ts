import type { AlarmRule, AlarmRuleView } from '#shared/model/alarm.ts';
import type { Indicator } from '#shared/model/indicator.ts';
import type { LimitCondition } from '#shared/rules/alarmLimit.ts';
import { toNote } from '../audit/toNote.ts';
import type { Actor } from '../people/actor.ts';
import type { RecordStore } from '../records/recordStore.ts';
import { RecordConflictError } from '../storeErrors.ts';

/** Body of an `alarm-rule` record: the rule where the room changed it, and whether it rests. */
interface RuleBody {
  readonly rule: AlarmRule | null;
  readonly outOfService: OutOfService | null;
}

type OutOfService = NonNullable<AlarmRuleView['outOfService']>;

/** Fault of a rule, at its place. */
export interface RuleFault {
  readonly pointer: string;
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** Needs of `createAlarmRules`. */
export interface AlarmRuleParts {
  readonly store: RecordStore;
  /** Rules of the region pack. */
  readonly pack: readonly AlarmRule[];
  readonly indicator: (id: string) => Indicator | undefined;
  readonly now: () => number;
}

/** The rules that raise alarms: the pack's, with what the room changed laid over them. */
export interface AlarmRules {
  load(): Promise<void>;
  list(): readonly AlarmRuleView[];
  /** The rules alone, for watching. The same list until one changes. */
  rules(): readonly AlarmRule[];
  rule(id: string): AlarmRule | undefined;
  isOutOfService(id: string): boolean;
  /** Saves a rule against the version that was read; faults where it cannot work. Throws `RecordConflictError`. */
  save(rule: AlarmRule, version: number, by: Actor): Promise<readonly RuleFault[]>;
  /** Puts a rule out of service until an instant, or back. False where there is no such rule. */
  setService(id: string, rest: { reason: string; until: number } | null, by: Actor): Promise<boolean>;
}

interface Held {
  readonly rule: AlarmRule;
  readonly changed: boolean;
  readonly outOfService: OutOfService | null;
  readonly version: number;
}

/** Builds the rules over the pack's own. */
export function createAlarmRules(parts: AlarmRuleParts): AlarmRules {
  const { now } = parts;
  const shelf = createRuleShelf(parts);
  const { find, write } = shelf;
  return {
    load: shelf.load,
    list: () =>
      shelf.list().map(({ rule, ...rest }) => ({ ...rule, ...rest, outOfService: resting(rest, now()) })),
    rules: shelf.rules,
    rule: (id) => find(id)?.rule,
    isOutOfService(id) {
      const one = find(id);
      return one !== undefined && resting(one, now()) !== null;
    },
    async save(rule, version, by) {
      const before = find(rule.id);
      const faults = findRuleFaults(rule, before?.rule, { ...parts, rule: (id) => find(id)?.rule });
      if (faults.length > 0) return faults;
      const body = { rule, outOfService: before?.outOfService ?? null };
      await write(rule.id, body, { expect: version, by, action: 'alarm-rule.save' });
      return [];
    },
    async setService(id, rest, by) {
      const one = find(id);
      if (!one) return false;
      const outOfService = rest && { by: by.label, ...rest };
      const action = rest ? 'alarm-rule.out-of-service' : 'alarm-rule.in-service';
      await write(
        id,
        { rule: one.changed ? one.rule : null, outOfService },
        { expect: one.version, by, action },
      );
      return true;
    },
  };
}

/** Keeps the rules as they hold now, in memory and in storage. */
function createRuleShelf({ store, pack, now }: AlarmRuleParts) {
  const packRules = new Map(pack.map((rule) => [rule.id, rule]));
  let held = new Map<string, Held>();
  let rules: readonly AlarmRule[] = [];
  const hold = (next: Map<string, Held>): void => {
    held = next;
    rules = [...next.values()].map((one) => one.rule);
  };
  const load = async (): Promise<void> => {
    const records = await store.listRecords('alarm-rule');
    const next = new Map<string, Held>(pack.map((rule) => [rule.id, toHeld(rule)]));
    for (const { id, body, version } of records) {
      const { rule, outOfService } = body as RuleBody;
      const base = rule ?? next.get(id)?.rule;
      if (base) next.set(id, { rule: base, changed: rule !== null, outOfService, version });
    }
    hold(next);
  };
  return {
    load,
    list: (): readonly Held[] => [...held.values()],
    rules: () => rules,
    find: (id: string) => held.get(id),
    async write(
      id: string,
      body: RuleBody,
      { expect, by, action }: { readonly expect: number; readonly by: Actor; readonly action: string },
    ): Promise<void> {
      const before = held.get(id)?.rule ?? null;
      const note = toNote(by, { at: now(), action, subject: id, before, after: body });
      try {
        await store.changeRecords([{ kind: 'alarm-rule', id, body, expect }], note);
      } catch (error) {
        // What is held may be old: a change whose answer was lost is there all the same.
        if (error instanceof RecordConflictError) await load();
        throw error;
      }
      const rule = body.rule ?? packRules.get(id);
      if (!rule) return;
      const { outOfService } = body;
      hold(new Map(held).set(id, { rule, changed: body.rule !== null, outOfService, version: expect + 1 }));
    },
  };
}

function toHeld(rule: AlarmRule): Held {
  return { rule, changed: false, outOfService: null, version: 0 };
}

/** Maintenance ends by itself. */
function resting({ outOfService }: Pick<Held, 'outOfService'>, now: number): OutOfService | null {
  return outOfService && outOfService.until > now ? outOfService : null;
}

/** What keeps a rule from working, beyond its shape. */
export function findRuleFaults(
  { id, condition, display, suppressedBy }: AlarmRule,
  before: AlarmRule | undefined,
  {
    indicator,
    rule,
  }: {
    readonly indicator: (id: string) => Pick<Indicator, 'range'> | undefined;
    readonly rule: (id: string) => Pick<AlarmRule, 'suppressedBy'> | undefined;
  },
): RuleFault[] {
  const faults: RuleFault[] = [];
  if (condition.kind === 'limit') faults.push(...findLimitFaults(condition, indicator(condition.indicator)));
  if (before && before.condition.kind !== condition.kind)
    faults.push(toFault('/condition/kind', 'rule_kind', condition.kind));
  if (display.indicator && !indicator(display.indicator))
    faults.push(toFault('/display/indicator', 'unknown_indicator', display.indicator));
  for (const [index, other] of suppressedBy.entries()) {
    const pointer = `/suppressedBy/${index}`;
    if (other === id || !rule(other)) faults.push(toFault(pointer, 'unknown_rule', other));
    else if (isSuppressedBy(other, id, rule)) faults.push(toFault(pointer, 'rule_cycle', other));
  }
  return faults;
}

function findLimitFaults(
  { indicator, side, limit, deadBand }: LimitCondition,
  known: Pick<Indicator, 'range'> | undefined,
): RuleFault[] {
  if (!known) return [toFault('/condition/indicator', 'unknown_indicator', indicator)];
  const { range } = known;
  if (!range) return [];
  const { min, max } = range;
  if (limit < min || limit > max)
    return [{ pointer: '/condition/limit', code: 'range', params: { min, max } }];
  // Beyond the range no value lies: the alarm would never end.
  const most = side === 'above' ? limit - min : max - limit;
  return deadBand > most ? [{ pointer: '/condition/deadBand', code: 'at_most', params: { max: most } }] : [];
}

/** True where `id` is suppressed, at one or more removes, by `by`. */
function isSuppressedBy(
  id: string,
  by: string,
  rule: (id: string) => Pick<AlarmRule, 'suppressedBy'> | undefined,
): boolean {
  const seen = new Set<string>();
  const waiting = [id];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (next === by) return true;
    if (seen.has(next)) continue;
    seen.add(next);
    waiting.push(...(rule(next)?.suppressedBy ?? []));
  }
  return false;
}

function toFault(pointer: string, code: string, given: string): RuleFault {
  return { pointer, code, params: { given } };
}
