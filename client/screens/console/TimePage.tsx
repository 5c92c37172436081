import { useTranslation } from 'react-i18next';
import { Page } from '../../components/desk/Page.tsx';

export function TimePage() {
  const { t } = useTranslation('time');
  return <Page title={t('title')}>{null}</Page>;
}
