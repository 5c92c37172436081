import type { Request, Response } from 'express';
import { StoreUnavailableError } from '../domain/storeErrors.ts';
import { ProblemError } from './answers.ts';

/** Bytes of bodies that are held in memory whole, all callers together. */
export interface BodyBudget {
  /** Keeps room until the answer is out. Throws what is answered 503 where there is none, and 429 to who already holds a share. */
  keep(request: Request, response: Response, wanted: { readonly bytes: number; readonly who: string }): void;
}

const retrySeconds = '5';

/** Builds it; one caller gets half of it, so that nobody takes the room of everybody (R7). */
export function createBodyBudget(most: number): BodyBudget {
  const held = new Map<string, number>();
  let sum = 0;
  const add = (who: string, bytes: number): void => {
    sum += bytes;
    const own = (held.get(who) ?? 0) + bytes;
    if (own > 0) held.set(who, own);
    else held.delete(who);
  };
  return {
    keep({ socket }, response, { bytes, who }) {
      const isOwnFull = (held.get(who) ?? 0) + bytes > most / 2;
      if (isOwnFull || sum + bytes > most) {
        response.set('Retry-After', retrySeconds);
        throw isOwnFull ? new ProblemError('rate') : new StoreUnavailableError('overloaded');
      }
      add(who, bytes);
      const giveBack = (): void => {
        response.off('close', giveBack);
        socket.off('close', giveBack);
        add(who, -bytes);
      };
      // A response that waits behind another on the same connection is not told when that breaks.
      response.once('close', giveBack);
      socket.once('close', giveBack);
      if (socket.destroyed) giveBack();
    },
  };
}
