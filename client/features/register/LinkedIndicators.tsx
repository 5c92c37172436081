import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Indicator } from '#shared/model/indicator.ts';
import type { ReadingRecord } from '#shared/model/reading.ts';
import { computeFreshnessWindow, type Freshness, toFreshness } from '#shared/rules/freshness.ts';
import { Empty } from '../../components/desk/Empty.tsx';
import { Tag, type Tone } from '../../components/desk/Message.tsx';
import { fetchLatest } from '../../connection/desk/latest.ts';
import { useNames, useZone } from '../../hooks/desk/useDesk.ts';
import { toPeriodText, toValueText } from '../../lib/desk/format.ts';
import { listQualifiers } from '../../lib/figureQualifiers.ts';
import styles from './register.module.css';

const refetchMs = 30_000;
const tones: Readonly<Record<Freshness, Tone>> = { fresh: 'good', due: 'watch', late: 'bad', none: 'plain' };

/** Indicators that a programme is to move, each with its present figure and how old that is. */
export function LinkedIndicators({ ids }: { readonly ids: readonly string[] }) {
  const { t } = useTranslation('programme');
  const names = useNames();
  if (ids.length === 0) return <Empty>{t('detail.noIndicators')}</Empty>;
  return (
    <ul className="card">
      {ids.map((id) => {
        const indicator = names.indicator(id);
        return (
          <li key={id} className={styles['step']}>
            <span className="strong">{names.indicatorName(id)}</span>
            {indicator ? <Figure indicator={indicator} /> : null}
          </li>
        );
      })}
    </ul>
  );
}

/** The regency's own value; where there is none the newest of any area, which is named. A rejected value is none. */
function pickRecord(all: readonly ReadingRecord[], region: string): ReadingRecord | null {
  const records = all.filter(({ quality }) => quality !== 'bad');
  const own = records.find(({ area }) => area === region);
  if (own) return own;
  const known = records.filter(({ value }) => value !== null);
  return known.reduce<ReadingRecord | null>(
    (newest, one) => (newest === null || one.observedAt > newest.observedAt ? one : newest),
    null,
  );
}

function Figure({ indicator }: { readonly indicator: Indicator }) {
  const { t } = useTranslation('programme');
  const names = useNames();
  const { zone } = useZone();
  const { data } = useQuery({
    queryKey: ['latest', indicator.id],
    queryFn: () => fetchLatest(indicator.id),
    refetchInterval: refetchMs,
  });
  if (!data) return <span className="quiet">{t('common:loading')}</span>;
  const region = names.catalogue?.region.code ?? '';
  const record = pickRecord(data.records, region);
  if (!record) return <span className="quiet">{t('unknown')}</span>;
  const window = computeFreshnessWindow(Date.parse(record.observedAt), indicator, zone);
  const freshness = toFreshness(window, Date.parse(data.at));
  const when = record.period ?? toPeriodText(record.observedAt, indicator.cadence, zone);
  return (
    <div className="row">
      <span>{toValueText(record.value, indicator)}</span>
      <Tag tone={tones[freshness]}>{t(`freshness.${freshness}`)}</Tag>
      {record.origin === 'simulated' ? <Tag tone="watch">{t('simulated')}</Tag> : null}
      <span className="quiet">
        {[
          record.area === region ? null : names.areaName(record.area),
          when,
          ...listQualifiers(record).map((qualifier) => t(`official:figure.${qualifier}`)),
          record.source.label,
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </div>
  );
}
