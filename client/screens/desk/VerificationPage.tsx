import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueueItem } from '#shared/model/verification.ts';
import { AgencySelect } from '../../components/desk/AgencySelect.tsx';
import { Answer } from '../../components/desk/Answer.tsx';
import { ChoiceField } from '../../components/desk/ChoiceField.tsx';
import { Page } from '../../components/desk/Page.tsx';
import { fetchQueue } from '../../connection/desk/verification.ts';
import { TrailDialog } from '../../features/trail/TrailDialog.tsx';
import { Locks } from '../../features/verification/Locks.tsx';
import { Queue } from '../../features/verification/Queue.tsx';
import { useNames } from '../../hooks/desk/useDesk.ts';
import { deskLanguage } from '../../lib/desk/language.ts';

/** `/verifikasi`: what waits for the walidata, and locked periods. */
export function VerificationPage() {
  const { t } = useTranslation('board');
  const names = useNames();
  const [agency, setAgency] = useState('');
  const [pillar, setPillar] = useState('');
  const [figure, setFigure] = useState<QueueItem | null>(null);
  const query = useQuery({
    queryKey: ['queue', agency, pillar],
    queryFn: () => fetchQueue({ agency, pillar }),
  });
  return (
    <Page
      title={t('verification.title')}
      lead={t('verification.lead')}
      actions={
        <a className="button" href="#kunci">
          {t('lock.title')}
        </a>
      }
    >
      <div className="pair">
        <AgencySelect
          agencies={names.catalogue?.agencies ?? []}
          value={agency}
          all={t('common:all')}
          onChange={setAgency}
        />
        <ChoiceField
          label={t('verification.filterPillar')}
          value={pillar}
          choices={[
            ['', t('common:all')],
            ...(names.catalogue?.pillars ?? []).map(
              ({ id, name }) => [String(id), name[deskLanguage()]] as const,
            ),
          ]}
          onChange={setPillar}
        />
      </div>
      <Answer query={query}>{({ items }) => <Queue items={items} onTrail={setFigure} />}</Answer>
      <Locks />
      {figure ? (
        <TrailDialog
          figure={figure}
          indicator={names.indicator(figure.indicator)}
          areaName={names.areaName(figure.area)}
          onClose={() => setFigure(null)}
        />
      ) : null}
    </Page>
  );
}
