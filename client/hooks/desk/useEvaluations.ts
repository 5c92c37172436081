import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { EvaluationList } from '#shared/model/evaluation.ts';
import { fetchEvaluations } from '../../connection/desk/evaluations.ts';
import { figuresMs } from '../../lib/desk/refetch.ts';
import { useStableKey } from './useStableKey.ts';
import { type Submit, useSubmit } from './useSubmit.ts';

/** Evaluations of all years. */
export const useEvaluations = () =>
  useQuery({ queryKey: ['evaluations', 'list'], queryFn: fetchEvaluations, refetchInterval: figuresMs });

/** A way to change what is kept of evaluations. */
export interface EvaluationLine extends Submit {
  /** Sends a body with its key; true when it is recorded. */
  send<Body>(body: Body, work: (keyed: Body & { key: string }) => Promise<EvaluationList>): Promise<boolean>;
}

/** Changes evaluations and surveys and puts the answer in place at once. */
export function useEvaluationLine(): EvaluationLine {
  const client = useQueryClient();
  const submit = useSubmit();
  const stable = useStableKey();
  return {
    ...submit,
    send: (body, work) =>
      submit.run(async () => {
        client.setQueryData(['evaluations', 'list'], await work({ ...body, key: stable.keyOf(body) }));
        stable.renew();
      }),
  };
}
