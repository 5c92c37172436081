import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import { cameraTexts } from './camera.ts';
import { en } from './en.ts';
import { id } from './id.ts';
import { mapTexts } from './map.ts';
import { programmeTexts } from './programme.ts';
import { timeTexts } from './time.ts';

/** Both languages are in the bundle: a wall without internet can change over at once. */
export async function startI18n(language: string): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'id',
    resources: {
      id: {
        translation: id,
        map: mapTexts.id,
        camera: cameraTexts.id,
        programme: programmeTexts.id,
        time: timeTexts.id,
      },
      en: {
        translation: en,
        map: mapTexts.en,
        camera: cameraTexts.en,
        programme: programmeTexts.en,
        time: timeTexts.en,
      },
    },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
}

/** Changes the language of the screen and of the document. */
export async function changeLanguage(language: string): Promise<void> {
  document.documentElement.lang = language;
  await i18next.changeLanguage(language);
}
