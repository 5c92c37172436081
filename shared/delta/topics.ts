import type { PillarId } from '../model/ids.ts';
import type { Encoding, LivePace, Topic } from '../protocol/live.ts';

/** Decides what belongs to a set of topics. */
export interface TopicMatcher {
  readonly wantsEvents: boolean;
  readonly wantsFeeds: boolean;
  readonly wantsAlarms: boolean;
  /** True for a series of any of the topics. Allocates nothing: it runs for every change and channel. */
  matchesSeries(indicator: string, area: string): boolean;
}

/** Topics sorted and without what another one holds already, so that equal subscriptions share one channel. */
function toSortedTopics(topics: readonly Topic[]): Topic[] {
  const everything = topics.includes('all');
  const needed = topics.filter((topic) => !everything || !topic.includes(':'));
  return [...new Set(needed)].sort();
}

/** Key under which equal subscriptions meet. */
export function toChannelKey(topics: readonly Topic[], encoding: Encoding, pace: LivePace = 'quick'): string {
  return `${encoding} ${pace} ${toSortedTopics(topics).join(' ')}`;
}

/** Builds the matcher of a set of topics; `all` means every series, events, feeds and alarms are asked for by name (P4). */
export function createTopicMatcher(
  topics: readonly Topic[],
  pillarOf: (indicator: string) => PillarId | undefined,
): TopicMatcher {
  const everything = topics.includes('all');
  const parts = (prefix: string): Set<string> =>
    new Set(topics.filter((topic) => topic.startsWith(prefix)).map((topic) => topic.slice(prefix.length)));
  const pillars = parts('pillar:');
  const indicators = parts('indicator:');
  const areas = parts('area:');
  return {
    wantsEvents: topics.includes('events'),
    wantsFeeds: topics.includes('feeds'),
    wantsAlarms: topics.includes('alarms'),
    matchesSeries(indicator, area) {
      if (everything || indicators.has(indicator) || areas.has(area)) return true;
      const pillar = pillars.size > 0 ? pillarOf(indicator) : undefined;
      return pillar !== undefined && pillars.has(pillar);
    },
  };
}
