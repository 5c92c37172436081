import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import type { IncidentEntry } from '#shared/model/incident.ts';
import { enterIncident, fetchIncident } from '../../connection/desk/incidents.ts';
import { ProblemError } from '../../connection/desk/request.ts';
import { newKey } from '../../lib/desk/newKey.ts';
import { type Submit, useSubmit } from './useSubmit.ts';

type WithoutKey<Entry> = Entry extends unknown ? Omit<Entry, 'key'> : never;

/** An entry before it has its key. */
export type EntryDraft = WithoutKey<IncidentEntry>;

/** A way to add lines to one incident. */
export interface EntryLine extends Submit {
  /** True when it is recorded. What failed and is sent again unchanged is the same entry, so that it cannot stand there twice. */
  enter(draft: EntryDraft): Promise<boolean>;
}

/** One incident with its log. */
export const useIncident = (id: string) =>
  useQuery({ queryKey: ['incidents', id], queryFn: () => fetchIncident(id) });

/** Adds lines and puts the answer in place at once. */
export function useEntry(id: string): EntryLine {
  const client = useQueryClient();
  const submit = useSubmit();
  const last = useRef({ text: '', key: '' });
  return {
    ...submit,
    enter: (draft) =>
      submit.run(async () => {
        const text = JSON.stringify(draft);
        if (last.current.text !== text) last.current = { text, key: newKey() };
        const body = { ...draft, key: last.current.key } as IncidentEntry;
        const answer = await enterIncident(id, body).catch((error: unknown) => {
          // Someone else was faster: what is shown is old.
          if (error instanceof ProblemError && error.status === 409)
            void client.invalidateQueries({ queryKey: ['incidents', id] });
          throw error;
        });
        last.current = { text: '', key: '' };
        client.setQueryData(['incidents', id], answer);
        // Not waited for: the next entry must not have to.
        void client.invalidateQueries({ queryKey: ['incidents', 'list'] });
      }),
  };
}
