import type { Catalogue } from '#shared/model/region.ts';
import { isCatalogue } from '../checks.ts';
import { OfflineError } from './request.ts';

/** What the region is made of: names of indicators, areas and agencies. Throws `OfflineError`. */
export async function fetchCatalogue(): Promise<Catalogue> {
  const response = await fetch('/api/v1/catalogue').catch(() => null);
  if (!response?.ok) throw new OfflineError();
  const answer: unknown = await response.json();
  if (!isCatalogue(answer)) throw new OfflineError();
  return answer;
}
