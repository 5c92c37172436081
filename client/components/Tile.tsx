import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '#shared/model/text.ts';
import type { Figure } from '#shared/rules/figure.ts';
import { cx } from '../lib/cx.ts';
import { formatChange, formatFigure } from '../lib/format.ts';
import { type Trend, toAgeText, toQualifiers, toShortSource } from '../lib/tileText.ts';
import { EmptySlot } from './EmptySlot.tsx';
import { FreshnessMark } from './FreshnessMark.tsx';
import { StatusMark } from './StatusMark.tsx';
import styles from './Tile.module.css';
import { TrendMark } from './TrendMark.tsx';

interface TileProps {
  readonly figure: Figure;
  readonly now: number;
  readonly zone: string;
  readonly language: Language;
  /** Abbreviation of the owner, named where there is no value. */
  readonly owner: string;
  readonly trend?: Trend | null;
  /** Said in place of the trend, e.g. which area is highest. */
  readonly remark?: string | undefined;
  /** Full name instead of the short one. */
  readonly isWide?: boolean;
  /** Drawn to the right of the figure on wide screens. */
  readonly aside?: ReactNode;
}

/** A key figure with its name, trend, age and source, in whatever truth state it is. */
export function Tile(props: TileProps) {
  const { figure, language, isWide = false, aside } = props;
  const id = useId();
  const { indicator, freshness, status, record } = figure;
  const name = (isWide ? indicator.name : indicator.shortName)[language];
  const isColoured = status === 'watch' || status === 'bad';
  return (
    <article
      className={cx(styles.tile, aside != null && styles.withAside)}
      aria-labelledby={id}
      data-freshness={freshness}
      data-status={status}
      data-origin={record?.origin}
      data-quality={record?.quality}
      data-indicator={indicator.id}
    >
      <h4 id={id} className={cx(styles.label, freshness === 'late' && styles.faded)}>
        {isColoured && <StatusMark status={status} />}
        <span className={styles.labelText}>{name}</span>
      </h4>
      <FigureLine figure={figure} language={language} isWide={isWide} />
      <QualifierLine {...props} />
      <SourceLine {...props} />
      {aside != null && <div className={styles.aside}>{aside}</div>}
    </article>
  );
}

function FigureLine({ figure, language, isWide = false }: Pick<TileProps, 'figure' | 'language' | 'isWide'>) {
  const { value, indicator, freshness, status, record, downFeed } = figure;
  if (value === null) {
    return (
      <p className={styles.figure}>
        <EmptySlot />
      </p>
    );
  }
  const { digits, unit } = formatFigure(value, indicator, language, !isWide || Math.abs(value) >= 1e6);
  const length = digits.length + unit.length;
  const isFaded = freshness === 'late' || downFeed !== null;
  return (
    <p
      className={cx(
        styles.figure,
        isFaded && styles.hatched,
        !isWide && length > 8 - (unit ? 0 : 3) && styles.long,
        !isWide && length > 9 && styles.longUnit,
      )}
    >
      <span
        className={cx(
          styles.digits,
          isFaded && styles.lateDigits,
          status === 'watch' && styles.watch,
          status === 'bad' && styles.bad,
          record?.origin === 'simulated' && styles.hollow,
          record?.verification === 'provisional' && styles.dotted,
        )}
      >
        {digits}
      </span>
      {unit && <span className={styles.unit}>{unit}</span>}
    </p>
  );
}

/** Words that qualify the figure; what does not fit beside them takes a line of its own, nothing is cut. */
function QualifierLine({ figure, language, trend, remark, isWide = false }: TileProps) {
  const { t } = useTranslation();
  const qualifiers = toQualifiers(figure, t, language);
  const hasRoom = qualifiers.length < 2 && figure.value !== null && figure.freshness !== 'late';
  return (
    <p className={cx(styles.line, styles.words)}>
      {figure.downFeed && <StatusMark status="down" />}
      {qualifiers.map(({ key, text, tone }) => (
        <span key={key} className={cx(styles.word, styles[tone])}>
          {text}
        </span>
      ))}
      {hasRoom && remark && <span className={styles.word}>{remark}</span>}
      {hasRoom && !remark && trend && (
        <TrendText
          figure={figure}
          trend={trend}
          language={language}
          short={qualifiers.length > 0}
          isWide={isWide}
        />
      )}
    </p>
  );
}

interface TrendTextProps {
  readonly figure: Figure;
  readonly trend: Trend;
  readonly language: Language;
  readonly short: boolean;
  readonly isWide: boolean;
}

function TrendText({ figure, trend, language, short, isWide }: TrendTextProps) {
  const { t } = useTranslation();
  const change = formatChange(trend.change, figure.indicator, language, !isWide);
  const way = trend.change > 0 ? 'tile.up' : trend.change < 0 ? 'tile.down' : 'tile.same';
  return (
    <span className={styles.word}>
      <TrendMark change={trend.change} /> <span className="visually-hidden">{t(way)} </span>
      {short ? change : t('tile.trend', { change, period: trend.since })}
    </span>
  );
}

function SourceLine({ figure, now, zone, language, owner, isWide = false }: TileProps) {
  const { t } = useTranslation();
  const { record, freshness } = figure;
  if (!record) return <p className={cx(styles.line, styles.owner)}>{t('tile.owner', { agency: owner })}</p>;
  const age = toAgeText(figure, now, zone, language);
  return (
    <p className={cx(styles.line, styles.source)} title={record.source.label}>
      <FreshnessMark freshness={freshness === 'due' ? 'due' : 'fresh'} />
      <span className={styles.clip}>
        {age}
        {freshness === 'due' && ` · ${t('tile.waiting')}`}
        {(isWide || freshness !== 'due') && ` · ${toShortSource(record.source.label)}`}
      </span>
    </p>
  );
}
