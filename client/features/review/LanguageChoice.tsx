import { useTranslation } from 'react-i18next';
import { languages } from '#shared/model/lists.ts';
import { changeView, useViewStore } from '../../stores/viewStore.ts';

/** Indonesian or English, for this page alone. */
export function LanguageChoice() {
  const { t } = useTranslation('review');
  const language = useViewStore((state) => state.language);
  return (
    <fieldset className="review-group">
      <legend className="visually-hidden">{t('language')}</legend>
      {languages.map((one) => (
        <button
          key={one}
          type="button"
          aria-pressed={one === language}
          lang={one}
          onClick={() => changeView({ language: one })}
        >
          {one.toUpperCase()}
        </button>
      ))}
    </fieldset>
  );
}
