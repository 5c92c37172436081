import { expect, it } from 'vitest';
import { firstView, type SessionView } from '#shared/model/session.ts';
import type { SentScene } from '#shared/model/wall.ts';
import { sessionAt } from '#shared/rules/sessionAt.ts';
import { findStrays, type SeenWall } from '../../../../../server/domain/sessions/findStrays.ts';
import type { ShelvedSession } from '../../../../../server/domain/sessions/sessionShelf.ts';
import { buildSessionLog, plannedAt } from '../../../../support/sessionBuilders.ts';

/** A session that runs and holds these walls, the first since `plannedAt` + 1 minute. */
function build(...names: readonly string[]): ShelvedSession {
  const log = buildSessionLog(...names.map((wall) => ({ kind: 'wall' as const, wall, on: true })));
  const session = sessionAt({ id: 'x', log });
  if (!session) throw new Error('no session');
  return { session, body: { log, call: 'c', request: 'r', keys: [], secrets: {} } };
}

const scene = (more: Partial<SentScene> = {}): SentScene => ({
  view: { scene: 'ikhtisar' },
  from: 0,
  until: null,
  by: 'x',
  ...more,
});
const seen = (name: string, show: SentScene | null, group: string | null = null): SeenWall => ({
  name,
  group,
  show,
});
const view: SessionView = { ...firstView, pillar: null };
const find = (walls: readonly SeenWall[], running: readonly ShelvedSession[]) =>
  findStrays(walls, running, () => view).map(({ kind, wall, session }) => `${kind} ${wall} ${session}`);

it('lets a wall go whose session does not run or does not hold it', () => {
  const walls = [seen('a', scene({ session: 'x' })), seen('b', scene()), seen('c', null)];
  expect(find(walls, [])).toEqual(['release a x']);
  expect(find([...walls, seen('d', scene({ session: 'x' }))], [build('d')])).toEqual(['release a x']);
});

it('leaves the others of a group alone, to which the same is sent', () => {
  const walls = ['a', 'b'].map((name) => seen(name, scene({ session: 'x' }), 'g'));
  expect(find([...walls, seen('c', scene({ session: 'x' }), 'h')], [build('a')])).toEqual(['release c x']);
});

it('lets a wall begin that was to follow, whatever it showed before, unless an operator took it since', () => {
  const joined = plannedAt + 60_000;
  expect(find([seen('a', null)], [build('a')])).toEqual(['turn a x']);
  expect(find([seen('a', scene({ from: joined - 1 }))], [build('a')])).toEqual(['turn a x']);
  expect(find([seen('a', scene({ from: joined }))], [build('a')])).toEqual(['leave a x']);
  expect(find([], [build('a')])).toEqual(['leave a x']);
});

it('tells a wall again what is shown where it shows something else of the session', () => {
  const old = scene({ session: 'x', view: { scene: 'peta' } });
  expect(find([seen('a', old)], [build('a')])).toEqual(['show a x']);
  // A scene that only the picture holds leaves the order at the last one.
  expect(findStrays([seen('a', old)], [build('a')], () => ({ ...view, scene: 'upacara' }))).toEqual([]);
});
