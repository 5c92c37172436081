import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { RecommendationEntry } from '#shared/model/assistance.ts';
import { enterRecommendation, fetchRecommendation } from '../../connection/desk/assistance.ts';
import { figuresMs } from '../../lib/desk/refetch.ts';
import { useStableKey } from './useStableKey.ts';
import { type Submit, useSubmit } from './useSubmit.ts';

type WithoutKey<Entry> = Entry extends unknown ? Omit<Entry, 'key' | 'version'> : never;

/** An entry before it has its key and version. */
export type RecommendationDraft = WithoutKey<RecommendationEntry>;

/** A way to change one recommendation. */
export interface RecommendationLine extends Submit {
  /** True when it is recorded; `version` is what the sender looked at. */
  enter(draft: RecommendationDraft, version?: number): Promise<boolean>;
}

/** One recommendation with its changes. */
export const useRecommendation = (id: string) =>
  useQuery({
    queryKey: ['assistance', id],
    queryFn: () => fetchRecommendation(id),
    refetchInterval: figuresMs,
  });

/** Changes a recommendation and puts the answer in place at once. */
export function useRecommendationLine(id: string): RecommendationLine {
  const client = useQueryClient();
  const submit = useSubmit();
  const stable = useStableKey();
  return {
    ...submit,
    enter: (draft, version) =>
      submit.run(async () => {
        const key = stable.keyOf(draft);
        const body = { ...draft, key, ...(version === undefined ? {} : { version }) } as RecommendationEntry;
        client.setQueryData(['assistance', id], await enterRecommendation(id, body));
        stable.renew();
        void client.invalidateQueries({ queryKey: ['assistance', 'list'] });
      }),
  };
}
