import { useTranslation } from 'react-i18next';
import type { AlarmDetail } from '#shared/model/alarm.ts';
import type { AreaCode } from '#shared/model/ids.ts';
import type { IncidentKind } from '#shared/model/incident.ts';
import { Message } from '../../components/desk/Message.tsx';
import { useAlarms } from '../../hooks/desk/useAlarms.ts';
import { type Names, useNames } from '../../hooks/desk/useDesk.ts';
import { toWhere } from '../../lib/desk/alarmWhere.ts';
import { deskLanguage } from '../../lib/desk/language.ts';
import { type IncidentStart, NewIncident } from './NewIncident.tsx';

interface FromAlarmProps {
  readonly start: IncidentStart & { readonly alarm: string };
  readonly onOpened: (id: string) => void;
  readonly onClose: () => void;
}

/** The form of an incident from an alarm, filled in with what the alarm says. */
export function FromAlarm({ start, onOpened, onClose }: FromAlarmProps) {
  const { t } = useTranslation('incident');
  const { query } = useAlarms();
  const names = useNames();
  const regency = names.catalogue?.region.code;
  if (query.data === undefined || regency === undefined) {
    return query.isError ? <Message tone="bad">{t('common:failed.offline')}</Message> : null;
  }
  const alarm = query.data.items.find(({ id }) => id === start.alarm);
  return (
    <NewIncident
      // What is being written must not change when the alarm does.
      key={start.alarm}
      start={
        alarm
          ? toStart(start, alarm, { names, toCount: (count) => t('alarm:areas', { count }) }, regency)
          : start
      }
      onOpened={onOpened}
      onClose={onClose}
    />
  );
}

const kindOf: Readonly<Partial<Record<AlarmDetail['kind'], IncidentKind>>> = {
  quake: 'quake',
  warning: 'weather',
};

interface Words {
  readonly names: Names;
  readonly toCount: (areas: number) => string;
}

function toStart(
  start: IncidentStart,
  alarm: AlarmDetail,
  { names, toCount }: Words,
  regency: AreaCode,
): IncidentStart {
  const { kind, name, text, area, severity, simulated } = alarm;
  const what = kind === 'manual' && text ? text : name[deskLanguage()];
  const where = toWhere(alarm, names, toCount);
  return {
    alarm: start.alarm,
    title: start.title || [what, where].filter(Boolean).join(', ').slice(0, 160),
    kind: kindOf[kind] ?? null,
    area: start.area || (area ?? regency),
    severity: start.severity ?? severity,
    text: kind === 'manual' ? '' : (text ?? ''),
    simulated,
  };
}
