import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findFilterFault, matchTopic, readLevel } from '../../../../../server/domain/machines/matchTopic.ts';

describe('a topic filter', () => {
  it.each([
    ['a/b', 'a/b', true],
    ['a/+', 'a/b', true],
    ['a/+', 'a/', true],
    ['a/+', 'a', false],
    ['a/+', 'a/b/c', false],
    ['+/b', 'a/b', true],
    ['a/#', 'a', true],
    ['a/#', 'a/b/c', true],
    ['a/#', 'ab', false],
    ['+/+', '/b', true],
    ['#', '$SYS/x', false],
    ['+/x', '$SYS/x', false],
    ['$SYS/#', '$SYS/x', true],
    ['v3/+/devices/+/up', 'v3/app@ttn/devices/n1/up', true],
    ['a/b', 'A/b', false],
  ])('%s takes %s: %s', (filter, topic, isTaken) => {
    expect(matchTopic(filter, topic)).toBe(isTaken);
  });

  it('takes every topic that its wildcards are filled to', () => {
    const level = fc.stringMatching(/^[a-z0-9.]{0,6}$/);
    fc.assert(
      fc.property(
        fc.array(fc.tuple(level, fc.boolean()), { minLength: 1, maxLength: 8 }),
        level,
        (levels, more) => {
          const topic = levels.map(([text]) => text).join('/');
          const filter = levels.map(([text, isWild]) => (isWild ? '+' : text)).join('/');
          expect(matchTopic(filter, topic)).toBe(true);
          expect(matchTopic(`${filter}/#`, topic)).toBe(true);
          expect(matchTopic(filter, `${topic}/${more}`)).toBe(false);
        },
      ),
    );
  });

  it.each(['a/#/b', 'a/b#', 'a/+b', '#', '+', `${'a/'.repeat(20)}a`, 'a\0b'])('%j is none', (filter) => {
    expect(findFilterFault(filter)).not.toBeNull();
  });

  it('counts levels from 1', () => {
    expect([readLevel('a/b', 1), readLevel('a/b', 2), readLevel('a/b', 3)]).toEqual(['a', 'b', null]);
  });
});
