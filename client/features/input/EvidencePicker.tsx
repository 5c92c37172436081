import { Paperclip, X } from 'lucide-react';
import { type ChangeEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FieldError } from '../../components/desk/Field.tsx';
import styles from './FigureForm.module.css';

interface EvidencePickerProps {
  readonly files: readonly File[];
  readonly onChange: (files: readonly File[]) => void;
}

/** The server's own limits (RELIABILITY S10). */
const maxBytes = 10 * 1_048_576;
const maxFiles = 10;

/** Files that go with a form. */
export function EvidencePicker({ files, onChange }: EvidencePickerProps) {
  const { t } = useTranslation('input');
  const id = useId();
  const [fault, setFault] = useState<string | null>(null);
  const add = (event: ChangeEvent<HTMLInputElement>): void => {
    const given = [...(event.target.files ?? [])];
    event.target.value = '';
    const large = given.find(({ size }) => size > maxBytes);
    const isTooMany = files.length + given.length > maxFiles;
    const told = large ? t('form.tooLarge', { name: large.name }) : isTooMany ? t('form.tooMany') : null;
    setFault(told);
    if (told === null) onChange([...files, ...given]);
  };
  return (
    <div className="stack" data-tight>
      <p className="strong">{t('form.evidence')}</p>
      <p className="quiet" id={`${id}-hint`}>
        {t('form.evidenceHint')}
      </p>
      <div>
        <label className={`button ${styles['pick']}`} htmlFor={id}>
          {t('form.evidenceAdd')}
          <span className="visually-hidden">: {t('form.evidence')}</span>
          <input
            id={id}
            className="visually-hidden"
            type="file"
            multiple
            aria-describedby={`${id}-hint`}
            onChange={add}
          />
        </label>
      </div>
      {fault ? <FieldError>{fault}</FieldError> : null}
      <ul className="stack" data-tight>
        {files.map((file, index) => (
          // Two files may have one name.
          // biome-ignore lint/suspicious/noArrayIndexKey: the list is only added to and cut
          <li key={`${index}|${file.name}`} className="row">
            <Paperclip size={16} aria-hidden="true" />
            <span>{file.name}</span>
            <button
              type="button"
              data-kind="quiet"
              aria-label={t('form.evidenceDrop', { name: file.name })}
              onClick={() => onChange(files.filter((one) => one !== file))}
            >
              <X size={18} aria-hidden="true" />
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
