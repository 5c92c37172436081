import type { LucideIcon } from 'lucide-react';
import { type DragEvent, useId, useState } from 'react';
import styles from './FileDrop.module.css';

interface DropPlaceProps {
  readonly Icon: LucideIcon;
  /** What is to be dropped here, or what is being read. */
  readonly words: string;
  /** Words of the button. */
  readonly choose: string;
  /** Endings that the chooser offers, `.xlsx,.csv`. */
  readonly accept: string;
  readonly isBusy?: boolean;
  /** Which kinds are taken, in words. */
  readonly kinds?: string;
  readonly onFile: (file: File | undefined) => void;
}

/** A place that takes a file by drag, by key or by tap. */
export function DropPlace({ Icon, words, choose, accept, isBusy = false, kinds, onFile }: DropPlaceProps) {
  const id = useId();
  const [isOver, setOver] = useState(false);
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    onFile(event.dataTransfer.files[0]);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the button inside does the same by key
    <div
      className={styles['drop']}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <Icon size={32} aria-hidden="true" />
      <p>{words}</p>
      <label className="button" data-kind="main" htmlFor={id}>
        {choose}
        <input
          id={id}
          className="visually-hidden"
          type="file"
          accept={accept}
          disabled={isBusy}
          aria-describedby={kinds ? `${id}-kinds` : undefined}
          onChange={(event) => {
            onFile(event.target.files?.[0]);
            event.target.value = '';
          }}
        />
      </label>
      {kinds ? (
        <p className="quiet" id={`${id}-kinds`}>
          {kinds}
        </p>
      ) : null}
    </div>
  );
}
