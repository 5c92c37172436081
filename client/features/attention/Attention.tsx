import { useTranslation } from 'react-i18next';
import type { FeedState } from '#shared/model/feedState.ts';
import type { Status } from '#shared/model/indicator.ts';
import type { RegionEvent } from '#shared/model/regionEvent.ts';
import type { Language } from '#shared/model/text.ts';
import { findBand } from '#shared/rules/status.ts';
import { StatusMark } from '../../components/StatusMark.tsx';
import { useNow } from '../../hooks/useNow.ts';
import { useSituation } from '../../hooks/useSituation.ts';
import { toAgeWords } from '../../lib/age.ts';
import { formatTime } from '../../lib/clock.ts';
import { cx } from '../../lib/cx.ts';
import type { Figure } from '../../lib/figure.ts';
import { formatWithUnit } from '../../lib/format.ts';
import type { Translate } from '../../lib/tileText.ts';
import { type CatalogueIndex, useCatalogue } from '../../stores/catalogueStore.ts';
import { selectEvents, selectFeeds, selectLink, useLive } from '../../stores/liveStore.ts';
import { useViewStore } from '../../stores/viewStore.ts';
import styles from './Attention.module.css';

interface AttentionProps {
  /** Rows that fit. */
  readonly rows: number;
}

interface Item {
  readonly key: string;
  readonly status: Status | 'down';
  readonly title: string;
  readonly text: string;
  readonly at: number;
  readonly tail: string;
}

/** What wants an operator: values beyond a sourced limit, warnings in force, lost sources; then how much is late. */
export function Attention({ rows }: AttentionProps) {
  const { t } = useTranslation();
  const index = useCatalogue();
  const language = useViewStore((state) => state.language);
  const events = useLive(selectEvents);
  const feeds = useLive(selectFeeds);
  const isCut = useLive(selectLink) === 'cut';
  const { beyond, late, total } = useSituation();
  const now = useNow();
  const items = toItems({ index, beyond, events, feeds, language, t, now });
  const shown = items.slice(0, items.length > rows ? rows - 1 : rows);
  return (
    <section className={styles.attention} aria-labelledby="attention-title" data-full>
      <h3 id="attention-title" className={styles.title}>
        {t(isCut ? 'attention.titleCut' : 'attention.title')}
        {late.length > 0 && (
          <span className={styles.late}>{t('attention.late', { count: late.length, total })}</span>
        )}
      </h3>
      {items.length === 0 && <p className={styles.none}>{t('attention.none')}</p>}
      <ul>
        {shown.map((item) => (
          <li key={item.key} className={cx(styles.item, styles[item.status])}>
            <span className={styles.mark}>
              <StatusMark status={item.status} />
            </span>
            <b className={styles.name}>{item.title}</b>
            <span className={styles.text}>{item.text}</span>
            <span className={styles.age}>{toAgeWords(now - item.at, language)}</span>
            <span className={styles.tail}>{item.tail}</span>
          </li>
        ))}
      </ul>
      {items.length > shown.length && (
        <p className={styles.none}>{t('attention.more', { count: items.length - shown.length })}</p>
      )}
    </section>
  );
}

interface ItemInput {
  readonly index: CatalogueIndex;
  readonly beyond: readonly Figure[];
  readonly events: readonly RegionEvent[];
  readonly feeds: readonly FeedState[];
  readonly language: Language;
  readonly t: Translate;
  readonly now: number;
}

const severityStatus = {
  extreme: 'bad',
  severe: 'bad',
  moderate: 'watch',
  minor: 'watch',
  unknown: 'watch',
} as const;

function toItems(input: ItemInput): Item[] {
  const { beyond, events, feeds, t, now } = input;
  const warnings = events
    .filter((event) => event.kind === 'warning' && event.state === 'active')
    .filter((event) => event.startsAt <= now && (event.endsAt === null || event.endsAt > now))
    .map((event) => toWarningItem(event, input));
  const lost = feeds
    .filter((feed) => feed.state === 'down')
    .map((feed) => ({
      key: `feed ${feed.id}`,
      status: 'down' as const,
      title: feed.name,
      text:
        feed.indicators.length > 0 ? t('attention.feeds', { count: feed.indicators.length }) : feed.provider,
      at: feed.since,
      tail: t('attention.linkDown'),
    }));
  const all = [...warnings, ...beyond.map((figure) => toLimitItem(figure, input)), ...lost];
  const order: Record<Item['status'], number> = { bad: 0, watch: 1, down: 2, normal: 3, none: 3 };
  return all.sort((a, b) => order[a.status] - order[b.status] || b.at - a.at);
}

function toWarningItem(event: RegionEvent, { index, t }: ItemInput): Item {
  const { zone } = index.catalogue.region;
  const simulated = event.origin === 'simulated' ? `${t('tile.simulated')} · ` : '';
  const places = event.areas.flatMap((code) => index.areas.get(code)?.name ?? []);
  return {
    key: `event ${event.id}`,
    status: severityStatus[event.severity],
    title: event.title,
    text: `${simulated}${places.slice(0, 3).join(', ')}${places.length > 3 ? ` +${places.length - 3}` : ''}`,
    at: event.startsAt,
    tail:
      event.endsAt === null
        ? t('attention.active')
        : t('attention.until', { time: formatTime(event.endsAt, zone) }),
  };
}

function toLimitItem(figure: Figure, { index, language, t }: ItemInput): Item {
  const { indicator, record, value, area, status } = figure;
  const band = value === null ? null : findBand(indicator.thresholds, value);
  const place = index.areas.get(area)?.name ?? area;
  const isRegion = area === index.catalogue.region.code;
  const simulated = record?.origin === 'simulated' ? `${t('tile.simulated')} · ` : '';
  const figureText = value === null ? '' : formatWithUnit(value, indicator, language);
  return {
    key: `figure ${indicator.id} ${area}`,
    status,
    title: `${isRegion ? indicator.shortName[language] : place} ${figureText}`,
    text: `${simulated}${isRegion ? '' : `${indicator.shortName[language]}, `}${band?.label[language] ?? ''}`,
    at: record?.observedAt ?? 0,
    tail: t(`status.${status}`),
  };
}
