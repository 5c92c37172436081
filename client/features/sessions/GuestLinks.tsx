import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Session, SessionLink } from '#shared/model/session.ts';
import { Field } from '../../components/desk/Field.tsx';
import { Message, Tag } from '../../components/desk/Message.tsx';
import { MomentInput } from '../../components/desk/MomentInput.tsx';
import { Secret } from '../../components/desk/Secret.tsx';
import { TextField } from '../../components/desk/TextField.tsx';
import { useZone } from '../../hooks/desk/useDesk.ts';
import { useSessionEntry } from '../../hooks/desk/useSession.ts';
import { useNow } from '../../hooks/useNow.ts';
import { toInstantText } from '../../lib/desk/format.ts';
import { toFieldInstant, toFieldText } from '../../lib/desk/zonedTime.ts';
import styles from './sessions.module.css';

/** A link is of use a little longer than the day of its session. Milliseconds. */
const usualLifeMs = 12 * 3_600_000;

interface Made {
  readonly label: string;
  readonly address: string;
}

/** Links for those without an account: each is shown once, ends by itself and can be taken back at any time. */
export function GuestLinks({ session }: { readonly session: Session }) {
  const { t } = useTranslation('session');
  const [made, setMade] = useState<Made | null>(null);
  return (
    <section className="card stack" aria-labelledby="links-title">
      <h2 id="links-title">{t('links.title')}</h2>
      <p className="quiet">{t('links.lead')}</p>
      {session.links.length === 0 ? <p className="quiet">{t('links.none')}</p> : null}
      <ul className={styles['items']}>
        {session.links.map((link) => (
          <LinkRow key={link.id} session={session.id} link={link} />
        ))}
      </ul>
      {made ? (
        <Message tone="good">
          <p className="strong">{t('links.made', { label: made.label })}</p>
          <p>{t('links.once')}</p>
          <Secret label={t('links.address')} value={made.address} />
        </Message>
      ) : null}
      <LinkForm session={session} onMade={setMade} />
    </section>
  );
}

function LinkRow({ session, link }: { readonly session: string; readonly link: SessionLink }) {
  const { t } = useTranslation('session');
  const { zone } = useZone();
  const now = useNow();
  const { enter, isBusy, failure } = useSessionEntry(session);
  const { id, label, speaksFor, expiresAt, revokedAt } = link;
  const holds = revokedAt === null && expiresAt > now;
  return (
    <li className={styles['link']}>
      <div>
        <p className="strong">
          {label} {revokedAt !== null ? <Tag tone="bad">{t('links.revoked')}</Tag> : null}
          {revokedAt === null && !holds ? <Tag>{t('links.expired')}</Tag> : null}
        </p>
        <p className="quiet">
          {speaksFor ? `${speaksFor} · ` : ''}
          {t('links.until', { time: toInstantText(expiresAt, zone) })}
        </p>
        {failure ? <Message tone="bad">{failure}</Message> : null}
      </div>
      {holds ? (
        <button
          type="button"
          data-kind="danger"
          disabled={isBusy}
          onClick={() => void enter({ kind: 'revoke-link', link: id })}
        >
          {t('links.revoke')}
          <span className="visually-hidden">: {label}</span>
        </button>
      ) : null}
    </li>
  );
}

interface LinkFormProps {
  readonly session: Session;
  readonly onMade: (made: Made) => void;
}

function LinkForm({ session, onMade }: LinkFormProps) {
  const { t } = useTranslation('session');
  const { zone } = useZone();
  const [label, setLabel] = useState('');
  const [speaksFor, setSpeaksFor] = useState('');
  const [until, setUntil] = useState(() =>
    toFieldText(Math.max(session.startsAt, Date.now()) + usualLifeMs, zone),
  );
  const line = useSessionEntry(session.id);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const answer = await line.enter({
      kind: 'link',
      label: label.trim(),
      speaksFor: speaksFor.trim() || null,
      expiresAt: toFieldInstant(until, zone) ?? Number.NaN,
    });
    if (!answer?.secret) return;
    onMade({
      label: label.trim(),
      address: `${location.origin}/review/${session.id}#kunci=${answer.secret}`,
    });
    setLabel('');
    setSpeaksFor('');
  };
  return (
    <form className="stack" noValidate onSubmit={(event) => void submit(event)}>
      <div className={styles['pickers']}>
        <TextField
          label={t('links.label')}
          required
          maxLength={120}
          value={label}
          error={line.at('/label')}
          onChange={setLabel}
        />
        <TextField
          label={t('links.speaksFor')}
          maxLength={120}
          value={speaksFor}
          error={line.at('/speaksFor')}
          onChange={setSpeaksFor}
        />
        <Field label={t('links.expires')} error={line.at('/expiresAt')}>
          {(ids) => <MomentInput ids={ids} label={t('links.expires')} value={until} onChange={setUntil} />}
        </Field>
      </div>
      {line.failure ? <Message tone="bad">{line.failure}</Message> : null}
      <div>
        <button type="submit" disabled={line.isBusy}>
          {t('links.make')}
        </button>
      </div>
    </form>
  );
}
