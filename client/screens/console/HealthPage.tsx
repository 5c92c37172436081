import { useTranslation } from 'react-i18next';
import { Page } from '../../components/desk/Page.tsx';

export function HealthPage() {
  const { t } = useTranslation('health');
  return <Page title={t('title')}>{null}</Page>;
}
