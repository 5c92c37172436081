import { X } from 'lucide-react';
import { type ClipboardEvent, type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type LogLine, maxLineLength } from '#shared/model/shift.ts';
import { Field, FieldError } from '../../components/desk/Field.tsx';
import { Message } from '../../components/desk/Message.tsx';
import { attachPicture, writeEntry } from '../../connection/desk/shifts.ts';
import { useShiftDeed } from '../../hooks/desk/useShift.ts';
import { newKey } from '../../lib/desk/newKey.ts';
import { PictureTools } from './PictureTools.tsx';
import styles from './Shift.module.css';
import { usePicture } from './usePicture.ts';

const kinds = ['note', 'decision', 'change'] as const;
type Kind = (typeof kinds)[number];

/** What a line begins with, where the hands stay on the keys. */
const prefixes: Readonly<Record<string, Kind>> = { '/c ': 'note', '/k ': 'decision', '/u ': 'change' };

interface LineFormProps {
  readonly shift: string;
  /** Line that the next one takes the place of; null for none. */
  readonly correcting: LogLine | null;
  readonly onCorrected: () => void;
}

/** The line that is always ready: Enter sends it. */
export function LineForm({ shift, correcting, onCorrected }: LineFormProps) {
  const { t } = useTranslation('shift');
  const input = useRef<HTMLInputElement>(null);
  const [kind, setKind] = useState<Kind>('note');
  const [text, setText] = useState('');
  const [key, setKey] = useState(newKey);
  const picture = usePicture();
  const deed = useShiftDeed();
  useEffect(() => {
    if (correcting) input.current?.focus();
  }, [correcting]);
  const type = (value: string): void => {
    const wanted = prefixes[value.slice(0, 3)];
    if (wanted) setKind(wanted);
    setText(wanted ? value.slice(3) : value);
  };
  const paste = (event: ClipboardEvent): void => {
    const file = [...event.clipboardData.files].find((one) => one.type.startsWith('image/'));
    if (!file) return;
    event.preventDefault();
    picture.take(file);
  };
  const send = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    if (text.trim() === '') return;
    const { blob } = picture;
    const done = await deed.run(() => {
      if (blob) return attachPicture(shift, { text: text.trim(), key }, blob);
      if (correcting) return writeEntry(shift, { kind: 'correction', text, key, corrects: correcting.n });
      return writeEntry(shift, { kind, text, key });
    });
    if (!done) return;
    setText('');
    setKind('note');
    setKey(newKey());
    picture.drop();
    onCorrected();
    input.current?.focus();
  };
  const hasPicture = picture.blob !== null;
  return (
    <form className="card stack" data-tight aria-label={t('log.form')} onSubmit={send}>
      {correcting && !hasPicture ? (
        <div className="row" data-apart>
          <p>
            {t('log.correcting', { n: correcting.n, text: correcting.text })}{' '}
            <span className="quiet">{t('log.correctHint')}</span>
          </p>
          <button type="button" data-kind="quiet" onClick={onCorrected}>
            {t('common:cancel')}
          </button>
        </div>
      ) : null}
      {picture.url ? <Chosen url={picture.url} onDrop={picture.drop} /> : null}
      <div className={styles['entry']}>
        {correcting || hasPicture ? null : (
          <Field label={t('log.kind')}>
            {(ids) => (
              <select {...ids} value={kind} onChange={(event) => setKind(event.target.value as Kind)}>
                {kinds.map((one) => (
                  <option key={one} value={one}>
                    {t(`kind.${one}`)}
                  </option>
                ))}
              </select>
            )}
          </Field>
        )}
        <Field
          label={hasPicture ? t('log.describe') : t('log.text')}
          error={deed.at('/text') ?? deed.at('?text')}
        >
          {(ids) => (
            <input
              {...ids}
              ref={input}
              required
              autoComplete="off"
              maxLength={maxLineLength}
              value={text}
              onPaste={paste}
              onChange={(event) => type(event.target.value)}
            />
          )}
        </Field>
        <button type="submit" data-kind="main" disabled={deed.isBusy}>
          {t('log.send')}
        </button>
      </div>
      <div className="row" data-apart>
        <p className="quiet">{hasPicture ? t('log.describeHint') : t('log.hint')}</p>
        <PictureTools picture={picture} />
      </div>
      {picture.fault ? <FieldError>{picture.fault}</FieldError> : null}
      {deed.failure ? <Message tone="bad">{deed.failure}</Message> : null}
    </form>
  );
}

function Chosen({ url, onDrop }: { readonly url: string; readonly onDrop: () => void }) {
  const { t } = useTranslation('shift');
  return (
    <div className={styles['chosen']}>
      <img src={url} alt={t('picture.chosen')} />
      <button type="button" data-kind="quiet" onClick={onDrop}>
        <X size={18} aria-hidden="true" />
        {t('picture.drop')}
      </button>
    </div>
  );
}
