import { toLocalDate } from '#shared/rules/workingDays.ts';
import { buildDemoProgrammes, type DemoProgramme } from './programmes.ts';
import { buildDemoReview, type DemoReview } from './review.ts';

/** What of a region the demo's officials need. */
export interface DemoRegion {
  readonly catalogue: { readonly region: { readonly name: string; readonly zone: string } };
  readonly areas: readonly { readonly code: string; readonly level: string }[];
  readonly agencies: readonly { readonly code: string }[];
  indicator(id: string): unknown;
}

/** Programmes, their money and what officials review of a region, for a demo that begins at `at` (epoch milliseconds). */
export function buildDemoOfficials(
  region: DemoRegion,
  { seed, at }: { readonly seed: number; readonly at: number },
): { readonly programmes: readonly DemoProgramme[]; readonly review: DemoReview } {
  const { zone, name } = region.catalogue.region;
  const parts = {
    seed,
    today: toLocalDate(at, zone),
    kecamatan: region.areas.filter(({ level }) => level === 'kecamatan').map(({ code }) => code),
    has: (kind: 'agency' | 'indicator', id: string) =>
      kind === 'indicator'
        ? region.indicator(id) !== undefined
        : region.agencies.some(({ code }) => code === id),
  };
  const programmes = buildDemoProgrammes(parts);
  const review = buildDemoReview({ ...parts, programmes, at, regency: `Pemerintah ${name}` });
  return { programmes, review };
}
