import styles from './Attribution.module.css';

interface AttributionProps {
  readonly text: string;
}

/** Credit for borders and figures: always on the wall, at the floor size. */
export function Attribution({ text }: AttributionProps) {
  return <footer className={styles.credit}>{text}</footer>;
}
