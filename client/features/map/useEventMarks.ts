import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useMinute } from '../../hooks/useNow.ts';
import { formatNumber } from '../../lib/format.ts';
import { selectEvents, useLive } from '../../stores/liveStore.ts';
import { useViewStore } from '../../stores/viewStore.ts';
import { type EventMark, toEventMarks } from './eventMarks.ts';
import { useSheet } from './useSheet.ts';

const minuteMs = 60_000;
const noMarks: readonly EventMark[] = [];

/** Active events of the region, numbered alike on the map and in the list beside it. */
export function useEventMarks(): readonly EventMark[] {
  const { t } = useTranslation('map');
  const language = useViewStore((screen) => screen.language);
  const events = useLive(selectEvents);
  const sheet = useSheet();
  // The minute is rounded up for ages; an event stays until the minute of its end is over.
  const minute = useMinute() - minuteMs;
  return useMemo(() => {
    const words = {
      quake: (magnitude: number) => t('quake', { magnitude: formatNumber(magnitude, 1, language) }),
      floodDepth: (depth: number) => t('floodDepth', { depth: formatNumber(depth, 0, language) }),
    };
    return sheet ? toEventMarks(events, words, { now: minute, sheet }) : noMarks;
  }, [events, language, minute, sheet, t]);
}
