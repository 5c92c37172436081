import { useTranslation } from 'react-i18next';
import { Page } from '../../components/desk/Page.tsx';

export function AlarmPage() {
  const { t } = useTranslation('alarm');
  return <Page title={t('title')}>{null}</Page>;
}
