import { useTranslation } from 'react-i18next';
import { Page } from '../../components/desk/Page.tsx';

export function ShiftPage() {
  const { t } = useTranslation('shift');
  return <Page title={t('title')}>{null}</Page>;
}
