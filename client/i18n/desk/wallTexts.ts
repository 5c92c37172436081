import { defineTexts } from './defineTexts.ts';

/** Words of the console's page `wall`. */
export const wallTexts = defineTexts({ title: 'Layar dinding' }, { title: 'Walls' });
