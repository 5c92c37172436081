import { useTranslation } from 'react-i18next';
import { Page } from '../../components/desk/Page.tsx';

export function DrillPage() {
  const { t } = useTranslation('drill');
  return <Page title={t('title')}>{null}</Page>;
}
