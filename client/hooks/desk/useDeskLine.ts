import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { deskOutbox } from '../../connection/desk/deskOutbox.ts';
import { watchDesk } from '../../connection/desk/deskSocket.ts';

/** Queries of each topic that the server names. */
const queriesOf: Readonly<Record<string, readonly string[]>> = {
  obligations: ['obligations', 'form', 'files', 'timeliness'],
  verification: ['queue', 'locks'],
  links: ['links'],
  notices: ['notices'],
  people: ['people', 'me'],
  alarms: ['alarms'],
  walls: ['walls'],
  incidents: ['incidents'],
  shift: ['shift'],
  drill: ['drills'],
  health: ['health'],
  sessions: ['sessions'],
  packs: ['packs'],
  programmes: ['programmes', 'programme', 'budgets', 'catalogue', 'evaluations'],
  agreements: ['agreements'],
  assistance: ['assistance'],
  evaluations: ['evaluations'],
};

const retryMs = 20_000;

/** Keeps open pages true while the line holds and sends what waits when it is back. Returns whether it holds. */
export function useDeskLine(userId: string): boolean {
  const client = useQueryClient();
  const [isUp, setUp] = useState(true);
  useEffect(() => {
    const flush = (): void => {
      deskOutbox
        .flush(userId)
        .then((sent) => (sent > 0 ? client.invalidateQueries() : undefined))
        .catch(() => undefined);
    };
    const stop = watchDesk({
      onChange: (topic) => {
        for (const name of queriesOf[topic] ?? []) void client.invalidateQueries({ queryKey: [name] });
      },
      onBack: () => void client.invalidateQueries(),
      onEnded: () => void client.invalidateQueries({ queryKey: ['me'] }),
      onLine: (up) => {
        setUp(up);
        if (up) flush();
      },
    });
    flush();
    const timer = setInterval(flush, retryMs);
    window.addEventListener('online', flush);
    return () => {
      stop();
      clearInterval(timer);
      window.removeEventListener('online', flush);
    };
  }, [client, userId]);
  return isUp;
}
