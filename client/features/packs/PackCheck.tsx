import { FileSearch } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PackCheck as Check } from '#shared/model/pack.ts';
import { DropPlace } from '../../components/desk/DropPlace.tsx';
import { Message, type Tone } from '../../components/desk/Message.tsx';
import { TextField } from '../../components/desk/TextField.tsx';
import { checkFile, checkHash } from '../../connection/desk/packs.ts';
import { useSubmit } from '../../hooks/desk/useSubmit.ts';
import { PackCard } from './PackCards.tsx';
import styles from './packs.module.css';
import { usePackWords } from './packWords.ts';

const tones: Readonly<Record<Check['verdict'], Tone>> = {
  same: 'good',
  rewritten: 'watch',
  altered: 'bad',
  unknown: 'bad',
};

/** The server's own limit. */
const maxBytes = 32 * 1_048_576;

/** Takes a file or a hash and says whether it is ours; what was said last stays until the next one. */
export function PackCheck({ first }: { readonly first: string }) {
  const { t } = useTranslation('pack');
  const submit = useSubmit();
  const [hash, setHash] = useState(first);
  const [fault, setFault] = useState<string | null>(null);
  const [reading, setReading] = useState('');
  const [check, setCheck] = useState<Check | null>(null);
  const ask = (name: string, work: () => Promise<Check>): void => {
    setFault(null);
    setCheck(null);
    setReading(name);
    void submit.run(async () => setCheck(await work()));
  };
  const takeFile = (file: File | undefined): void => {
    if (!file) return;
    if (file.size > maxBytes) setFault(t('tooLarge'));
    else ask(file.name, () => checkFile(file));
  };
  const takeHash = (): void => {
    const wanted = hash
      .trim()
      .toLowerCase()
      .replace(/^sha256:/, '');
    if (!/^[0-9a-f]{64}$/.test(wanted)) setFault(t('hashWrong'));
    else ask(wanted.slice(0, 12), () => checkHash(wanted));
  };
  return (
    <div className="stack">
      <DropPlace
        Icon={FileSearch}
        words={t('drop')}
        choose={t('choose')}
        accept=".json,.pdf,.xlsx"
        onFile={takeFile}
      />
      <form
        className="stack"
        data-tight
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          takeHash();
        }}
      >
        <TextField
          label={t('hash')}
          hint={t('hashHint')}
          maxLength={80}
          spellCheck={false}
          autoCapitalize="none"
          value={hash}
          onChange={setHash}
        />
        <div>
          <button type="submit" disabled={submit.isBusy}>
            {t('checkHash')}
          </button>
        </div>
      </form>
      {submit.isBusy ? <p role="status">{t('checking', { name: reading })}</p> : null}
      {(fault ?? submit.failure) ? <Message tone="bad">{fault ?? submit.failure}</Message> : null}
      {check ? <Verdict check={check} /> : null}
    </div>
  );
}

function Verdict({ check }: { readonly check: Check }) {
  const { t } = useTranslation('pack');
  const words = usePackWords();
  const isOurs = check.verdict === 'same' || check.verdict === 'rewritten';
  return (
    <section className="stack" data-tight>
      <Message tone={tones[check.verdict]}>
        <p className="strong">{t(`verdict.${check.verdict}`)}</p>
        {isOurs && check.file ? <p>{t(`verdictOf.${check.file}`)}</p> : null}
        {check.verdict === 'altered' ? <p>{t('claims')}</p> : null}
        {check.altered.length > 0 ? <p>{t('changed', { names: words.sections(check.altered) })}</p> : null}
      </Message>
      <p className={styles['hash']}>
        SHA-256 <code>{check.hash}</code>
      </p>
      {check.pack ? <PackCard pack={check.pack} /> : null}
    </section>
  );
}
