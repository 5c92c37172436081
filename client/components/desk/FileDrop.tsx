import { FileUp } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toSentence } from './Answer.tsx';
import { DropPlace } from './DropPlace.tsx';
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
  return (
    <div className="stack">
      <DropPlace
        Icon={FileUp}
        words={reading === null ? t('drop') : t('reading', { name: reading })}
        choose={t('choose')}
        accept=".xlsx,.csv,.ods"
        isBusy={reading !== null}
        kinds={t('kinds')}
        onFile={(file) => void take(file)}
      />
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
