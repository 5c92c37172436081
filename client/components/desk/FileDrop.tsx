import { FileUp } from 'lucide-react';
import { type DragEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toSentence } from './Answer.tsx';
import styles from './FileDrop.module.css';
import { Message } from './Message.tsx';

interface FileDropProps {
  /** Sends the file; what it throws is told here. */
  readonly onFile: (file: File) => Promise<unknown>;
}

/** The server's own limit (RELIABILITY S10). */
const maxBytes = 10 * 1_048_576;

/** Takes a spreadsheet by drag, by key or by tap; what is wrong with the file as such is told here. */
export function FileDrop({ onFile }: FileDropProps) {
  const { t } = useTranslation('file');
  const id = useId();
  const [isOver, setOver] = useState(false);
  const [reading, setReading] = useState<string | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const take = async (file: File | undefined): Promise<void> => {
    if (!file || reading !== null) return;
    if (file.size > maxBytes) return setFault(t('tooLarge'));
    setFault(null);
    setReading(file.name);
    try {
      await onFile(file);
    } catch (error) {
      setFault(toFileFault(error, t('common:failed.offline'), t('common:failed.other')));
    } finally {
      setReading(null);
    }
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files[0]);
  };
  return (
    <div className="stack">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the button inside does the same by key */}
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
        <FileUp size={32} aria-hidden="true" />
        <p>{reading === null ? t('drop') : t('reading', { name: reading })}</p>
        <label className="button" data-kind="main" htmlFor={id}>
          {t('choose')}
          <input
            id={id}
            className="visually-hidden"
            type="file"
            accept=".xlsx,.csv,.ods"
            disabled={reading !== null}
            aria-describedby={`${id}-kinds`}
            onChange={(event) => {
              void take(event.target.files?.[0]);
              event.target.value = '';
            }}
          />
        </label>
        <p className="quiet" id={`${id}-kinds`}>
          {t('kinds')}
        </p>
      </div>
      {fault ? <Message tone="bad">{fault}</Message> : null}
    </div>
  );
}

function toFileFault(error: unknown, offline: string, other: string): string {
  if (!(error instanceof Error)) return other;
  const faults = 'faults' in error ? (error.faults as readonly { message: string }[]) : [];
  return faults.length > 0
    ? faults.map(({ message }) => message).join(' ')
    : toSentence(error, offline, other);
}
