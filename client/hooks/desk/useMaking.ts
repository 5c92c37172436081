import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from 'react-router';
import { useStableKey } from './useStableKey.ts';
import { type Submit, useSubmit } from './useSubmit.ts';

interface MakingParts<Wish, Made> {
  /** Sends it with its key. */
  readonly make: (wish: Wish & { readonly key: string }) => Promise<Made>;
  /** Key of the list that it stands in from then on. */
  readonly list: readonly string[];
  /** Address of its page. */
  readonly toPath: (made: Made) => string;
}

/** A form that makes something: sent once however often it is tried, and then its page is opened. */
export function useMaking<Wish extends object, Made>({
  make,
  list,
  toPath,
}: MakingParts<Wish, Made>): {
  readonly submit: Submit;
  readonly send: (wish: Wish) => void;
} {
  const client = useQueryClient();
  const navigate = useNavigate();
  const submit = useSubmit();
  const stable = useStableKey();
  const send = (wish: Wish): void =>
    void submit.run(async () => {
      const made = await make({ key: stable.keyOf(wish), ...wish });
      void client.invalidateQueries({ queryKey: list });
      void navigate(toPath(made));
    });
  return { submit, send };
}
