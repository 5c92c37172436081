import { pillarIds } from '#shared/model/lists.ts';
import { loadRegion } from '../regions/loadRegion.ts';
import { type Region, RegionPackError } from '../regions/region.ts';

/** Metadata a complete Satu Data description would have; null in the pack means that no source gives it. */
const metadataFields = ['explanation', 'formula', 'range', 'target'] as const;

function describe(region: Region): string {
  const { catalogue, areas, baseline, feeds, agencies } = region;
  const filled = new Set<string>(baseline.map(({ indicator }) => indicator));
  const countLevel = (level: string) => areas.filter((area) => area.level === level).length;
  const lines = [
    `${catalogue.region.name} (${catalogue.region.code}): the pack is sound`,
    `areas       ${countLevel('kecamatan')} kecamatan, ${countLevel('village')} villages`,
    `agencies    ${agencies.length}`,
    `indicators  ${catalogue.indicators.length}, ${filled.size} with baseline figures (${baseline.length} values)`,
  ];
  for (const pillar of pillarIds) {
    const own = catalogue.indicators.filter((indicator) => indicator.pillar === pillar);
    const full = own.filter(({ id }) => filled.has(id)).length;
    lines.push(`  ${pillar.padEnd(12)} ${own.length} indicators, ${full} with figures`);
  }
  lines.push(`programmes  ${catalogue.programmes.length}`);
  lines.push(`feeds       ${feeds.map(({ id, enabled }) => (enabled ? id : `${id} (off)`)).join(', ')}`);
  lines.push(
    `drills      ${region.drills.map(({ id, minutes }) => `${id} (${minutes} min)`).join(', ') || 'none'}`,
  );
  lines.push(`machines    ${region.machines.map(({ id, kind }) => `${id} (${kind})`).join(', ') || 'none'}`);
  lines.push(`cameras     ${describeCameras(region.cameras)}`);
  lines.push(describeTerms(region.open));
  lines.push(
    'set by the pack, not by a source: cadence, publication lag, grace, range, weight, colour of a band',
  );
  lines.push('metadata missing (no source gives it):');
  for (const field of metadataFields) {
    const missing = catalogue.indicators.filter((indicator) => indicator[field] === null);
    lines.push(`  ${field.padEnd(12)} ${missing.length} of ${catalogue.indicators.length}`);
  }
  return lines.join('\n');
}

function describeTerms({ licence, closed }: Region['open']): string {
  return `open data   licence ${licence?.name ?? 'not set'}, ${closed.size} indicators closed`;
}

/** Browsers keep plain http out of a page that came over TLS, and ask for nothing else to be said of it. */
function describeCameras(cameras: Region['cameras']): string {
  if (cameras.length === 0) return 'none';
  const shown = cameras.filter((camera) => camera.public).length;
  const plain = cameras.filter(({ url }) => url.startsWith('http:')).map(({ id }) => id);
  const note = plain.length > 0 ? `; plain http, not shown by pages behind TLS: ${plain.join(', ')}` : '';
  return `${cameras.length}, ${shown} on the wall${note}`;
}

function runRegionCommand(args: readonly string[]): number {
  const [command, dir] = args;
  if (command !== 'check' || dir === undefined || args.length !== 2) {
    process.stderr.write('usage: npm run region -- check DIR\n');
    return 2;
  }
  try {
    process.stdout.write(`${describe(loadRegion(dir))}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof RegionPackError)) throw error;
    for (const { file, path, message } of error.faults) {
      process.stdout.write(`${file} ${path === '' ? '/' : path}: ${message}\n`);
    }
    process.stderr.write(`${error.faults.length} fault(s) in ${dir}\n`);
    return 1;
  }
}

process.exitCode = runRegionCommand(process.argv.slice(2));
