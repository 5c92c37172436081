import { wallStates } from '#shared/model/lists.ts';
import type { WallCard } from '#shared/model/wall.ts';
import { isText, listOf, nullable, objectOf, oneOf, optional } from '../../lib/shape.ts';
import { askAt } from './reviewRequests.ts';

/** What the page of a session needs of a wall. */
export interface ListedWall extends Pick<WallCard, 'name' | 'title' | 'state'> {
  readonly show: { readonly by: string; readonly session?: string } | null;
}

const isList = objectOf<{ items: readonly ListedWall[] }>({
  items: listOf(
    objectOf<ListedWall>({
      name: isText,
      title: isText,
      state: oneOf(wallStates),
      show: nullable(objectOf<{ by: string; session?: string }>({ by: isText, session: optional(isText) })),
    }),
  ),
});

/** Paired walls as they are now. */
export async function fetchWalls(): Promise<readonly ListedWall[]> {
  const answer = await askAt('/api/v1/walls');
  if (!isList(answer)) throw new Error('walls of another shape');
  return answer.items;
}
