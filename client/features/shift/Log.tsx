import { Lock, LockOpen } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { LogLine, LogPage, ShiftView } from '#shared/model/shift.ts';
import { toCorrections } from '#shared/rules/shiftAt.ts';
import { Message } from '../../components/desk/Message.tsx';
import { useZone } from '../../hooks/desk/useDesk.ts';
import { formatTime } from '../../lib/clock.ts';
import { toInstantText } from '../../lib/desk/format.ts';
import { LogRow } from './LogRow.tsx';
import styles from './Shift.module.css';

interface LogProps {
  readonly shift: ShiftView;
  /** Newest first while the shift runs; on paper as it was written. */
  readonly newestFirst: boolean;
  readonly onCorrect?: (line: LogLine) => void;
}

/** The log by pages: locked ones with the start of their hash, and the open one. */
export function Log({ shift, newestFirst, onCorrect }: LogProps) {
  const { t } = useTranslation('shift');
  const corrections = toCorrections(shift.log);
  const groups = toGroups(shift);
  const shown = newestFirst ? groups.toReversed() : groups;
  return (
    <section className="stack" aria-labelledby="catatan">
      <div className="row" data-apart>
        <h2 id="catatan">{t('log.title')}</h2>
        <span className="quiet">{t('log.count', { count: shift.log.length })}</span>
      </div>
      {shift.brokenPage === null ? null : (
        <Message tone="bad">{t('log.broken', { page: shift.brokenPage })}</Message>
      )}
      {shown.map(({ page, lines, number }) => (
        <section key={number} className={styles['page']} data-locked={page !== null || undefined}>
          <PageHead
            page={page}
            number={number}
            from={lines[0]?.at ?? shift.startedAt}
            isBrief={newestFirst}
          />
          <ol className={styles['lines']}>
            {(newestFirst ? lines.toReversed() : lines).map((line) => (
              <LogRow
                key={line.n}
                shift={shift.id}
                line={line}
                isLazy={newestFirst}
                correction={corrections.get(line.n) ?? null}
                onCorrect={onCorrect}
              />
            ))}
          </ol>
        </section>
      ))}
      {shift.brokenPage === null && shift.pages.length > 0 ? <p className="quiet">{t('log.holds')}</p> : null}
    </section>
  );
}

interface Group {
  readonly page: LogPage | null;
  readonly number: number;
  readonly lines: readonly LogLine[];
}

/** Lines page by page, oldest first; those of no page yet stand last. */
function toGroups({ log, pages }: ShiftView): readonly Group[] {
  const locked = pages.map((page) => ({ page, number: page.page, lines: log.slice(page.from - 1, page.to) }));
  const open = log.slice(pages.at(-1)?.to ?? 0);
  return open.length > 0 ? [...locked, { page: null, number: pages.length + 1, lines: open }] : locked;
}

interface PageHeadProps {
  readonly page: LogPage | null;
  readonly number: number;
  /** Instant of its first line: the lines themselves only tell the time of day. */
  readonly from: number;
  /** On paper a hash stands whole. */
  readonly isBrief: boolean;
}

function PageHead({ page, number, from, isBrief }: PageHeadProps) {
  const { t } = useTranslation('shift');
  const { zone } = useZone();
  if (!page) {
    return (
      <div className={styles['pageHead']}>
        <LockOpen size={16} aria-hidden="true" />
        <h3>{t('log.open')}</h3>
        <span className="quiet">
          {t('log.from', { time: toInstantText(from, zone) })} · {t('log.openHint')}
        </span>
      </div>
    );
  }
  return (
    <div className={styles['pageHead']}>
      <Lock size={16} aria-hidden="true" />
      <h3>{t('log.page', { page: number })}</h3>
      <span className="quiet">
        {t('log.from', { time: toInstantText(from, zone) })} ·{' '}
        {t('log.locked', { time: formatTime(page.lockedAt, zone) })} ·{' '}
        <span title={page.hash}>{t('log.hash', { hash: isBrief ? page.hash.slice(0, 12) : page.hash })}</span>
      </span>
    </div>
  );
}
