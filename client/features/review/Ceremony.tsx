import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SignedParty } from '#shared/model/session.ts';
import type { ReviewWelcome } from '#shared/protocol/review.ts';
import { toSignedText } from '#shared/rules/signedText.ts';
import { signSession } from '../../connection/review/reviewRequests.ts';
import { useDeed } from '../../hooks/review/useDeed.ts';
import { useExactMoment } from '../../hooks/review/useMoment.ts';
import { useJoined, useReviewStore } from '../../stores/reviewStore.ts';
import styles from './OwnScenes.module.css';
import { TextBox } from './TextBox.tsx';

/** True for whoever the party names: the guest of its link, or its account. */
export function isSigner(
  { link, person }: Pick<SignedParty, 'link' | 'person'>,
  you: Pick<ReviewWelcome['you'], 'id' | 'link'>,
): boolean {
  if (link !== null) return link === you.link;
  return person !== null && (person === you.id || `user:${person}` === you.id);
}

/** A party as it is read out. */
type SheetParty = Omit<SignedParty, 'link' | 'person'>;

/** The signing on a page of the session: who is asked signs here. */
export function Ceremony() {
  const { session, you } = useJoined();
  const known = useReviewStore(({ agreement }) => agreement);
  const text = toSignedText(session);
  const { agreement: id } = session;
  // Where it was changed since, what is signed is still named, by its id.
  const agreement = known !== null && known.id === id ? `${known.title} (${id})` : id;
  return (
    <SigningSheet title={session.title} parties={session.parties} agreement={agreement}>
      {({ id }) => {
        const own = session.parties.find((one) => one.id === id);
        // Where the text changes, a name that was typed under the old one is gone.
        return own && isSigner(own, you) && <SignForm key={text} party={own} text={text} />;
      }}
    </SigningSheet>
  );
}

interface SigningSheetProps {
  readonly title: string;
  readonly parties: readonly SheetParty[];
  /** The agreement that is signed; left out where there is none. */
  readonly agreement?: string | null;
  /** What stands beside the party whose turn it is. */
  readonly children?: (party: SheetParty) => ReactNode;
}

/** The parties in order, who signs now, and what each left: a record of the moment. */
export function SigningSheet({ title, parties: given, agreement = null, children }: SigningSheetProps) {
  const { t } = useTranslation('review');
  const parties = [...given].sort((a, b) => a.place - b.place);
  const next = parties.find(({ signed }) => signed === null);
  return (
    <main className={styles.scene} data-scene="upacara">
      <h2 className={styles.title}>{title}</h2>
      {agreement !== null && <p data-agreement>{t('ceremony.agreement', { agreement })}</p>}
      <p className={styles.lead} role="status">
        {parties.length === 0 && t('ceremony.none')}
        {parties.length > 0 && (next ? `${t('ceremony.now')}: ${next.name}` : t('ceremony.all'))}
      </p>
      <ol className={styles.parties} data-crowd={toCrowd(parties.length)}>
        {parties.map((party) => (
          <Party key={party.id} party={party} isNext={party === next}>
            {party === next && children?.(party)}
          </Party>
        ))}
      </ol>
      <p className={styles.record}>{t('ceremony.record')}</p>
    </main>
  );
}

/** How closely parties have to stand to be seen all at once. */
function toCrowd(count: number): 'few' | 'some' | 'many' {
  if (count <= 3) return 'few';
  return count <= 6 ? 'some' : 'many';
}

interface PartyProps {
  readonly party: SheetParty;
  readonly isNext: boolean;
  readonly children: ReactNode;
}

function Party({ party, isNext, children }: PartyProps) {
  const { t } = useTranslation('review');
  const toMoment = useExactMoment();
  const { signed } = party;
  return (
    <li className={styles.party} data-next={isNext || undefined} data-signed={signed !== null || undefined}>
      <span className={styles.place} aria-hidden="true">
        {signed ? '✓' : party.place}
      </span>
      <div>
        <h3>{party.party}</h3>
        <p className={styles.signer}>{party.name}</p>
        <p>{party.office}</p>
      </div>
      <div className={styles.mark}>
        {signed ? (
          <>
            <strong>{t('ceremony.signed', { time: toMoment(signed.at) })}</strong>
            <p>{t('ceremony.by', { name: signed.by.name })}</p>
            <code title={signed.hash}>{t('ceremony.hash', { hash: signed.hash.slice(0, 16) })}</code>
          </>
        ) : (
          <strong>{t(isNext ? 'ceremony.now' : 'ceremony.waiting')}</strong>
        )}
        {children}
      </div>
    </li>
  );
}

interface SignFormProps {
  readonly party: SheetParty;
  /** What is signed, as this page shows it. */
  readonly text: string;
}

function SignForm({ party, text }: SignFormProps) {
  const { t } = useTranslation('review');
  const { id } = useJoined().session;
  const [name, setName] = useState('');
  const { isBusy, fault, run } = useDeed();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    void run({ party: party.id, name: name.trim(), text }, (body, key) => signSession(id, { ...body, key }));
  };
  return (
    <form className="review-form" onSubmit={submit} data-sign>
      <p>{t('ceremony.yours')}</p>
      <TextBox
        label={t('ceremony.typed', { name: party.name })}
        required
        maxLength={120}
        autoComplete="off"
        value={name}
        onChange={setName}
      />
      {fault && (
        <p className="review-fault" role="alert">
          {fault}
        </p>
      )}
      <button type="submit" className="review-button" disabled={isBusy}>
        {t('ceremony.sign')}
      </button>
    </form>
  );
}
