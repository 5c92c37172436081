import { createChoiceMemory } from '../lib/choiceMemory.ts';

/** What was chosen on the scenes of this screen. */
export const choices = createChoiceMemory(() => localStorage);
