import { defineTexts } from './defineTexts.ts';

/** Words of the console's page `shift`. */
export const shiftTexts = defineTexts({ title: 'Jaga' }, { title: 'Shift' });
