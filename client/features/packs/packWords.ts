import { useTranslation } from 'react-i18next';
import type { PackFigure, PackSummary } from '#shared/model/pack.ts';
import type { DecidedFigure } from '#shared/model/session.ts';
import { useZone } from '../../hooks/desk/useDesk.ts';
import { toInstantText, toValueText } from '../../lib/desk/format.ts';
import { deskLanguage } from '../../lib/desk/language.ts';

/** Words for what stands in a pack, out of the pack alone: names and units of today have no place in it. */
export function usePackWords() {
  const { t } = useTranslation('pack');
  const { zone } = useZone();
  return {
    frozen: ({ frozenAt, by }: Pick<PackSummary, 'frozenAt' | 'by'>): string =>
      t('frozen', { time: toInstantText(frozenAt, zone), by: by.name }),
    name: (name: PackFigure['name']): string => name[deskLanguage()],
    /** What a reader must know of a figure beside its value. */
    condition({ freshness, verification, origin, quality, verifiedBy }: PackFigure): string {
      const names = verifiedBy.filter(({ final }) => final).map(({ name }) => name);
      return [
        t(`freshness.${freshness}`),
        t(`verification.${verification}`),
        t(`origin.${origin}`),
        ...(quality === 'good' ? [] : [t(`quality.${quality}`)]),
        ...(names.length > 0 ? [t('verifiedBy', { names: names.join(', ') })] : []),
      ].join(' · ');
    },
    /** The same for a figure as a decision kept it. */
    decided: ({ origin, verification, quality }: DecidedFigure): string[] => [
      ...(verification === undefined ? [] : [t(`verification.${verification}`)]),
      ...(origin === null ? [] : [t(`origin.${origin}`)]),
      ...(quality === undefined || quality === 'good' ? [] : [t(`quality.${quality}`)]),
    ],
    /** What stands small below its name. */
    small({ target, was, definition, unit, unitEn }: PackFigure): string {
      const value = (number: number | null): string => toValueText(number, { unit, unitEn });
      return [
        ...(target ? [t('target', { year: target.year, value: value(target.value) })] : []),
        ...(was ? [t('was', { value: value(was.value) })] : []),
        definition.version === 0 ? t('firstDefinition') : t('definition', { version: definition.version }),
      ].join(' · ');
    },
    /** Names of sections; a part of another makes its own name. What is by no pillar says so in a pack of one. */
    sections: (names: readonly string[], pillar: PackSummary['pillar'] = null): string =>
      names
        .map((name) => {
          const known = t(`section.${name}` as 'section.head', { defaultValue: name });
          return name === 'promises' && pillar !== null ? t('ofAllPillars', { name: known }) : known;
        })
        .join(', '),
  };
}
