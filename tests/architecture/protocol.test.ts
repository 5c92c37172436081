import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { deskSchemas } from '#shared/protocol/desk.ts';
import { liveSchemas } from '#shared/protocol/live.ts';
import { reviewSchemas } from '#shared/protocol/review.ts';
import { wallSchemas } from '#shared/protocol/wall.ts';
import { readSources } from '../support/sources.ts';

const events = Object.keys({ ...liveSchemas, ...deskSchemas, ...wallSchemas, ...reviewSchemas });
const rules = [...new Set(readFileSync('shared/PROTOCOL.md', 'utf8').match(/\bP\d+\b/g) ?? [])];
const contractTests = readSources(['tests']).filter((file) => file.path.startsWith('tests/contract/'));
const titles = contractTests.flatMap((file) =>
  [...file.text.matchAll(/\b(?:it|test|describe)(?:\.each\([\s\S]*?\))?\(\s*(['"`])([\s\S]*?)\1/g)].map(
    (match) => match[2] ?? '',
  ),
);

describe('the protocol of sockets', () => {
  it.each(events)('%s has a rule in PROTOCOL.md', (event) => {
    expect(readFileSync('shared/PROTOCOL.md', 'utf8')).toContain(`\`${event}\``);
  });

  it.each(events)('%s has a contract test', (event) => {
    expect(contractTests.filter((file) => file.text.includes(event)).map((file) => file.path)).not.toEqual(
      [],
    );
  });

  it('has a contract test for every numbered rule', () => {
    const cited = new Set(titles.flatMap((title) => title.match(/\bP\d+\b/g) ?? []));
    expect(rules.length).toBeGreaterThan(8);
    expect(rules.filter((rule) => !cited.has(rule))).toEqual([]);
  });

  it('opens a namespace in the registry alone, so that none is undeclared', () => {
    const places = readSources(['server']).filter((file) => /\bio\w*\.of\(/.test(file.text));
    expect(places.map((file) => file.path)).toEqual(['server/realtime/socketRegistry.ts']);
  });

  it('sends and hears no event without a schema', () => {
    const named = readSources(['server', 'client'])
      .filter((file) => /^(?:server\/realtime|client)\//.test(file.path))
      .flatMap((file) =>
        [...file.text.matchAll(/['"]((?:live|desk|wall):[a-z]+)['"]/g)].map((match) => match[1] ?? ''),
      );
    expect([...new Set(named)].filter((event) => !events.includes(event))).toEqual([]);
  });
});
