import { useTranslation } from 'react-i18next';
import type { Drill, DrillLine, DrillResult, DrillReport as Report } from '#shared/model/drill.ts';
import { Empty } from '../../components/desk/Empty.tsx';
import { Message, Tag, type Tone } from '../../components/desk/Message.tsx';
import { useZone } from '../../hooks/desk/useDesk.ts';
import { formatTimeExact } from '../../lib/clock.ts';
import { AlarmTable } from './AlarmTable.tsx';
import styles from './Drill.module.css';
import { useDrillWords } from './useDrillWords.ts';

/** What a drill showed: numbers, expectations, every alarm with its reaction times, and the course. Made to be printed. */
export function DrillReport({ drill, report }: { readonly drill: Drill; readonly report: Report }) {
  const { t } = useTranslation('drill');
  return (
    <div className="stack">
      <Message tone="watch">
        <p className="strong">{t('report.isDrill')}</p>
        <p>{t('report.real', { speed: report.speed })}</p>
      </Message>
      {report.isCut ? <Message tone="watch">{t('report.cut')}</Message> : null}
      <Numbers drill={drill} report={report} />
      <Results results={report.results} />
      <AlarmTable alarms={report.alarms} />
      <Course lines={report.timeline} playedAt={report.playedAt} />
    </div>
  );
}

function Numbers({ drill, report }: { readonly drill: Drill; readonly report: Report }) {
  const { t } = useTranslation('drill');
  const words = useDrillWords();
  const { raised, acknowledged, medianSeconds, worstSeconds, incidents, met, expected } = report.summary;
  const big: readonly (readonly [string, string])[] = [
    [t('column.median'), words.span(medianSeconds)],
    [t('column.worst'), words.span(worstSeconds)],
    [t('column.raised'), String(raised)],
    [t('report.unacknowledged'), String(raised - acknowledged)],
    [t('report.incidents'), String(incidents)],
    [t('column.met'), expected > 0 ? `${met}/${expected}` : '–'],
  ];
  return (
    <>
      <dl className={styles['numbers']}>
        {big.map(([label, value]) => (
          <div key={label} className="card">
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <dl className="facts">
        <dt>{t('running.scenario')}</dt>
        <dd>{words.text(drill.scenario.title)}</dd>
        <dt>{t('report.played')}</dt>
        <dd>
          {words.time(report.playedAt)} – {words.time(report.endedAt)}
          {drill.end ? ` (${t(`endedBy.${drill.end}`)})` : ''}
        </dd>
        <dt>{t('running.by')}</dt>
        <dd>{drill.by}</dd>
        <dt>{t('running.joined')}</dt>
        <dd>{drill.joined.map(({ name }) => name).join(', ') || t('running.nobody')}</dd>
      </dl>
    </>
  );
}

const tones: Readonly<Record<DrillResult['acknowledge']['outcome'], Tone>> = {
  met: 'good',
  late: 'watch',
  never: 'bad',
  unraised: 'plain',
};

function Results({ results }: { readonly results: readonly DrillResult[] }) {
  const { t } = useTranslation('drill');
  const words = useDrillWords();
  return (
    <section className="stack" data-tight aria-labelledby="drill-results">
      <h2 id="drill-results">{t('report.results')}</h2>
      {results.length === 0 ? (
        <Empty>{t('report.noResults')}</Empty>
      ) : (
        <table className="lines card">
          <thead>
            <tr>
              <th scope="col">{t('report.rule')}</th>
              <th scope="col">{t('report.area')}</th>
              <th scope="col">{t('report.acknowledge')}</th>
              <th scope="col">{t('report.incident')}</th>
            </tr>
          </thead>
          <tbody>
            {results.map(({ rule, name, area, acknowledge, incident }) => (
              <tr key={`${rule} ${area}`}>
                <th scope="row">{name ? words.text(name) : rule}</th>
                <td data-label={t('report.area')}>{words.area(area)}</td>
                <td data-label={t('report.acknowledge')}>
                  <Verdict verdict={acknowledge} />
                </td>
                <td data-label={t('report.incident')}>{incident ? <Verdict verdict={incident} /> : '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

function Verdict({ verdict }: { readonly verdict: DrillResult['acknowledge'] }) {
  const { t } = useTranslation('drill');
  const words = useDrillWords();
  const { outcome, withinSeconds, seconds } = verdict;
  const late = words.span(seconds === null ? null : seconds - withinSeconds);
  return (
    <>
      <Tag tone={tones[outcome]}>{t(`report.outcome.${outcome}`, { taken: words.span(seconds), late })}</Tag>{' '}
      <span className="quiet">{t('report.within', { seconds: words.span(withinSeconds) })}</span>
    </>
  );
}

function Course({ lines, playedAt }: { readonly lines: readonly DrillLine[]; readonly playedAt: number }) {
  const { t } = useTranslation('drill');
  const words = useDrillWords();
  const { zone } = useZone();
  return (
    <section className="stack" data-tight aria-labelledby="drill-course">
      <h2 id="drill-course">{t('report.timeline')}</h2>
      <ol className={styles['course']}>
        {lines.map(({ at, deed, about, area, by }, place) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a report never changes
          <li key={place}>
            <time dateTime={new Date(at).toISOString()}>{formatTimeExact(at, zone)}</time>
            <span className="quiet">+{words.span(Math.max(0, Math.round((at - playedAt) / 1_000)))}</span>
            <span>
              <b>{t(`report.deed.${deed}`)}</b> · {words.text(about)}
              {area === null ? '' : ` · ${words.area(area)}`}
              {by === null ? '' : ` · ${by}`}
            </span>
          </li>
        ))}
      </ol>
    </section>
  );
}
