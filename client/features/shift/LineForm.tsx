import { X } from 'lucide-react';
import { type ClipboardEvent, type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type LogLine, maxLineLength } from '#shared/model/shift.ts';
import { ChoiceField } from '../../components/desk/ChoiceField.tsx';
import { Field, FieldError } from '../../components/desk/Field.tsx';
import { WaitingLines } from '../../components/desk/WaitingLines.tsx';
import { useSendQueue } from '../../hooks/desk/useSendQueue.ts';
import { shiftLog } from '../../lib/desk/logNames.ts';
import { newKey } from '../../lib/desk/newKey.ts';
import { PictureTools } from './PictureTools.tsx';
import styles from './Shift.module.css';
import { type NewLine, useLineRecorder } from './useLineRecorder.ts';
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
  const picture = usePicture();
  const queue = useSendQueue(shiftLog);
  const record = useLineRecorder(shift);
  useEffect(() => {
    // What the person pressed to begin, join or take over is gone: work goes on here.
    if (document.activeElement === document.body) input.current?.focus();
  }, []);
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
  const send = (event: FormEvent): void => {
    event.preventDefault();
    const words = text.trim();
    if (words === '') return;
    const { blob } = picture;
    const common = { key: newKey(), text: words };
    const line: NewLine = blob
      ? { ...common, kind: 'picture', blob }
      : correcting
        ? { ...common, kind: 'correction', corrects: correcting.n }
        : { ...common, kind };
    if (!queue.add({ ...common, send: () => record(line) })) return;
    setText('');
    setKind('note');
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
          <ChoiceField
            label={t('log.kind')}
            value={kind}
            choices={kinds.map((one) => [one, t(`kind.${one}`)] as const)}
            onChange={setKind}
          />
        )}
        <Field label={hasPicture ? t('log.describe') : t('log.text')}>
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
        <button type="submit" data-kind="main">
          {t('log.send')}
        </button>
      </div>
      <div className="row" data-apart>
        <p className="quiet">{hasPicture ? t('log.describeHint') : t('log.hint')}</p>
        <PictureTools picture={picture} />
      </div>
      {picture.fault ? <FieldError>{picture.fault}</FieldError> : null}
      <WaitingLines queue={queue} input={input} />
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
