import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { isDeskWorkerReady, startDeskWorker } from '../../connection/desk/deskWorker.ts';

/**
 * Starts what keeps the input pages for when the line drops. True once answers are kept, or never will be in this browser: only what is
 * asked for from then on can be opened without a line.
 */
export function useDeskWorker(): boolean {
  const client = useQueryClient();
  const [isReady, setReady] = useState(isDeskWorkerReady);
  useEffect(
    () =>
      startDeskWorker(() => {
        setReady(true);
        // What is on screen was asked for too early.
        void client.invalidateQueries();
      }),
    [client],
  );
  return isReady;
}
