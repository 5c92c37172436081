import { useTranslation } from 'react-i18next';
import type { LogLine } from '#shared/model/shift.ts';
import { Tag, type Tone } from '../../components/desk/Message.tsx';
import { toPictureUrl } from '../../connection/desk/shifts.ts';
import { useZone } from '../../hooks/desk/useDesk.ts';
import { formatTimeExact } from '../../lib/clock.ts';
import styles from './Shift.module.css';

const tones: Readonly<Partial<Record<LogLine['kind'], Tone>>> = {
  decision: 'good',
  change: 'watch',
  correction: 'info',
  handover: 'info',
};

interface LogRowProps {
  readonly shift: string;
  readonly line: LogLine;
  /** True on a screen; on paper every picture must be there. */
  readonly isLazy: boolean;
  /** The line that took its place; null for none. */
  readonly correction: LogLine | null;
  /** Left out where nothing can be corrected. */
  readonly onCorrect?: ((line: LogLine) => void) | undefined;
}

/** One line of the log. A corrected one stays readable, struck through. */
export function LogRow({ shift, line, isLazy, correction, onCorrect }: LogRowProps) {
  const { t } = useTranslation('shift');
  const { zone } = useZone();
  const { n, at, by, kind, text, picture, corrects } = line;
  const isWritten = text !== '';
  return (
    <li className={styles['line']} id={`baris-${n}`} data-kind={kind}>
      <span className={styles['number']}>
        <span className="visually-hidden">{t('log.line', { n: '' })}</span>
        {n}
      </span>
      <time className={styles['time']} dateTime={new Date(at).toISOString()}>
        {formatTimeExact(at, zone)}
      </time>
      <div className={styles['words']}>
        <div className="row">
          <Tag tone={tones[kind] ?? 'plain'}>{t(`kind.${kind}`)}</Tag>
          <span className="quiet">{by.name}</span>
          {corrects === null ? null : <span className="quiet">{t('log.corrects', { n: corrects })}</span>}
          {correction ? (
            <span className={styles['corrected']}>{t('log.corrected', { n: correction.n })}</span>
          ) : null}
        </div>
        {isWritten ? (
          <p className={styles['text']}>{correction ? <del>{text}</del> : text}</p>
        ) : (
          <p className="quiet">{toDeedText(line, t)}</p>
        )}
        {picture ? (
          <a
            className={styles['thumb']}
            href={toPictureUrl(shift, picture.hash)}
            target="_blank"
            rel="noreferrer"
            aria-label={t('picture.open', { text })}
          >
            <img src={toPictureUrl(shift, picture.hash)} alt={text} loading={isLazy ? 'lazy' : 'eager'} />
          </a>
        ) : null}
      </div>
      {onCorrect && isWritten && !correction ? (
        <button
          type="button"
          data-kind="quiet"
          className={styles['correct']}
          aria-label={t('log.correctLine', { n })}
          onClick={() => onCorrect(line)}
        >
          {t('log.correct')}
        </button>
      ) : null}
    </li>
  );
}

/** What Simpul itself wrote down. */
function toDeedText(
  { kind, by, about, step }: LogLine,
  t: (key: string, values: Record<string, string>) => string,
): string {
  const name = about?.name ?? by.name;
  if (kind === 'handover') return t(`deed.${step ?? 'written'}`, {});
  if (kind === 'leave' && about && about.id !== by.id) return t('deed.leaveBy', { name, by: by.name });
  return t(`deed.${kind}`, { name });
}
