const incidentPrefix = 'incident ';

/** Log of the shifts: what was typed in one that is over meanwhile is told in the next. */
export const shiftLog = 'shift';

/** Name of an incident's log. */
export const toIncidentLog = (id: string): string => `${incidentPrefix}${id}`;

/** Page on which a log is written. */
export function toLogPage(log: string): string {
  return log.startsWith(incidentPrefix)
    ? `/console/kejadian/${log.slice(incidentPrefix.length)}`
    : '/console/jaga';
}
