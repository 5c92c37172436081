import type { Language } from '#shared/model/text.ts';

/** What a screen shows; what is null or left out stands as it does by default. */
interface ShownView {
  readonly scene: string;
  readonly pillar?: string | undefined;
  readonly indicator?: string | null | undefined;
  readonly area?: string | null | undefined;
  readonly panels?: readonly string[] | null | undefined;
  readonly layout?: string | undefined;
}

/** Writes what a screen shows as the query of its address, only what differs from the default (CONTRACT, addresses of screens). */
export function toViewQuery(view: ShownView, language: Language): URLSearchParams {
  const { scene, pillar, indicator, area, panels, layout } = view;
  const query = new URLSearchParams({ scene });
  if (scene === 'pilar' && pillar) query.set('pillar', pillar);
  if (indicator) query.set('indicator', indicator);
  if (area) query.set('area', area);
  if (panels) query.set('panels', panels.join(','));
  if (layout && layout !== 'standard') query.set('layout', layout);
  if (language !== 'id') query.set('lang', language);
  return query;
}
