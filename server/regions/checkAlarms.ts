import { findRuleFaults } from '../domain/alarms/createAlarmRules.ts';
import type { Pack } from './readPack.ts';
import type { RegionFault } from './region.ts';

/** Checks what `alarms.json` says of the other files, by the same rules as a change at the console. */
export function checkAlarms(pack: Pack, report: (fault: RegionFault) => void): void {
  const { file, items, keys } = pack.alarms;
  const rules = new Map(items.map(({ value }) => [value.id, value]));
  // Where entries are faulty themselves, what refers to them is not complained of.
  const rule = (id: string) => rules.get(id) ?? (keys?.has(id) === false ? undefined : { suppressedBy: [] });
  const ranges = new Map(pack.indicators.items.map(({ value }) => [String(value.id), value.range]));
  const indicator = (id: string) =>
    pack.indicators.keys?.has(id) === false ? undefined : { range: ranges.get(id) ?? null };
  for (const { path, value } of items) {
    const faults = findRuleFaults(value, undefined, { indicator, rule });
    for (const { pointer, code, params } of faults)
      report({ file, path: `${path}${pointer}`, message: `${code}: ${Object.values(params).join(' to ')}` });
  }
}
