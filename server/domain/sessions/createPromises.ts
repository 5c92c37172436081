import type { DecisionList, SessionPromise, ToldPromises } from '#shared/model/session.ts';
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
  const listDecisions = async (): Promise<DecisionList['items']> => {
    await shelf.load();
    const day = today();
    const items = shelf.listDecided().flatMap(({ session, decisions }) =>
      decisions.map((decision) => ({
        ...decision,
        session,
        isLate: decision.done === null && decision.dueOn < day,
      })),
    );
    return items.sort((a, b) => compare(toTerms(a), toTerms(b)));
  };
  return {
    listDecisions,
    async list() {
      const decided = (await listDecisions()).map(
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
      const all = [...decided, ...(await actionPromises())].sort(compare);
      const promises = all.slice(0, maxPromises);
      const left = all.length - promises.length;
      return left > 0 ? { promises, promisesLeft: left } : { promises };
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
  if (a.doneOn === null && b.doneOn === null) return a.dueOn < b.dueOn ? -1 : 1;
  if (a.doneOn === null || b.doneOn === null) return a.doneOn === null ? -1 : 1;
  return a.doneOn > b.doneOn ? -1 : 1;
}
