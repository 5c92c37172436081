import type { TFunction } from 'i18next';
import type { IncidentLine, IncidentPlace } from '#shared/model/incident.ts';

/** Longitude and latitude as people read them: latitude first, five digits are a metre. */
export function toPointText([longitude, latitude]: readonly [number, number]): string {
  return `${latitude.toFixed(5)}, ${longitude.toFixed(5)}`;
}

/** A place in one line: the spot, then the area. */
export function toPlaceText({ area, text }: IncidentPlace, areaName: (code: string) => string): string {
  return text ? `${text}, ${areaName(area)}` : areaName(area);
}

/** What one line of the log says. */
export function toLineText(
  { deed }: IncidentLine,
  t: TFunction<'incident'>,
  areaName: (code: string) => string,
): string {
  switch (deed.kind) {
    case 'note':
      return deed.text;
    case 'opened':
      return t('line.opened', { title: deed.title }) + (deed.text ? ` – ${deed.text}` : '');
    case 'state':
      return t('line.state', { state: t(`state.${deed.state}`) });
    case 'facts':
      return t('line.facts', {
        title: deed.title,
        kind: t(`kind.${deed.incidentKind}`),
        severity: t(`severity.${deed.severity}`),
      });
    case 'place': {
      const place = toPlaceText(deed.place, areaName);
      const { point } = deed.place;
      return point ? t('line.placePoint', { place, point: toPointText(point) }) : t('line.place', { place });
    }
    case 'alarm':
      return t('line.alarm', { text: deed.text });
    case 'lead':
      return deed.lead ? t('line.lead', { name: deed.lead.name }) : t('line.leadNone');
    case 'task':
      return t('line.task', { text: deed.owner ? `${deed.text} (${deed.owner})` : deed.text });
    case 'task-done':
      return t('line.taskDone', { text: deed.text });
    case 'person':
      return t('line.person', { name: deed.name, role: deed.role });
    case 'person-left':
      return t('line.personLeft', { name: deed.name });
    case 'closed':
      return t('line.closed', { summary: deed.summary });
    case 'reopened':
      return t('line.reopened', { reason: deed.reason });
  }
}
