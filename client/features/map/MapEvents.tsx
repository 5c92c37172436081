import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { FeedState } from '#shared/model/feedState.ts';
import { useNow } from '../../hooks/useNow.ts';
import { toAgeWords } from '../../lib/age.ts';
import { formatTime } from '../../lib/clock.ts';
import { formatNumber } from '../../lib/format.ts';
import { useCatalogue } from '../../stores/catalogueStore.ts';
import { selectFeeds, useLive } from '../../stores/liveStore.ts';
import { useViewStore } from '../../stores/viewStore.ts';
import { EventGlyph } from './EventGlyph.tsx';
import type { EventMark } from './eventMarks.ts';
import { useEventMarks } from './useEventMarks.ts';
import './map.css';

interface Props {
  readonly maxRows: number;
}

/** Events in force, numbered as on the map, and the sources of events that cannot be heard: silence is not the same as calm. */
export function MapEvents({ maxRows }: Props): ReactElement {
  const { t } = useTranslation('map');
  const marks = useEventMarks();
  const feeds = useLive(selectFeeds).filter(isEventFeed);
  const down = feeds.filter(({ state }) => state === 'down');
  const isOn = feeds.some(({ state }) => state !== 'off');
  const shown = marks.slice(0, maxRows);
  return (
    <section className="map-events" aria-label={t('eventsTitle')}>
      <h3 className="map-legend-title">{t('eventsTitle')}</h3>
      {down.length > 0 && (
        <p className="map-legend-word">
          {t('sourceDown', { name: down.map(({ name }) => name).join(', ') })}
        </p>
      )}
      {!isOn && marks.length === 0 && <p>{t('eventsOff')}</p>}
      {isOn && down.length === 0 && marks.length === 0 && <p>{t('eventsNone')}</p>}
      <ol>
        {shown.map((mark) => (
          <EventRow key={mark.event.id} mark={mark} />
        ))}
      </ol>
      {marks.length > shown.length && <p>{t('eventsMore', { count: marks.length - shown.length })}</p>}
    </section>
  );
}

/** A public source that fills no indicator brings events. */
function isEventFeed({ kind, indicators }: FeedState): boolean {
  return kind === 'public' && indicators.length === 0;
}

function EventRow({ mark }: { readonly mark: EventMark }): ReactElement {
  const { t } = useTranslation('map');
  const { event, number } = mark;
  const { catalogue } = useCatalogue();
  const language = useViewStore((view) => view.language);
  const now = useNow();
  const { zone } = catalogue.region;
  const place = usePlaceWords(mark);
  const facts = [
    toAgeWords(now - event.startsAt, language),
    event.endsAt === null ? '' : t('eventUntil', { time: formatTime(event.endsAt, zone) }),
    place,
    event.source.label,
  ];
  return (
    <li className="map-event">
      <svg viewBox="-11 -11 22 22" aria-hidden="true">
        <EventGlyph event={{ ...event, magnitude: 0 }} at={[0, 0]} sizePx={18} text={String(number)} />
      </svg>
      <span className="map-event-title">
        {event.origin === 'simulated' && !event.title.includes(t('simulated')) && (
          <strong>{t('simulated')} </strong>
        )}
        {event.title}
      </span>
      <span className="map-event-facts">{facts.filter(Boolean).join(' · ')}</span>
    </li>
  );
}

/** Says that a mark lies beyond the map, so that nobody looks for it there. */
function usePlaceWords({ isOnMap, event }: EventMark): string {
  const { t } = useTranslation('map');
  const language = useViewStore((view) => view.language);
  if (isOnMap) return '';
  if (event.distanceKm === undefined) return t('eventOffMapPlain');
  return t('eventOffMap', { distance: formatNumber(event.distanceKm, 0, language) });
}
