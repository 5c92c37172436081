import { useTranslation } from 'react-i18next';
import type { SystemHealth } from '#shared/model/health.ts';
import { useZone } from '../../hooks/desk/useDesk.ts';
import { toTimeText } from '../../lib/desk/format.ts';
import styles from './Health.module.css';
import { engineNames } from './partText.ts';

/** What runs, to be read out on the telephone. */
export function Versions({ versions }: { readonly versions: SystemHealth['versions'] }) {
  const { t } = useTranslation('health');
  const { zone } = useZone();
  const { simpul, build, node, engine, engineVersion, protocol, epoch, startedAt } = versions;
  const rows: readonly (readonly [string, string])[] = [
    ['simpul', simpul],
    ['build', build ?? t('versions.notBuilt')],
    ['node', node],
    ['engine', engine ? `${engineNames[engine] ?? engine} ${engineVersion ?? ''}` : t('versions.unknown')],
    ['protocol', String(protocol)],
    ['epoch', epoch],
    ['startedAt', toTimeText(startedAt, zone)],
  ];
  return (
    <section className="card stack" data-tight aria-labelledby="yang-berjalan">
      <h2 id="yang-berjalan" className="small">
        {t('versions.title')}
      </h2>
      <dl className={styles['versions']}>
        {rows.map(([key, value]) => (
          <div key={key}>
            <dt>{t(`versions.${key}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
