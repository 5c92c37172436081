import type { Request } from 'express';
import { maxWalls } from '#shared/protocol/limits.ts';
import type { WallFault, Walls } from '../domain/walls/createWalls.ts';
import type { Wall } from '../domain/walls/wall.ts';
import { ProblemError, type QueryFault } from './answers.ts';

/** Address of the walls. */
export const wallPath = '/api/v1/walls';
/** Of the present alone. */
export const noStore = { 'Cache-Control': 'no-store' } as const;

/** A fault at one place of a body. */
export function invalid(pointer: string, code: string, params: QueryFault['params'] = {}): ProblemError {
  return new ProblemError('invalid', [{ pointer, code, params }]);
}

/** Why a wall was not made or changed, as an answer. */
export function toProblem(fault: WallFault): ProblemError {
  switch (fault) {
    case 'unknown':
      return new ProblemError('not-found');
    case 'taken':
      return invalid('/name', 'wall_taken');
    case 'too-many':
      return invalid('/name', 'wall_many', { max: maxWalls });
    default:
      return fault satisfies never;
  }
}

/** Throws where nothing was done. */
export function assertDone(fault: WallFault | null): void {
  if (fault) throw toProblem(fault);
}

/** The wall of the address. */
export async function findWall(request: Request, walls: Walls): Promise<Wall> {
  const wall = await walls.find(String(request.params['name']));
  if (!wall) throw new ProblemError('not-found');
  return wall;
}
