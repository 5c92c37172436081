import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { Answer } from '../../components/desk/Answer.tsx';
import { Page } from '../../components/desk/Page.tsx';
import { fetchAlarmRules } from '../../connection/desk/alarms.ts';
import { RuleList } from '../../features/alarms/RuleList.tsx';

/** `/console/aturan`: what raises alarms, and how that is changed. */
export function RulePage() {
  const { t } = useTranslation('alarmRule');
  const client = useQueryClient();
  const [search] = useSearchParams();
  const query = useQuery({ queryKey: ['alarms', 'rules'], queryFn: fetchAlarmRules });
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        <Link className="target" to="/console">
          {t('back')}
        </Link>
      }
    >
      <Answer query={query}>
        {(rules) => (
          <RuleList
            rules={rules}
            chosen={search.get('rule')}
            onChanged={() => client.invalidateQueries({ queryKey: ['alarms'] })}
          />
        )}
      </Answer>
    </Page>
  );
}
