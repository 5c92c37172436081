import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { AlarmLoad } from '#shared/model/alarm.ts';
import { Answer } from '../../components/desk/Answer.tsx';
import { fetchAlarmLoad } from '../../connection/desk/alarms.ts';
import { loadBands, toGaugeShare, toLoadBand } from '../../lib/desk/alarmLoadBand.ts';
import { toNumberText, toPercentText } from '../../lib/desk/format.ts';
import { deskLanguage } from '../../lib/desk/language.ts';
import styles from './LoadPanel.module.css';

/** Raises leave the window by themselves, without anything that the line could tell. Milliseconds. */
const againMs = 30_000;

const useLoad = () =>
  useQuery({ queryKey: ['alarms', 'load'], queryFn: fetchAlarmLoad, refetchInterval: againMs });

/** How heavily alarms weigh on the room (EEMUA 191 and ISA-18.2): a gauge, the last hours, and the rules that cause most of it. */
export function LoadPanel() {
  const { t } = useTranslation('alarm');
  const query = useLoad();
  return (
    <section className={styles['panel']} aria-labelledby="beban-alarm">
      <h2 id="beban-alarm">{t('load.title')}</h2>
      <Answer query={query}>
        {(load) => (
          <div className={styles['parts']}>
            <Gauge load={load} />
            <Spans spans={load.spans} />
            <Worst worst={load.worst} />
          </div>
        )}
      </Answer>
    </section>
  );
}

function Gauge({ load: { perOperator, raised, operators } }: { readonly load: AlarmLoad }) {
  const { t } = useTranslation('alarm');
  const band = toLoadBand(perOperator);
  const rate = toNumberText(Math.round(perOperator * 10) / 10);
  return (
    <div>
      <p className={styles['rate']} data-band={band}>
        <strong>{t(`load.band.${band}`)}</strong> · {t('load.gauge', { rate })}
      </p>
      <div className={styles['gauge']} aria-hidden="true">
        {loadBands.map(([name, end]) => (
          <span key={name} data-here={name === band || undefined} data-band={name}>
            {t(`load.band.${name}`)}
            <small>{Number.isFinite(end) ? `≤ ${end}` : '> 10'}</small>
          </span>
        ))}
        <i style={{ insetInlineStart: `${toGaugeShare(perOperator) * 100}%` }} />
      </div>
      <p className="quiet">
        {t('load.detail', { raised, operators })} {t('load.scale')}.
      </p>
    </div>
  );
}

function Spans({ spans }: { readonly spans: readonly number[] }) {
  const { t } = useTranslation('alarm');
  const most = Math.max(1, ...spans);
  const text = t('load.spansText', { most: Math.max(0, ...spans), last: spans.at(-1) ?? 0 });
  return (
    <figure className={styles['spans']}>
      <figcaption>
        {t('load.spans')} <span className="quiet">({text})</span>
      </figcaption>
      <svg
        className={styles['bars']}
        viewBox={`0 0 ${spans.length} 1`}
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        <path d={spans.map((count, index) => toBar(index, count / most)).join('')} />
      </svg>
      <div className={styles['axis']} aria-hidden="true">
        <span>{t('load.from')}</span>
        <span>{t('load.now')}</span>
      </div>
    </figure>
  );
}

/** One bar of the path; a span with anything in it is never too thin to be seen. */
function toBar(index: number, share: number): string {
  if (share === 0) return '';
  const height = Math.max(0.06, share);
  return `M${index + 0.08} 1v${-height}h.84v${height}Z`;
}

function Worst({ worst }: Pick<AlarmLoad, 'worst'>) {
  const { t } = useTranslation('alarm');
  return (
    <div>
      <h3>{t('load.worst')}</h3>
      {worst.length === 0 ? (
        <p className="quiet">{t('load.worstNone')}</p>
      ) : (
        <ol className={styles['worst']}>
          {worst.map(({ rule, name, count, share }) => (
            <li key={rule}>
              <Link to={`/console/aturan?rule=${rule}`}>{name[deskLanguage()]}</Link>
              <span>{t('load.worstRow', { count, share: toPercentText(share) })}</span>
            </li>
          ))}
        </ol>
      )}
    </div>
  );
}
