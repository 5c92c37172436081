import { useTranslation } from 'react-i18next';
import type { WallView } from '#shared/model/wall.ts';
import { useNames } from '../../hooks/desk/useDesk.ts';
import { deskLanguage } from '../../lib/desk/language.ts';

/** Names a view: `Pilar Lingkungan, PM2,5`. */
export function useViewName(): (view: Pick<WallView, 'scene' | 'pillar' | 'indicator' | 'area'>) => string {
  const { t } = useTranslation('wall');
  const names = useNames();
  return ({ scene, pillar, indicator, area }) => {
    const own = names.catalogue?.pillars.find(({ id }) => id === pillar)?.name[deskLanguage()] ?? pillar;
    const parts = [scene === 'pilar' ? `${t('scene.pilar')} ${own ?? ''}`.trim() : t(`scene.${scene}`)];
    if (indicator) parts.push(names.indicatorName(indicator));
    if (area) parts.push(names.areaName(area));
    return parts.join(', ');
  };
}
