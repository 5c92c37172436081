import { useTranslation } from 'react-i18next';
import type { Handover } from '#shared/model/shift.ts';
import { Message } from '../../components/desk/Message.tsx';
import { useZone } from '../../hooks/desk/useDesk.ts';
import { toInstantText } from '../../lib/desk/format.ts';
import styles from './Sheet.module.css';

interface SignaturesProps {
  readonly handover: Handover;
  readonly holds: boolean;
}

/** Who signed what and when, with the hash, and what that is worth. */
export function Signatures({ handover, holds }: SignaturesProps) {
  const { t } = useTranslation('handover');
  const { zone, zoneLabel } = useZone();
  return (
    <section className={styles['signatures']}>
      <h3>{t('sheet.signatures')}</h3>
      <div className="pair">
        {(['outgoing', 'incoming'] as const).map((side) => {
          const signed = handover.signedBy.find((one) => one.side === side);
          return (
            <div key={side} className={styles['signature']}>
              <p className="quiet">{t(`sheet.${side}`)}</p>
              {signed ? (
                <>
                  <p className="strong">{signed.name}</p>
                  <p>
                    {toInstantText(signed.at, zone)} {zoneLabel}
                  </p>
                </>
              ) : (
                <p>{t('sheet.unsigned')}</p>
              )}
            </div>
          );
        })}
      </div>
      <p>
        {t('sheet.hash')}: <code>{handover.hash}</code>
      </p>
      {holds ? <p>{t('sheet.holds')}</p> : <Message tone="bad">{t('sheet.broken')}</Message>}
      <p className="quiet">{t('sheet.honest')}</p>
    </section>
  );
}
