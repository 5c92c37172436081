import type { Session, SessionQuestion } from '#shared/model/session.ts';
import type { ReviewWelcome } from '#shared/protocol/review.ts';
import { useReviewStore } from '../../stores/reviewStore.ts';

const none: readonly SessionQuestion[] = [];
let kept: {
  readonly of: readonly SessionQuestion[];
  readonly you: string;
  readonly list: readonly SessionQuestion[];
} | null = null;

/** Open questions that whoever sits here may answer: of the own agency, or of the own guest link. Pure. */
export function listAsked(
  { questions }: Pick<Session, 'questions'>,
  { agency, link }: Pick<ReviewWelcome['you'], 'agency' | 'link'>,
): readonly SessionQuestion[] {
  return questions.filter(
    (one) =>
      one.answer === null &&
      ((agency !== null && one.agency === agency) || (link !== null && one.link === link)),
  );
}

/** Questions that wait for whoever sits here. */
export function useAsked(): readonly SessionQuestion[] {
  return useReviewStore(({ session, you }) => {
    if (!session || !you) return none;
    if (kept?.of !== session.questions || kept.you !== you.id) {
      kept = { of: session.questions, you: you.id, list: listAsked(session, you) };
    }
    return kept.list;
  });
}
