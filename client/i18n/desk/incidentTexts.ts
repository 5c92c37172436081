import { defineTexts } from './defineTexts.ts';

/** Words of the console's page `incident`. */
export const incidentTexts = defineTexts({ title: 'Kejadian' }, { title: 'Incidents' });
