import { defineTexts } from './defineTexts.ts';

/** Words of the console's page `time`. */
export const timeTexts = defineTexts({ title: 'Waktu' }, { title: 'Time' });
