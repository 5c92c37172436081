import { useTranslation } from 'react-i18next';
import { Page } from '../../components/desk/Page.tsx';

export function IncidentPage() {
  const { t } = useTranslation('incident');
  return <Page title={t('title')}>{null}</Page>;
}
