import { useTranslation } from 'react-i18next';
import type { Session } from '#shared/model/session.ts';
import { useNames, useZone } from '../../hooks/desk/useDesk.ts';
import { toInstantText } from '../../lib/desk/format.ts';
import { deskLanguage } from '../../lib/desk/language.ts';
import styles from './sessions.module.css';

/** What is planned, for those who only read it, and above the minutes. */
export function PlanFacts({ session }: { readonly session: Session }) {
  const { t } = useTranslation('session');
  const { zone, zoneLabel } = useZone();
  const { catalogue, indicatorName, areaName } = useNames();
  const { purpose, startsAt, place, agenda, openedAt, endedAt } = session;
  const toShown = ({ scene, pillar, indicator, area }: Session['agenda'][number]['view']): string =>
    [
      t(`scene.${scene}`),
      scene === 'pilar' && pillar
        ? catalogue?.pillars.find(({ id }) => id === pillar)?.name[deskLanguage()]
        : null,
      indicator ? indicatorName(indicator) : null,
      area ? areaName(area) : null,
    ]
      .filter(Boolean)
      .join(' · ');
  return (
    <section className="card stack" data-tight>
      <h2>{t('facts.title')}</h2>
      <p>
        {t(`purpose.${purpose}`)} ·{' '}
        {t('facts.planned', { time: `${toInstantText(startsAt, zone)} ${zoneLabel}` })}
        {place ? ` · ${place}` : ''}
      </p>
      {openedAt !== null ? (
        <p className="quiet">
          {t('facts.ran', {
            from: toInstantText(openedAt, zone),
            to: endedAt === null ? '…' : toInstantText(endedAt, zone),
          })}
        </p>
      ) : null}
      {agenda.length === 0 ? <p className="quiet">{t('facts.noAgenda')}</p> : null}
      <ol className={styles['numbered']}>
        {agenda.map((item) => (
          <li key={item.id}>
            <p>
              <span className="strong">{item.title}</span>{' '}
              <span className="quiet">{t('facts.minutes', { count: item.minutes })}</span>
            </p>
            <p className="quiet">{toShown(item.view)}</p>
            {item.note ? <p>{item.note}</p> : null}
          </li>
        ))}
      </ol>
    </section>
  );
}
