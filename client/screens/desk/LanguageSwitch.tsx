import { useTranslation } from 'react-i18next';
import { changeDeskLanguage } from '../../i18n/desk/deskI18n.ts';
import { deskLanguage, rememberLanguage } from '../../lib/desk/language.ts';

/** Changes the language of all pages on this device. */
export function LanguageSwitch() {
  const { t } = useTranslation();
  const change = (): void => {
    const next = deskLanguage() === 'id' ? 'en' : 'id';
    rememberLanguage(next);
    void changeDeskLanguage(next);
  };
  const other = deskLanguage() === 'id' ? 'en' : 'id';
  return (
    <button type="button" data-kind="quiet" lang={other} onClick={change}>
      {t('language')}
    </button>
  );
}
