import { Paperclip } from 'lucide-react';
import { type ChangeEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { KeptFile } from '#shared/model/official.ts';
import { useZone } from '../../hooks/desk/useDesk.ts';
import { toInstantText, toNumberText } from '../../lib/desk/format.ts';
import { FieldError } from './Field.tsx';
import styles from './official.module.css';

/** The server's own limit (RELIABILITY S10). */
const maxBytes = 10 * 1_048_576;

function toSizeText(sizeBytes: number): string {
  return sizeBytes < 1_048_576
    ? `${toNumberText(Math.max(1, Math.round(sizeBytes / 1_024)))} kB`
    : `${toNumberText(Math.round(sizeBytes / 104_857.6) / 10)} MB`;
}

interface KeptFilesProps {
  readonly files: readonly KeptFile[];
  readonly toAddress: (file: string) => string;
  /** Left out for who may not. */
  readonly onRemove?: ((file: KeptFile) => void) | undefined;
}

/** Files beside a record, each with the hash of its bytes. */
export function KeptFiles({ files, toAddress, onRemove }: KeptFilesProps) {
  const { t } = useTranslation('official');
  const { zone } = useZone();
  return (
    <ul className={styles['files']}>
      {files.map((file) => (
        <li key={file.id}>
          <Paperclip size={16} aria-hidden="true" />
          <a className="target" href={toAddress(file.id)} download={file.name}>
            {file.name}
          </a>
          {onRemove ? (
            <button
              type="button"
              data-kind="quiet"
              aria-label={t('files.removeOf', { name: file.name })}
              onClick={() => onRemove(file)}
            >
              {t('files.remove')}
            </button>
          ) : (
            <span />
          )}
          <p className={styles['hash']}>
            {t('files.meta', {
              size: toSizeText(file.sizeBytes),
              by: file.by,
              time: toInstantText(file.at, zone),
            })}{' '}
            · {t('files.hash')} {file.hash}
          </p>
        </li>
      ))}
    </ul>
  );
}

interface FilePickProps {
  /** What the file is for, where there are several places on a page. */
  readonly what?: string;
  /** Words on the button; those of any file where left out. */
  readonly words?: string;
  readonly isBusy: boolean;
  readonly onPick: (file: File) => void;
}

/** A button that takes one file. */
export function FilePick({ what, words, isBusy, onPick }: FilePickProps) {
  const { t } = useTranslation('official');
  const id = useId();
  const [fault, setFault] = useState<string | null>(null);
  const take = (event: ChangeEvent<HTMLInputElement>): void => {
    const [file] = [...(event.target.files ?? [])];
    event.target.value = '';
    if (!file) return;
    const isLarge = file.size > maxBytes;
    setFault(isLarge ? t('files.tooLarge', { name: file.name }) : null);
    if (!isLarge) onPick(file);
  };
  return (
    <div className="stack" data-tight>
      <div>
        <label
          className={`button ${styles['pick']}`}
          data-kind={words === undefined ? undefined : 'quiet'}
          htmlFor={id}
        >
          {words ?? t('files.add')}
          <input
            id={id}
            className="visually-hidden"
            type="file"
            aria-label={what === undefined ? t('files.add') : t('files.addTo', { name: what })}
            disabled={isBusy}
            onChange={take}
          />
        </label>
      </div>
      {fault ? <FieldError>{fault}</FieldError> : null}
    </div>
  );
}
