import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { StatusMark } from '../../components/StatusMark.tsx';
import { useNow } from '../../hooks/useNow.ts';
import { toAgeWords } from '../../lib/age.ts';
import { formatWithUnit } from '../../lib/format.ts';
import { type StreamEntry, toStream } from '../../lib/stream.ts';
import { toShortSource } from '../../lib/tileText.ts';
import { useCatalogue } from '../../stores/catalogueStore.ts';
import { selectEvents, selectRecords, useLive } from '../../stores/liveStore.ts';
import { useViewStore } from '../../stores/viewStore.ts';
import styles from './Stream.module.css';

interface StreamProps {
  readonly rows: number;
}

/** "Terakhir masuk": what happened and what came in, newest first. */
export function Stream({ rows }: StreamProps) {
  const { t } = useTranslation();
  const records = useLive(selectRecords);
  const events = useLive(selectEvents);
  const entries = useMemo(() => toStream(records.values(), events, rows), [records, events, rows]);
  return (
    <section className={styles.stream} aria-labelledby="stream-title">
      <h3 id="stream-title" className={styles.title}>
        {t('stream.title')}
      </h3>
      {entries.length === 0 && <p className={styles.none}>{t('stream.none')}</p>}
      <ol className={styles.rows}>
        {entries.map((entry) => (
          <Row key={entry.key} entry={entry} />
        ))}
      </ol>
    </section>
  );
}

function Row({ entry }: { readonly entry: StreamEntry }) {
  const { t } = useTranslation();
  const language = useViewStore((state) => state.language);
  const now = useNow();
  const isActive = entry.kind === 'event' && entry.event.kind === 'warning' && entry.event.state === 'active';
  const isSimulated = entry.kind === 'event' ? entry.event.origin === 'simulated' : entry.isSimulated;
  return (
    <li className={styles.row}>
      <span className={styles.age}>{toAgeWords(now - entry.at, language)}</span>
      <StatusMark status={isActive ? 'watch' : 'quiet'} />
      {isSimulated && <b className={styles.simulated}>{t('tile.simulated')}</b>}
      {entry.kind === 'event' ? <EventText entry={entry} /> : <ReadingsText entry={entry} />}
    </li>
  );
}

function EventText({ entry }: { readonly entry: StreamEntry & { kind: 'event' } }) {
  const { t } = useTranslation();
  const { event } = entry;
  return (
    <>
      <b className={styles.name}>{event.title}</b>
      <span className={styles.text}>{t(`stream.${event.state}`)}</span>
      <span className={styles.source}>{toShortSource(event.source.label)}</span>
    </>
  );
}

function ReadingsText({ entry }: { readonly entry: StreamEntry & { kind: 'readings' } }) {
  const { t } = useTranslation();
  const { indicators, areas, catalogue } = useCatalogue();
  const language = useViewStore((state) => state.language);
  const names = entry.indicators.flatMap((id) => indicators.get(id)?.shortName[language] ?? []);
  const only = entry.count === 1 ? entry.last : null;
  const indicator = only ? indicators.get(only.indicator) : undefined;
  const isBad = only?.quality === 'bad';
  const place =
    only && only.area !== catalogue.region.code ? ` ${areas.get(only.area)?.name ?? only.area}` : '';
  return (
    <>
      <b className={styles.name}>
        {names[0] ?? entry.source}
        {place}
        {names.length > 1 && ` +${names.length - 1}`}
      </b>
      <span className={styles.text}>
        {only && indicator && only.value !== null && !isBad
          ? formatWithUnit(only.value, indicator, language)
          : isBad
            ? t('tile.rejected')
            : t('stream.figures', { count: entry.count })}
      </span>
      <span className={styles.source}>{toShortSource(entry.source)}</span>
    </>
  );
}
