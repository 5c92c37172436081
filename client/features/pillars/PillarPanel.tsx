import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Pillar } from '#shared/model/pillar.ts';
import type { Language } from '#shared/model/text.ts';
import { PillarHead } from '../../components/PillarHead.tsx';
import { useNow } from '../../hooks/useNow.ts';
import { type PillarNow, usePillar } from '../../hooks/usePillar.ts';
import { cx } from '../../lib/cx.ts';
import { toKeyFigures } from '../../lib/pillarState.ts';
import { useCatalogue } from '../../stores/catalogueStore.ts';
import { useViewStore } from '../../stores/viewStore.ts';
import { KeyFigures } from './KeyFigures.tsx';
import styles from './PillarPanel.module.css';
import { toReason, WantingLine } from './WantingLine.tsx';

interface PillarPanelProps {
  readonly pillar: Pillar;
  /** How many key figures fit. */
  readonly count: number;
  /** One column with sparklines, for a wall of three screens. */
  readonly isWide?: boolean;
  /** Small map at the foot of a wide column. */
  readonly children?: ReactNode;
}

/** A pillar on the overview: head with score and coverage, what most wants attention, key figures. */
export function PillarPanel({ pillar, count, isWide = false, children }: PillarPanelProps) {
  const { t } = useTranslation();
  const id = useId();
  const language = useViewStore((state) => state.language);
  const now = useNow();
  const state = usePillar(pillar.id);
  const isEmpty = state.figures.every(({ figure }) => figure.record === null);
  const shown = toKeyFigures(state.figures, pillar.headline, count);
  return (
    <section className={cx(styles.panel, isWide && styles.wide)} aria-labelledby={id} data-pillar={pillar.id}>
      <span id={id} className="visually-hidden">
        {t('pillar.label', { name: pillar.name[language] })}
      </span>
      <PillarHead pillar={pillar} score={state.score} language={language} />
      {isEmpty && !isWide ? (
        <WaitingList state={state} language={language} />
      ) : (
        <>
          <WantingLine state={state} language={language} now={now} />
          <div className={styles.cells} style={{ '--cells': isWide ? 1 : count } as React.CSSProperties}>
            <KeyFigures figures={shown} isWide={isWide} />
          </div>
        </>
      )}
      {children && <div className={styles.below}>{children}</div>}
    </section>
  );
}

/** Most names that stand one under the other; more run on in one paragraph, and this many of them. */
const maxListed = 6;
const maxRun = 12;

/** An empty pillar says what it waits for, and from whom. */
function WaitingList({ state, language }: { readonly state: PillarNow; readonly language: Language }) {
  const { t } = useTranslation();
  const { agencies } = useCatalogue();
  const isList = state.figures.length <= maxListed;
  const more = state.figures.length - maxRun;
  return (
    <>
      <div className={styles.wanting}>
        <p className={styles.who}>{t('pillar.waiting')}</p>
        <p className={styles.why}>{toReason(state.score, t)}</p>
      </div>
      <ul className={isList ? styles.list : styles.run}>
        {state.figures.slice(0, maxRun).map(({ figure: { indicator } }) => (
          <li key={indicator.id}>
            <b>{indicator.shortName[language]}</b>{' '}
            <span>{agencies.get(indicator.agency)?.abbreviation ?? indicator.agency}</span>
          </li>
        ))}
        {more > 0 && <li>{t('pillar.more', { count: more })}</li>}
      </ul>
    </>
  );
}
