import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Alarm } from '#shared/model/alarm.ts';
import { useMinute } from '../../hooks/useNow.ts';
import { formatNumber } from '../../lib/format.ts';
import { useCatalogue } from '../../stores/catalogueStore.ts';
import { selectAlarms, selectEvents, useLive } from '../../stores/liveStore.ts';
import { useViewStore } from '../../stores/viewStore.ts';
import { toAlarmMarks } from './alarmMarks.ts';
import { type EventMark, toEventMarks } from './eventMarks.ts';
import { useSheet } from './useSheet.ts';

const minuteMs = 60_000;
const noMarks: readonly EventMark[] = [];

/** Open alarms and active events of the region, numbered alike on the map and in the list beside it. */
export function useEventMarks(): readonly EventMark[] {
  const { t } = useTranslation('map');
  const language = useViewStore((screen) => screen.language);
  const events = useLive(selectEvents);
  const alarms = useLive(selectAlarms);
  const { areas } = useCatalogue();
  const sheet = useSheet();
  // The minute is rounded up for ages; an event stays until the minute of its end is over.
  const minute = useMinute() - minuteMs;
  return useMemo(() => {
    const words = {
      quake: (magnitude: number) => t('quake', { magnitude: formatNumber(magnitude, 1, language) }),
      floodDepth: (depth: number) => t('floodDepth', { depth: formatNumber(depth, 0, language) }),
    };
    const alarmWords = {
      title: ({ text, name, area }: Alarm) =>
        `${text ?? name[language]}${area === null ? '' : `, ${areas.get(area)?.name ?? area}`}`,
      state: ({ state }: Alarm) => t(state === 'acknowledged' ? 'alarmAcknowledged' : 'alarmWaiting'),
    };
    return sheet
      ? toEventMarks(events, words, { now: minute, sheet, alarms: toAlarmMarks(alarms, alarmWords) })
      : noMarks;
  }, [alarms, areas, events, language, minute, sheet, t]);
}
