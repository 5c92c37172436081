// The closed lists of sessions, apart from the schemas: the page of a session needs these words, not the schema library.

/** What a session is held for. */
export const sessionPurposes = ['review', 'evaluation', 'ceremony'] as const;

/** How far a session has come. */
export const sessionStates = ['planned', 'open', 'ended'] as const;

/**
 * What a session can show: scenes of the wall, the board of programmes, what was promised before, and the signing of an agreement.
 */
export const sessionScenes = ['ikhtisar', 'pilar', 'peta', 'program', 'janji', 'upacara'] as const;
