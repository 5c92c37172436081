import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Answer } from '../../components/desk/Answer.tsx';
import { Message } from '../../components/desk/Message.tsx';
import { Page } from '../../components/desk/Page.tsx';
import { fetchHealth } from '../../connection/desk/health.ts';
import styles from '../../features/health/Health.module.css';
import { HealthTable } from '../../features/health/HealthTable.tsx';
import { HeartbeatHelp } from '../../features/health/HeartbeatHelp.tsx';
import { levelTones } from '../../features/health/partText.ts';
import { Versions } from '../../features/health/Versions.tsx';
import { useZone } from '../../hooks/desk/useDesk.ts';
import { useIsOld } from '../../hooks/desk/useIsOld.ts';
import { formatTimeExact } from '../../lib/clock.ts';

/** The server looks as often. */
const askEveryMs = 10_000;
/** After this long without an answer what was found is no longer how things are. Milliseconds. */
const oldMs = 30_000;

/** `/console/sistem`: how Simpul itself is doing. */
export function HealthPage() {
  const { t } = useTranslation('health');
  const { zone, zoneLabel } = useZone();
  const query = useQuery({
    queryKey: ['health'],
    queryFn: fetchHealth,
    refetchInterval: askEveryMs,
    refetchIntervalInBackground: true,
  });
  const isOld = useIsOld(query.dataUpdatedAt, oldMs);
  // A page that slept has asked nobody: its server is not silent for that.
  const isSilent = isOld && (query.isError || query.failureCount > 0);
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Answer query={query} tellsOld={false}>
        {({ at, level, parts, versions }) => (
          <>
            <Message tone={isSilent ? 'bad' : isOld ? 'watch' : levelTones[level]}>
              <p className="strong">{isSilent ? t('silent') : isOld ? t('old') : t(`overall.${level}`)}</p>
              <p className="quiet">
                {t('judgedAt', { time: `${formatTimeExact(Date.parse(at), zone)} ${zoneLabel}` })}
              </p>
            </Message>
            <HealthTable parts={parts} isOld={isOld} />
            <div className={styles['columns']}>
              {parts.some(({ code }) => code === 'not-set') ? <HeartbeatHelp /> : null}
              <Versions versions={versions} />
            </div>
          </>
        )}
      </Answer>
    </Page>
  );
}
