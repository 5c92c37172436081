import { Paperclip, X } from 'lucide-react';
import { type ChangeEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Milestone, programmeLimits } from '#shared/model/programme.ts';
import { toSentence } from '../../components/desk/Answer.tsx';
import { FieldError } from '../../components/desk/Field.tsx';
import { sendEvidence } from '../../connection/desk/input.ts';
import { ProblemError } from '../../connection/desk/request.ts';
import styles from './register.module.css';

interface EvidenceFilesProps {
  readonly agency: string;
  readonly files: Milestone['evidence'];
  readonly onChange: (files: Milestone['evidence']) => void;
}

/** The server's own limit (RELIABILITY S10). */
const maxBytes = 10 * 1_048_576;

/** Files that prove a step; each is kept as soon as it is chosen, and stands with the step once that is saved. */
export function EvidenceFiles({ agency, files, onChange }: EvidenceFilesProps) {
  const { t } = useTranslation('programme');
  const id = useId();
  const [isBusy, setBusy] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const take = async (event: ChangeEvent<HTMLInputElement>): Promise<void> => {
    const file = event.target.files?.[0];
    event.target.value = '';
    if (!file) return;
    if (file.size > maxBytes) return setFault(t('programmeForm:evidenceHint'));
    setFault(null);
    setBusy(true);
    try {
      const kept = await sendEvidence({ name: file.name, blob: file }, agency);
      onChange([...files, { id: kept.id, name: kept.name }]);
    } catch (error) {
      setFault(toFault(error, t('common:failed.offline'), t('common:failed.other')));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="stack" data-tight>
      <ul className={styles['picked']}>
        {files.map((file) => (
          <li key={file.id}>
            <Paperclip size={16} aria-hidden="true" />
            {file.name}
            <button
              type="button"
              data-kind="quiet"
              aria-label={t('programmeForm:dropEvidence', { name: file.name })}
              onClick={() => onChange(files.filter((one) => one.id !== file.id))}
            >
              <X size={18} aria-hidden="true" />
            </button>
          </li>
        ))}
      </ul>
      {files.length < programmeLimits.evidence ? (
        <div>
          <label className="button" htmlFor={id}>
            {isBusy ? t('programmeForm:uploading') : t('programmeForm:addEvidence')}
            <input
              id={id}
              className="visually-hidden"
              type="file"
              disabled={isBusy}
              aria-describedby={`${id}-hint`}
              onChange={(event) => void take(event)}
            />
          </label>
        </div>
      ) : null}
      <p className="quiet" id={`${id}-hint`}>
        {t('programmeForm:evidenceHint')}
      </p>
      {fault ? <FieldError>{fault}</FieldError> : null}
    </div>
  );
}

function toFault(error: unknown, offline: string, other: string): string {
  const [first] = error instanceof ProblemError ? error.faults : [];
  return first?.message ?? (error instanceof Error ? toSentence(error, offline, other) : other);
}
