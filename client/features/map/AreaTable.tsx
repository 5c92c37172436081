import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Indicator } from '#shared/model/indicator.ts';
import type { Language } from '#shared/model/text.ts';
import { HiddenTable } from '../../components/HiddenTable.tsx';
import { toDurationWords } from '../../lib/age.ts';
import { formatWithUnit } from '../../lib/format.ts';
import type { AreaState } from './choropleth.ts';

interface Props {
  readonly caption: string;
  readonly indicator: Indicator;
  readonly states: ReadonlyMap<string, AreaState>;
  readonly areaNames: ReadonlyMap<string, string>;
  readonly language: Language;
  readonly now: number;
}

/** The choropleth as a table for those who do not see the map. */
export function AreaTable({ caption, indicator, states, areaNames, language, now }: Props): ReactElement {
  const { t } = useTranslation('map');
  return (
    <HiddenTable caption={caption} heads={[t('tableArea'), t('tableValue'), t('tablePeriod')]}>
      {[...states.values()].map(({ code, value, record, fill, observedAt }) => (
        <tr key={code}>
          <th scope="row">{areaNames.get(code) ?? code}</th>
          <td>{value === null ? t('noData') : formatWithUnit(value, indicator, language)}</td>
          <td>
            {record?.period ?? (observedAt === null ? '' : toDurationWords(now - observedAt, language))}
            {fill === 'old' && ` (${t('oldData')})`}
          </td>
        </tr>
      ))}
    </HiddenTable>
  );
}
