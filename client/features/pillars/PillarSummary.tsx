import type { Pillar } from '#shared/model/pillar.ts';
import { PillarHead } from '../../components/PillarHead.tsx';
import { useNow } from '../../hooks/useNow.ts';
import { usePillar } from '../../hooks/usePillar.ts';
import { toKeyFigures } from '../../lib/pillarState.ts';
import { useViewStore } from '../../stores/viewStore.ts';
import { KeyFigures } from './KeyFigures.tsx';
import styles from './PillarSummary.module.css';
import { WantingLine } from './WantingLine.tsx';

interface PillarSummaryProps {
  readonly pillar: Pillar;
  readonly count: number;
  /** Full names and lines over time, for a wall of three screens. */
  readonly isWide?: boolean;
}

/** Head strip of a pillar's own scene: name, score, what wants attention, and six figures. */
export function PillarSummary({ pillar, count, isWide = false }: PillarSummaryProps) {
  const language = useViewStore((state) => state.language);
  const now = useNow();
  const state = usePillar(pillar.id);
  return (
    <section className={styles.summary} data-pillar={pillar.id} aria-label={pillar.name[language]}>
      <div className={styles.head}>
        <PillarHead pillar={pillar} score={state.score} language={language} />
        <WantingLine state={state} language={language} now={now} />
      </div>
      <div className={styles.cells}>
        <KeyFigures figures={toKeyFigures(state.figures, pillar.headline, count)} isWide={isWide} />
      </div>
    </section>
  );
}
