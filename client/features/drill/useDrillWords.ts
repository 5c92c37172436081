import { useTranslation } from 'react-i18next';
import type { Localised } from '#shared/model/text.ts';
import { useNames, useZone } from '../../hooks/desk/useDesk.ts';
import { toInstantText, toNumberText } from '../../lib/desk/format.ts';
import { deskLanguage } from '../../lib/desk/language.ts';

/** How a drill's page puts things into words. */
export interface DrillWords {
  text(localised: Localised): string;
  time(at: number): string;
  /** A span in real seconds; a dash for one that never ended. */
  span(seconds: number | null): string;
  area(code: string | null): string;
}

/** Words of drills in the reader's language and the region's zone. */
export function useDrillWords(): DrillWords {
  const { t } = useTranslation('drill');
  const { zone } = useZone();
  const names = useNames();
  return {
    text: (localised) => localised[deskLanguage()],
    time: (at) => toInstantText(at, zone),
    span(seconds) {
      if (seconds === null) return '–';
      if (seconds < 60) return t('seconds', { seconds: toNumberText(seconds) });
      const whole = Math.round(seconds);
      if (whole % 60 === 0) return t('wholeMinutes', { minutes: whole / 60 });
      return t('minutesSeconds', { minutes: Math.floor(whole / 60), seconds: whole % 60 });
    },
    area: (code) => (code === null ? t('report.region') : names.areaName(code)),
  };
}
