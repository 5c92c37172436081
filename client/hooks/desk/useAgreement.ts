import { useQuery, useQueryClient } from '@tanstack/react-query';
import type { AgreementAnswer, AgreementEntry } from '#shared/model/agreement.ts';
import { attachToAgreement, enterAgreement, fetchAgreement } from '../../connection/desk/agreements.ts';
import { figuresMs } from '../../lib/desk/refetch.ts';
import { useStableKey } from './useStableKey.ts';
import { type Submit, useSubmit } from './useSubmit.ts';

type WithoutKey<Entry> = Entry extends unknown ? Omit<Entry, 'key' | 'version'> : never;

/** An entry before it has its key and version. */
export type AgreementDraft = WithoutKey<AgreementEntry>;

/** A way to change one agreement. */
export interface AgreementLine extends Submit {
  /** True when it is recorded; `version` is what the sender looked at. */
  enter(draft: AgreementDraft, version?: number): Promise<boolean>;
  attach(file: File, item: string | null): Promise<boolean>;
}

/** One agreement whole. */
export const useAgreement = (id: string) =>
  useQuery({ queryKey: ['agreements', id], queryFn: () => fetchAgreement(id), refetchInterval: figuresMs });

/** Changes an agreement and puts the answer in place at once. */
export function useAgreementLine(id: string): AgreementLine {
  const client = useQueryClient();
  const submit = useSubmit();
  const stable = useStableKey();
  const take = (answer: AgreementAnswer): void => {
    client.setQueryData(['agreements', id], answer);
    for (const list of ['list', 'promises'])
      void client.invalidateQueries({ queryKey: ['agreements', list] });
  };
  return {
    ...submit,
    enter: (draft, version) =>
      submit.run(async () => {
        const key = stable.keyOf(draft);
        const body = { ...draft, key, ...(version === undefined ? {} : { version }) } as AgreementEntry;
        take(await enterAgreement(id, body));
        stable.renew();
      }),
    attach: (file, item) => submit.run(async () => take(await attachToAgreement(id, file, item))),
  };
}
