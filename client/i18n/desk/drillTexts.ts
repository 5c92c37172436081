import { defineTexts } from './defineTexts.ts';

/** Words of the console's page `drill`. */
export const drillTexts = defineTexts({ title: 'Latihan' }, { title: 'Drills' });
