import { drillWord } from '../lib/drillMark.ts';
import styles from './DrillFrame.module.css';

interface DrillFrameProps {
  /** How often the word stands along an edge: in both corners, and once for each screen between them. */
  readonly words: number;
}

/** The frame of a drill's wall: striped bands all around with the word in every corner. The header says it to those who do not see it. */
export function DrillFrame({ words }: DrillFrameProps) {
  const band = Array.from({ length: words }, (_, place) => place);
  return (
    <div className={styles.frame} aria-hidden="true" data-drill-frame>
      {(['top', 'bottom'] as const).map((edge) => (
        <div key={edge} className={styles.band} data-edge={edge}>
          {band.map((place) => (
            <b key={place}>{drillWord}</b>
          ))}
        </div>
      ))}
    </div>
  );
}
