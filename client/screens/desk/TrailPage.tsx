import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { ChoiceField } from '../../components/desk/ChoiceField.tsx';
import { Page } from '../../components/desk/Page.tsx';
import { FigureHistory } from '../../features/trail/FigureHistory.tsx';
import { TrailDialog } from '../../features/trail/TrailDialog.tsx';
import { useNames, useUser } from '../../hooks/desk/useDesk.ts';
import { deskLanguage } from '../../lib/desk/language.ts';

/** `/riwayat`: every figure with its way, from the wall back to the person. */
export function TrailPage() {
  const { t } = useTranslation('input');
  const names = useNames();
  const user = useUser();
  const [params, setParams] = useSearchParams();
  const [observedAt, setObservedAt] = useState<string | null>(null);
  const indicator = names.indicator(params.get('indikator') ?? '');
  const areas = (names.catalogue?.areas ?? []).filter(({ level }) => indicator?.levels.includes(level));
  const area = areas.find(({ code }) => code === params.get('wilayah')) ?? areas[0];
  // The server tells an agency's clerk of the own figures alone.
  const listed = (names.catalogue?.indicators ?? []).filter(
    ({ agency }) => user.role !== 'agency-operator' || agency === user.agency,
  );
  return (
    <Page title={t('trail.pageTitle')} lead={t('trail.pageLead')}>
      <div className="pair">
        <ChoiceField
          label={t('common:indicator')}
          value={indicator?.id ?? ''}
          choices={[
            ['', t('common:choose')],
            ...listed.map(({ id, name }) => [id, name[deskLanguage()]] as const),
          ]}
          onChange={(indikator) => setParams({ indikator })}
        />
        <ChoiceField
          label={t('common:area')}
          value={area?.code ?? ''}
          choices={areas.map(({ code, name }) => [code, name] as const)}
          disabled={!indicator}
          onChange={(wilayah) => setParams({ indikator: indicator?.id ?? '', wilayah })}
        />
      </div>
      {indicator && area ? (
        <FigureHistory indicator={indicator} area={area.code} onTrail={setObservedAt} />
      ) : null}
      {indicator && area && observedAt ? (
        <TrailDialog
          figure={{ indicator: indicator.id, area: area.code, observedAt }}
          indicator={indicator}
          areaName={area.name}
          onClose={() => setObservedAt(null)}
        />
      ) : null}
    </Page>
  );
}
