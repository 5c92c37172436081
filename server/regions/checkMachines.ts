import { toAreaLevel } from '#shared/model/ids.ts';
import type { MachineField, MachineSource } from '../domain/machines/machineSource.ts';
import { findFilterFault } from '../domain/machines/matchTopic.ts';
import type { Pack, Placed } from './readPack.ts';
import type { RegionFault } from './region.ts';
import { requireKey } from './requireKey.ts';
import type { IndicatorEntry } from './schema.ts';

type Report = (fault: RegionFault) => void;

/** Links that are not of this file; a machine of the same id would speak for them. */
const takenIds = ['system-storage', 'folder'];

/** Checks what `machines.json` says of the other files: a map that cannot work must not wait for its first message. */
export function checkMachines(pack: Pack, report: Report): void {
  const { file, items } = pack.machines;
  const indicators = new Map<string, IndicatorEntry>(
    pack.indicators.items.map(({ value }) => [value.id, value]),
  );
  for (const { path, value } of items) {
    const at = (field: string) => ({ file, path: `${path}/${field}` });
    if (pack.feeds.keys?.has(value.id) || takenIds.includes(value.id))
      report({ ...at('id'), message: `"${value.id}" is the id of another link` });
    requireKey(pack.agencies, value.agency, at('agency'), report);
    if (typeof value.area === 'string' && value.area !== 'device')
      requireKey(pack.areas, value.area, at('area'), report);
    for (const [key, area] of Object.entries(value.areas))
      requireKey(pack.areas, area, at(`areas/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`), report);
    for (const [index, field] of value.fields.entries())
      checkField(pack, { source: value, field, indicators }, at(`fields/${index}`), report);
    if (value.kind === 'mqtt') checkTopics({ path, value }, file, report);
    checkDevice({ path, value }, file, report);
  }
}

function checkField(
  pack: Pack,
  parts: {
    source: MachineSource;
    field: MachineField;
    indicators: ReadonlyMap<string, IndicatorEntry>;
  },
  where: { file: string; path: string },
  report: Report,
): void {
  const { source, field, indicators } = parts;
  const at = (name: string) => ({ ...where, path: `${where.path}/${name}` });
  requireKey(pack.indicators, field.indicator, at('indicator'), report);
  if (field.area !== null) requireKey(pack.areas, field.area, at('area'), report);
  if (field.factor === 0) report({ ...at('factor'), message: 'must not be 0' });
  const indicator = indicators.get(field.indicator);
  if (!indicator) return;
  if (indicator.agency !== source.agency)
    report({ ...at('indicator'), message: `"${field.indicator}" belongs to ${indicator.agency}` });
  const fixed =
    field.area ?? (typeof source.area === 'string' && source.area !== 'device' ? source.area : null);
  if (fixed !== null && !indicator.levels.includes(toAreaLevel(fixed)))
    report({ ...at('area'), message: `${field.indicator} is not given at ${toAreaLevel(fixed)} level` });
}

function checkTopics(
  { path, value }: Placed<Extract<MachineSource, { kind: 'mqtt' }>>,
  file: string,
  report: Report,
): void {
  const topics = [
    ['topic', value.topic],
    ['will/topic', value.will?.topic],
  ] as const;
  for (const [name, topic] of topics) {
    const fault = topic === undefined ? null : findFilterFault(topic);
    if (fault) report({ file, path: `${path}/${name}`, message: fault });
  }
}

/** An area that the device names needs a device that is named. */
function checkDevice({ path, value }: Placed<MachineSource>, file: string, report: Report): void {
  if (value.area !== 'device' || value.kind === 'ngsi-ld' || value.kind === 'sensorthings') return;
  if (value.device !== null || value.format === 'ttn-v3') return;
  report({ file, path: `${path}/device`, message: 'is needed where the area is that of the device' });
}
