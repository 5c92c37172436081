import { Crown } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { CrewChange, CrewMember, ShiftView } from '#shared/model/shift.ts';
import { findLead } from '#shared/rules/shiftAt.ts';
import { Message } from '../../components/desk/Message.tsx';
import { changeCrew } from '../../connection/desk/shifts.ts';
import { useMayOperate, useUser, useZone } from '../../hooks/desk/useDesk.ts';
import { useShiftDeed } from '../../hooks/desk/useShift.ts';
import { formatTime } from '../../lib/clock.ts';
import { toSinceText } from '../../lib/desk/format.ts';
import styles from './Shift.module.css';

/** Who is on duty, and coming and going. */
export function CrewPanel({ shift }: { readonly shift: ShiftView }) {
  const { t } = useTranslation('shift');
  const { zone } = useZone();
  const user = useUser();
  const mayOperate = useMayOperate();
  const deed = useShiftDeed();
  const crew = shift.crew.filter(({ leftAt }) => leftAt === null);
  const gone = shift.crew.filter(({ leftAt }) => leftAt !== null);
  const lead = findLead(shift, shift.now);
  const isHere = crew.some(({ id }) => id === user.id);
  const change = (what: CrewChange): void => void deed.run(() => changeCrew(shift.id, what));
  return (
    <section className="card stack">
      <h2>{t('crew.title')}</h2>
      {crew.length === 0 ? <Message tone="watch">{t('crew.nobody')}</Message> : null}
      <ul className={styles['crew']}>
        {crew.map((one) => (
          <li key={one.id}>
            <Member one={one} isLead={one.id === lead?.id} isUser={one.id === user.id} now={shift.now} />
            {isHere && one.id !== user.id ? (
              <button
                type="button"
                data-kind="quiet"
                aria-label={t('crew.left', { name: one.name })}
                disabled={deed.isBusy}
                onClick={() => change({ action: 'leave', who: one.id })}
              >
                {t('crew.record')}
              </button>
            ) : null}
          </li>
        ))}
      </ul>
      {mayOperate ? (
        <div className="row">
          {isHere ? null : (
            <button
              type="button"
              data-kind="main"
              disabled={deed.isBusy}
              onClick={() => change({ action: 'join' })}
            >
              {t('crew.join')}
            </button>
          )}
          {isHere && lead?.id !== user.id ? (
            <button type="button" disabled={deed.isBusy} onClick={() => change({ action: 'lead' })}>
              {t('crew.takeLead')}
            </button>
          ) : null}
          {isHere ? (
            <button type="button" disabled={deed.isBusy} onClick={() => change({ action: 'leave' })}>
              {t('crew.leave')}
            </button>
          ) : null}
        </div>
      ) : null}
      {deed.failure ? <Message tone="bad">{deed.failure}</Message> : null}
      {gone.length > 0 ? (
        <details>
          <summary>{`${t('crew.gone')} (${gone.length})`}</summary>
          <ul className="stack" data-tight>
            {gone.map((one) => (
              <li key={`${one.id}|${one.joinedAt}`}>
                {one.name}{' '}
                <span className="quiet">
                  {t('crew.span', {
                    from: formatTime(one.joinedAt, zone),
                    to: formatTime(one.leftAt ?? 0, zone),
                  })}
                </span>
              </li>
            ))}
          </ul>
        </details>
      ) : null}
    </section>
  );
}

/** In the place of the line that only the crew may write. */
export function JoinHint({ shift }: { readonly shift: string }) {
  const { t } = useTranslation('shift');
  const deed = useShiftDeed();
  return (
    <Message tone="info">
      <p>{t('log.join')}</p>
      {deed.failure ? <p className="strong">{deed.failure}</p> : null}
      <div>
        <button
          type="button"
          disabled={deed.isBusy}
          onClick={() => void deed.run(() => changeCrew(shift, { action: 'join' }))}
        >
          {t('log.joinNow')}
        </button>
      </div>
    </Message>
  );
}

interface MemberProps {
  readonly one: CrewMember;
  readonly isLead: boolean;
  readonly isUser: boolean;
  readonly now: number;
}

function Member({ one, isLead, isUser, now }: MemberProps) {
  const { t } = useTranslation('shift');
  const { zone } = useZone();
  const words = [
    ...(isLead ? [t('crew.lead')] : []),
    ...(isUser ? [t('crew.you')] : []),
    t('crew.since', { time: toSinceText(one.joinedAt, now, zone) }),
  ];
  return (
    <div>
      <p className="strong">
        {one.name} {isLead ? <Crown size={16} aria-hidden="true" /> : null}
      </p>
      <p className="quiet">{words.join(' · ')}</p>
    </div>
  );
}
