import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { deskOutbox } from '../../connection/desk/deskOutbox.ts';
import type { Waiting } from '../../connection/desk/outboxStore.ts';

/** Forms of a person that wait on this device, oldest first. */
export function useOutbox(userId: string): readonly Waiting[] {
  const client = useQueryClient();
  useEffect(
    () =>
      deskOutbox.onChange(() => {
        void client.invalidateQueries({ queryKey: ['outbox'] });
      }),
    [client],
  );
  const { data } = useQuery({ queryKey: ['outbox', userId], queryFn: () => deskOutbox.list(userId) });
  return data ?? [];
}
