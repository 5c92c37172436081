import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SessionLink } from '#shared/model/session.ts';
import { QrCode } from '../../components/QrCode.tsx';
import { isSessionAnswer } from '../../connection/review/reviewChecks.ts';
import { enterSession } from '../../connection/review/reviewRequests.ts';
import { useAttendance } from '../../hooks/review/useAttendance.ts';
import { useDeed } from '../../hooks/review/useDeed.ts';
import { useEntry } from '../../hooks/review/useEntry.ts';
import { useMoment } from '../../hooks/review/useMoment.ts';
import { useNow } from '../../hooks/useNow.ts';
import { serverNow } from '../../lib/serverClock.ts';
import { useJoined, useReviewStore } from '../../stores/reviewStore.ts';
import styles from './SidePanel.module.css';
import { ChoiceBox, TextBox } from './TextBox.tsx';

const hourMs = 3_600_000;
/** How long a link may hold, in hours. */
const lives = [2, 4, 12, 24, 168] as const;

interface Made {
  readonly label: string;
  /** Null where the answer got lost: the secret is told once. */
  readonly address: string | null;
}

/** Links for those without an account: each address is shown once, and its link can be taken back at any time. */
export function LinksPart() {
  const { t } = useTranslation('lead');
  const { session } = useJoined();
  const [made, setMade] = useState<Made | null>(null);
  return (
    <section className={styles.lead} aria-labelledby="links-title">
      <h2 id="links-title">{t('links.title')}</h2>
      {session.links.length > 0 && (
        <ul className={styles.list}>
          {session.links.map((link) => (
            <LinkRow key={link.id} link={link} />
          ))}
        </ul>
      )}
      {made && <MadeLink made={made} onClose={() => setMade(null)} />}
      <LinkForm onMade={setMade} />
    </section>
  );
}

function LinkRow({ link: { id, label, speaksFor, expiresAt, revokedAt } }: { readonly link: SessionLink }) {
  const { t } = useTranslation('lead');
  const { session } = useJoined();
  const here = useReviewStore((state) => state.here);
  const people = useAttendance(session.id, here);
  const toMoment = useMoment();
  const now = useNow();
  const { enter, isBusy, fault } = useEntry();
  const holds = revokedAt === null && expiresAt > now;
  const came = Array.isArray(people) ? people.filter((one) => one.id.startsWith(`guest:${id}.`)) : null;
  const words = [
    speaksFor,
    revokedAt !== null ? t('links.revoked') : null,
    revokedAt === null ? t(holds ? 'links.until' : 'links.expired', { time: toMoment(expiresAt) }) : null,
    came && t('links.used', { count: came.length, names: came.map(({ name }) => name).join(', ') }),
  ].filter((word) => word !== null);
  return (
    <li className={styles.item} data-off={!holds || undefined}>
      <strong>{label}</strong>
      <p className={styles.quiet}>{words.join(' · ')}</p>
      {fault && (
        <p className="review-fault" role="alert">
          {fault}
        </p>
      )}
      {holds && (
        <div className={styles.row}>
          <button
            type="button"
            data-danger
            disabled={isBusy}
            onClick={() => void enter({ kind: 'revoke-link', link: id })}
          >
            {t('links.revoke')}
            <span className="visually-hidden">: {label}</span>
          </button>
        </div>
      )}
    </li>
  );
}

interface MadeLinkProps {
  readonly made: Made;
  readonly onClose: () => void;
}

function MadeLink({ made: { label, address }, onClose }: MadeLinkProps) {
  const { t } = useTranslation('lead');
  const [isCopied, setCopied] = useState(false);
  if (address === null) {
    return (
      <p className="review-fault" role="alert">
        {t('links.lost')}
      </p>
    );
  }
  const copy = (): void => {
    navigator.clipboard
      ?.writeText(address)
      .then(() => setCopied(true))
      .catch(() => undefined);
  };
  return (
    <div className={styles.item} role="status" data-made>
      <strong>{label}</strong>
      <p>{t('links.once')}</p>
      <div className="review-field">
        <input
          readOnly
          aria-label={t('links.address')}
          value={address}
          onFocus={(event) => event.target.select()}
        />
      </div>
      <QrCode text={address} label={t('links.qr', { label })} />
      <div className={styles.row}>
        <button type="button" onClick={copy}>
          {t(isCopied ? 'links.copied' : 'links.copy')}
        </button>
        <button type="button" onClick={onClose}>
          {t('links.close')}
        </button>
      </div>
    </div>
  );
}

function LinkForm({ onMade }: { readonly onMade: (made: Made) => void }) {
  const { t } = useTranslation('lead');
  const { id } = useJoined().session;
  const [label, setLabel] = useState('');
  const [speaksFor, setSpeaksFor] = useState('');
  const [hours, setHours] = useState('12');
  const { run, isBusy, fault } = useDeed();
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    let answer: unknown;
    // To the minute: the same form sent again is the same deed.
    const expiresAt = Math.ceil((serverNow() + Number(hours) * hourMs) / 60_000) * 60_000;
    const entry = {
      kind: 'link',
      label: label.trim(),
      speaksFor: speaksFor.trim() || null,
      expiresAt,
    } as const;
    const isTaken = await run(entry, async (body, key) => {
      answer = await enterSession(id, body, key);
    });
    if (!isTaken) return;
    const secret = isSessionAnswer(answer) ? answer.secret : undefined;
    const address = secret === undefined ? null : `${location.origin}/review/${id}#kunci=${secret}`;
    onMade({ label: entry.label, address });
    setLabel('');
    setSpeaksFor('');
  };
  return (
    <form className="review-form" onSubmit={(event) => void submit(event)}>
      <TextBox label={t('links.label')} required maxLength={120} value={label} onChange={setLabel} />
      <TextBox label={t('links.speaksFor')} maxLength={120} value={speaksFor} onChange={setSpeaksFor} />
      <ChoiceBox
        label={t('links.life')}
        value={hours}
        choices={lives.map((one) => [String(one), t('links.hours', { count: one })] as const)}
        onChange={setHours}
      />
      {fault && (
        <p className="review-fault" role="alert">
          {fault}
        </p>
      )}
      <button type="submit" disabled={isBusy || label.trim() === ''}>
        {t('links.go')}
      </button>
    </form>
  );
}
