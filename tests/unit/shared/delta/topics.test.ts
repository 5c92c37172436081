import { describe, expect, it } from 'vitest';
import { createTopicMatcher, toChannelKey } from '#shared/delta/topics.ts';
import { type Topic, topicSchema } from '#shared/protocol/live.ts';

const pillarOf = (indicator: string) => (indicator === 'poverty-rate' ? ('society' as const) : undefined);
const matcherOf = (...topics: string[]) =>
  createTopicMatcher(
    topics.map((topic) => topicSchema.parse(topic)),
    pillarOf,
  );

describe('topics', () => {
  it.each([
    ['all', 'anything', '32.16', true],
    ['pillar:society', 'poverty-rate', '32.16', true],
    ['pillar:economy', 'poverty-rate', '32.16', false],
    ['pillar:society', 'unknown', '32.16', false],
    ['indicator:poverty-rate', 'poverty-rate', '32.16', true],
    ['indicator:poverty-rate', 'poverty-rates', '32.16', false],
    ['area:32.16', 'poverty-rate', '32.16', true],
    ['area:32.16', 'poverty-rate', '32.16.09', false],
    ['events', 'poverty-rate', '32.16', false],
  ])('%s matches %s in %s: %s', (topic, indicator, area, expected) => {
    expect(matcherOf(topic).matchesSeries(indicator, area)).toBe(expected);
  });

  it('add up', () => {
    const matcher = matcherOf('area:32.16.09', 'events', 'pillar:society');
    expect(matcher.matchesSeries('x', '32.16.09')).toBe(true);
    expect(matcher.matchesSeries('poverty-rate', '32.16')).toBe(true);
    expect(matcher.matchesSeries('x', '32.16')).toBe(false);
    expect([matcher.wantsEvents, matcher.wantsFeeds]).toEqual([true, false]);
  });

  it('ask for events and links by name only', () => {
    expect([matcherOf('all').wantsEvents, matcherOf('all').wantsFeeds]).toEqual([false, false]);
  });

  it('meet in one channel whatever their order and repeats', () => {
    const one: Topic[] = ['events', 'all', 'all'];
    expect(toChannelKey(one, 'rows')).toBe(toChannelKey(['all', 'events'], 'rows'));
    expect(toChannelKey([...one, 'area:32.16'] as Topic[], 'rows')).toBe(toChannelKey(one, 'rows'));
    expect(toChannelKey(one, 'rows')).not.toBe(toChannelKey(one, 'records'));
  });
});
