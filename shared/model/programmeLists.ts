// The closed lists of programmes and their money, apart from the schemas: a wall needs these words, not the schema library.

/** How far a programme has come, as its agency says. */
export const programmeStatuses = ['planned', 'running', 'done', 'stopped'] as const;

/** Where the money of a programme comes from. */
export const fundSources = ['apbd', 'province', 'apbn', 'dak', 'csr', 'other'] as const;

/** Which decision set a ceiling: the first budget (murni), a shift within it (pergeseran), the amended budget (perubahan). */
export const ceilingStages = ['original', 'shift', 'amended'] as const;

/** What can be missing of an entry; the order is that in which a clerk is asked for it. */
export const programmeGaps = [
  'subDimension',
  'status',
  'quickWin',
  'years',
  'areas',
  'code',
  'indicators',
  'milestones',
  'source',
  'money',
  'progress',
] as const;
