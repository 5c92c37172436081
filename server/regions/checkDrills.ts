import { checkScenario } from '../domain/drills/checkScenario.ts';
import type { Pack } from './readPack.ts';
import type { RegionFault } from './region.ts';

/** Checks what the scenarios of drills say of the other files: they must work when they are needed. */
export function checkDrills(
  { drills, indicators, areas, alarms }: Pack,
  report: (fault: RegionFault) => void,
): void {
  // A file that could not be read is told of already; what it would have held is not asked for.
  if (indicators.keys === null || areas.keys === null || alarms.keys === null) return;
  const known = new Map(indicators.items.map(({ value }) => [String(value.id), value]));
  const places = new Map(areas.items.map(({ value }) => [String(value.code), value]));
  const raising = new Map(alarms.items.map(({ value }) => [String(value.id), value]));
  const rules = {
    indicator: (id: string) => known.get(id),
    area: (code: string) => places.get(code),
    rule: (id: string) =>
      raising.get(id) ?? (alarms.keys?.has(id) === false ? undefined : { suppressedBy: [] }),
  };
  const seen = new Set<string>();
  for (const { file, value } of drills) {
    if (seen.has(value.id)) report({ file, path: '/id', message: `"${value.id}" is there twice` });
    seen.add(value.id);
    for (const { pointer, message } of checkScenario(value, rules)) report({ file, path: pointer, message });
  }
}
