import { useTranslation } from 'react-i18next';
import { Page } from '../../components/desk/Page.tsx';

export function WallPage() {
  const { t } = useTranslation('wall');
  return <Page title={t('title')}>{null}</Page>;
}
