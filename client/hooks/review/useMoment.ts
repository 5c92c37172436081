import { formatLongDate, formatShortDate, formatTime, formatTimeExact } from '../../lib/clock.ts';
import { useCatalogueStore } from '../../stores/catalogueStore.ts';
import { useViewStore } from '../../stores/viewStore.ts';

/** Zone of the region and how it is printed; the device's own, by its own name, until the catalogue is there. */
export function useRegionZone(): { readonly zone: string; readonly zoneLabel: string } {
  const region = useCatalogueStore(({ index }) => index?.catalogue.region);
  if (region) return region;
  const format = new Intl.DateTimeFormat('id-ID', { timeZoneName: 'short' });
  const label = format.formatToParts(Date.now()).find(({ type }) => type === 'timeZoneName')?.value;
  return { zone: format.resolvedOptions().timeZone, zoneLabel: label ?? '' };
}

/** Writes an instant with its day: `Senin, 23 Nov 2026 09.00 WIB`. */
export function useMoment(): (at: number) => string {
  const { zone, zoneLabel } = useRegionZone();
  const language = useViewStore((state) => state.language);
  return (at) => `${formatLongDate(at, zone, language)} ${formatTime(at, zone)} ${zoneLabel}`.trim();
}

/** The same to the second: `Senin, 23 Nov 2026 09.00.12 WIB`. */
export function useExactMoment(): (at: number) => string {
  const { zone, zoneLabel } = useRegionZone();
  const language = useViewStore((state) => state.language);
  return (at) => `${formatLongDate(at, zone, language)} ${formatTimeExact(at, zone)} ${zoneLabel}`.trim();
}

/** Writes the time of day of an instant: `09.00`. */
export function useClockText(): (at: number) => string {
  const { zone } = useRegionZone();
  return (at) => formatTime(at, zone);
}

/** Writes a day `2026-11-23` as `23 Nov 2026`. */
export function useDayText(): (day: string) => string {
  const language = useViewStore((state) => state.language);
  return (day) => formatShortDate(Date.parse(day), 'UTC', language);
}
