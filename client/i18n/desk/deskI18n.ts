import i18next from 'i18next';
import { initReactI18next } from 'react-i18next';
import type { Language } from '#shared/model/text.ts';
import { cameraTexts } from '../camera.ts';
import { adminTexts } from './adminTexts.ts';
import { agreementTexts } from './agreementTexts.ts';
import { alarmRuleTexts } from './alarmRuleTexts.ts';
import { alarmTexts } from './alarmTexts.ts';
import { assistanceTexts } from './assistanceTexts.ts';
import { boardTexts } from './boardTexts.ts';
import { budgetTexts } from './budgetTexts.ts';
import { commonTexts } from './commonTexts.ts';
import { consoleTexts } from './consoleTexts.ts';
import { drillTexts } from './drillTexts.ts';
import { entryTexts } from './entryTexts.ts';
import { evaluationTexts } from './evaluationTexts.ts';
import { fileTexts } from './fileTexts.ts';
import { handoverTexts } from './handoverTexts.ts';
import { healthTexts } from './healthTexts.ts';
import { incidentTexts } from './incidentTexts.ts';
import { inputTexts } from './inputTexts.ts';
import { officialTexts } from './officialTexts.ts';
import { packTexts } from './packTexts.ts';
import { programmeFormTexts } from './programmeFormTexts.ts';
import { programmeTexts } from './programmeTexts.ts';
import { registerTexts } from './registerTexts.ts';
import { sessionTexts } from './sessionTexts.ts';
import { shiftTexts } from './shiftTexts.ts';
import { soundTexts } from './soundTexts.ts';
import { timeTexts } from './timeTexts.ts';
import { wallTexts } from './wallTexts.ts';

function toResources(language: Language): Record<string, object> {
  return {
    common: commonTexts[language],
    entry: entryTexts[language],
    input: inputTexts[language],
    file: fileTexts[language],
    board: boardTexts[language],
    admin: adminTexts[language],
    wall: wallTexts[language],
    time: timeTexts[language],
    session: sessionTexts[language],
    shift: shiftTexts[language],
    handover: handoverTexts[language],
    incident: incidentTexts[language],
    camera: cameraTexts[language],
    health: healthTexts[language],
    drill: drillTexts[language],
    console: consoleTexts[language],
    alarm: alarmTexts[language],
    alarmRule: alarmRuleTexts[language],
    programme: programmeTexts[language],
    programmeForm: programmeFormTexts[language],
    budget: budgetTexts[language],
    register: registerTexts[language],
    sound: soundTexts[language],
    pack: packTexts[language],
    official: officialTexts[language],
    agreement: agreementTexts[language],
    assistance: assistanceTexts[language],
    evaluation: evaluationTexts[language],
  };
}

/** Starts the desk's texts; both languages are in the bundle, so that a change of language needs no line. */
export async function startDeskI18n(language: Language): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'id',
    defaultNS: 'common',
    resources: { id: toResources('id'), en: toResources('en') },
    interpolation: { escapeValue: false },
    returnNull: false,
  });
  document.documentElement.lang = language;
}

/** Changes the language of what is on screen. */
export async function changeDeskLanguage(language: Language): Promise<void> {
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}
