import type { DecisionList, SessionPromise, ToldPromises } from '#shared/model/session.ts';
import { createMemo } from '../records/createMemo.ts';
import type { SessionShelf } from './sessionShelf.ts';

/** Needs of `createPromises`. */
export interface PromiseParts {
  readonly shelf: SessionShelf;
  /** Action items of agreements. */
  readonly actionPromises: () => Promise<readonly SessionPromise[]>;
  /** Today in the region, `YYYY-MM-DD`. */
  readonly today: () => string;
  /** How an agency is called. */
  readonly agency: (code: string) => string;
}

/** What was promised before. */
export interface Promises {
  /** Decisions of ended sessions and action items; what is open first, by due date, then what was done lately. At most 100: they come with every welcome, which says how many more there are. */
  list(): Promise<ToldPromises>;
  /** Decisions of ended sessions in the same order, every one of them. */
  listDecisions(): Promise<DecisionList['items']>;
}

const maxPromises = 100;

/** Builds it over sessions and whatever else promises. */
export function createPromises({ shelf, actionPromises, today, agency }: PromiseParts): Promises {
  // Each welcome brings them: they are put in order once for all pages that come.
  const [decisionsOf, promisesOf] = [createMemo<DecisionList['items']>(), createMemo<ToldPromises>()];
  const listDecisions = async (): Promise<DecisionList['items']> => {
    await shelf.load();
    const [day, decided] = [today(), shelf.listDecided()];
    return decisionsOf([day, ...decided], () => {
      const items = decided.flatMap(({ session, decisions }) =>
        decisions.map((decision) => ({
          ...decision,
          session,
          isLate: decision.done === null && decision.dueOn < day,
        })),
      );
      return items.sort((a, b) => compare(toTerms(a), toTerms(b)));
    });
  };
  return {
    listDecisions,
    async list() {
      const [decisions, actions] = [await listDecisions(), await actionPromises()];
      return promisesOf([decisions, actions], () => {
        const decided = decisions.map(
          ({ id, text, owner, dueOn, done, session, isLate }): SessionPromise => ({
            kind: 'decision',
            id: `${session.id}|${id}`,
            text,
            owner: agency(owner),
            dueOn,
            doneOn: done?.on ?? null,
            from: session.title,
            isLate,
          }),
        );
        const all = [...decided, ...actions].sort(compare);
        const promises = all.slice(0, maxPromises);
        const left = all.length - promises.length;
        return left > 0 ? { promises, promisesLeft: left } : { promises };
      });
    },
  };
}

interface Terms {
  readonly dueOn: string;
  readonly doneOn: string | null;
}

function toTerms({ dueOn, done }: DecisionList['items'][number]): Terms {
  return { dueOn, doneOn: done?.on ?? null };
}

function compare(a: Terms, b: Terms): number {
  if (a.doneOn === null && b.doneOn === null) return a.dueOn.localeCompare(b.dueOn);
  if (a.doneOn === null || b.doneOn === null) return a.doneOn === null ? -1 : 1;
  return b.doneOn.localeCompare(a.doneOn);
}
