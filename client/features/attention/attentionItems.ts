import type { Alarm } from '#shared/model/alarm.ts';
import type { FeedState } from '#shared/model/feedState.ts';
import type { Status } from '#shared/model/indicator.ts';
import type { RegionEvent } from '#shared/model/regionEvent.ts';
import type { Language } from '#shared/model/text.ts';
import type { Figure } from '#shared/rules/figure.ts';
import { findBand } from '#shared/rules/status.ts';
import { formatTime } from '../../lib/clock.ts';
import { formatWithUnit } from '../../lib/format.ts';
import { listOpenAlarms } from '../../lib/openAlarms.ts';
import { type BeyondGroup, groupBeyond } from '../../lib/situation.ts';
import type { Translate } from '../../lib/tileText.ts';
import type { CatalogueIndex } from '../../stores/catalogueStore.ts';
import { toAlarmItems } from './alarmItems.ts';

/** One line of what wants attention. */
export interface AttentionItem {
  readonly key: string;
  readonly status: Status | 'down' | 'quiet';
  readonly title: string;
  readonly text: string;
  /** Since when, epoch milliseconds. */
  readonly at: number;
  readonly tail: string;
}

/** What the lines are made from. */
export interface AttentionInput {
  readonly index: CatalogueIndex;
  readonly beyond: readonly Figure[];
  readonly events: readonly RegionEvent[];
  readonly feeds: readonly FeedState[];
  readonly alarms: readonly Alarm[];
  readonly language: Language;
  readonly t: Translate;
  readonly now: number;
}

const severityStatus = {
  extreme: 'bad',
  severe: 'bad',
  moderate: 'watch',
  minor: 'watch',
  unknown: 'watch',
} as const;

const order: Record<AttentionItem['status'], number> = {
  bad: 0,
  watch: 1,
  down: 2,
  quiet: 3,
  normal: 3,
  none: 3,
};

/**
 * Open alarms as they want somebody, then what no alarm speaks for: warnings in force, values beyond a sourced limit and lost sources,
 * worst first. One cause is one line.
 */
export function toAttentionItems(input: AttentionInput): AttentionItem[] {
  const { beyond, events, feeds, now } = input;
  const alarms = listOpenAlarms(input.alarms);
  const subjects = new Set(alarms.map(({ subject }) => subject));
  const series = new Set(alarms.map(({ indicator, area }) => `${indicator}|${area}`));
  const warnings = events
    .filter((event) => event.kind === 'warning' && event.state === 'active' && !subjects.has(event.id))
    .filter((event) => event.startsAt <= now && (event.endsAt === null || event.endsAt > now))
    .map((event) => toWarningItem(event, input));
  const unspoken = beyond.filter(({ indicator, area }) => !series.has(`${indicator.id}|${area}`));
  const limits = groupBeyond(unspoken).map((group) => toLimitItem(group, input));
  const lost = toLostItems({ ...input, feeds: feeds.filter(({ id }) => !subjects.has(id)) });
  const others = [...warnings, ...limits, ...lost];
  others.sort((a, b) => order[a.status] - order[b.status] || b.at - a.at);
  const grave = alarms.filter(({ severity }) => severity !== 'minor');
  const small = alarms.filter(({ severity }) => severity === 'minor');
  return [...toAlarmItems(grave, input), ...others, ...toAlarmItems(small, input)];
}

/** One lost source by its name; several in one line that names them all. */
function toLostItems({ feeds, t }: AttentionInput): AttentionItem[] {
  const lost = feeds.filter((feed) => feed.state === 'down');
  const [first] = lost;
  if (!first) return [];
  if (lost.length > 1) {
    return [
      {
        key: 'feeds',
        status: 'down',
        title: t('attention.lost', { count: lost.length }),
        text: lost.map(({ name }) => name).join(', '),
        at: Math.min(...lost.map(({ since }) => since)),
        tail: '',
      },
    ];
  }
  const { id, name, indicators, provider, since } = first;
  const text = indicators.length > 0 ? t('attention.feeds', { count: indicators.length }) : provider;
  return [{ key: `feed ${id}`, status: 'down', title: name, text, at: since, tail: t('attention.linkDown') }];
}

function toWarningItem(event: RegionEvent, { index, t }: AttentionInput): AttentionItem {
  const { zone } = index.catalogue.region;
  const places = event.areas.flatMap((code) => index.areas.get(code)?.name ?? []);
  const isNamed = event.title.includes(t('tile.simulated'));
  const simulated = event.origin === 'simulated' && !isNamed ? `${t('tile.simulated')} · ` : '';
  return {
    key: `event ${event.id}`,
    status: severityStatus[event.severity],
    title: event.title,
    text: `${simulated}${places.slice(0, 3).join(', ')}${places.length > 3 ? ` +${places.length - 3}` : ''}`,
    at: event.startsAt,
    tail:
      event.endsAt === null
        ? t('attention.active')
        : t('attention.until', { time: formatTime(event.endsAt, zone) }),
  };
}

function toLimitItem(group: BeyondGroup, { index, language, t }: AttentionInput): AttentionItem {
  const { lead, figures } = group;
  const { indicator, value, area, status } = lead;
  const band = value === null ? null : findBand(indicator.thresholds, value);
  const label = band?.label[language] ?? '';
  const place = index.areas.get(area)?.name ?? area;
  const isRegion = area === index.catalogue.region.code;
  const isSimulated = figures.some((figure) => figure.record?.origin === 'simulated');
  const simulated = isSimulated ? `${t('tile.simulated')} · ` : '';
  const printed = value === null ? '' : formatWithUnit(value, indicator, language);
  const name = indicator.shortName[language];
  const isGroup = figures.length > 1;
  return {
    key: `figure ${indicator.id} ${isGroup ? '' : area}`,
    status,
    title: isGroup
      ? t('attention.group', { name, count: figures.length })
      : `${isRegion ? name : place} ${printed}`,
    text: isGroup
      ? `${simulated}${t('attention.worst', { area: place, value: printed })}`
      : `${simulated}${[isRegion ? '' : name, label].filter(Boolean).join(', ')}`,
    at: Math.max(...figures.map((figure) => figure.record?.observedAt ?? 0)),
    tail: t(`status.${status}`),
  };
}
