import { defineTexts } from './defineTexts.ts';

/** Words of the console's page `health`. */
export const healthTexts = defineTexts({ title: 'Kesehatan sistem' }, { title: 'System health' });
