/** Shape of an alarm's severity. */
export const severityMarks = { critical: 'bad', major: 'watch', minor: 'quiet' } as const;
