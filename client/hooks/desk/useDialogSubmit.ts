import { useQueryClient } from '@tanstack/react-query';
import { type Submit, useSubmit } from './useSubmit.ts';

/** A dialog's way to the server. */
interface DialogSubmit extends Pick<Submit, 'isBusy' | 'failure' | 'at'> {
  /** What went well is shown behind the dialog before that closes. */
  send(work: () => Promise<unknown>): Promise<void>;
}

/** Sends what a dialog is for; what is listed under `topic` is asked for again. */
export function useDialogSubmit(topic: string, onClose: () => void): DialogSubmit {
  const client = useQueryClient();
  const { isBusy, failure, at, run } = useSubmit();
  return {
    isBusy,
    failure,
    at,
    async send(work) {
      if (!(await run(work))) return;
      await client.invalidateQueries({ queryKey: [topic] });
      onClose();
    },
  };
}
