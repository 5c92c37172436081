import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Answer } from '../../components/desk/Answer.tsx';
import { Page } from '../../components/desk/Page.tsx';
import { AlarmWorkspace } from '../../features/alarms/AlarmWorkspace.tsx';
import { LoadPanel } from '../../features/alarms/LoadPanel.tsx';
import { useAlarms } from '../../hooks/desk/useAlarms.ts';
import { destinations } from './destinations.ts';

/** `/console`: everything that is not normal, and what to do about it. */
export function AlarmPage() {
  const { t } = useTranslation('alarm');
  const { query, oldSince } = useAlarms();
  const places = destinations.map(({ letter, key }) => `${letter} ${t(`console:page.${key}`)}`).join(', ');
  return (
    <Page
      title={t('title')}
      actions={
        <Link className="target" to="/console/aturan">
          {t('rules')}
        </Link>
      }
    >
      <Answer query={query} tellsOld={false}>
        {(list) => <AlarmWorkspace list={list} oldSince={oldSince} places={places} />}
      </Answer>
      <LoadPanel />
    </Page>
  );
}
