import { defineTexts } from './defineTexts.ts';

/** Words of the console's page `alarm`. */
export const alarmTexts = defineTexts({ title: 'Alarm' }, { title: 'Alarms' });
