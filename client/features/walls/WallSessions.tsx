import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { SessionList } from '#shared/model/session.ts';
import type { WallCard as Wall } from '#shared/model/wall.ts';
import { Message } from '../../components/desk/Message.tsx';
import { fetchSessions } from '../../connection/desk/sessions.ts';
import { useMayLead, useSessionEntry } from '../../hooks/desk/useSession.ts';

/** Sessions that run, and whether this wall follows one: those who lead sessions send them here or take them back. */
export function WallSessions({ wall }: { readonly wall: Wall }) {
  const mayLead = useMayLead();
  const query = useQuery({ queryKey: ['sessions', 'list'], queryFn: fetchSessions, enabled: mayLead });
  if (!mayLead) return null;
  const running = query.data?.items.filter(({ state }) => state === 'open') ?? [];
  return running.map((session) => <SessionRow key={session.id} wall={wall} session={session} />);
}

interface SessionRowProps {
  readonly wall: Wall;
  readonly session: SessionList['items'][number];
}

function SessionRow({ wall: { name, title, show }, session }: SessionRowProps) {
  const { t } = useTranslation('wall');
  const client = useQueryClient();
  const { enter, isBusy, failure } = useSessionEntry(session.id);
  const follows = show?.session === session.id;
  const turn = async (): Promise<void> => {
    await enter({ kind: 'wall', wall: name, on: !follows });
    await client.invalidateQueries({ queryKey: ['walls'] });
  };
  return (
    <>
      <div className="row">
        <button type="button" disabled={isBusy} onClick={() => void turn()}>
          {t(follows ? 'session.release' : 'session.send', { session: session.title })}
          <span className="visually-hidden">: {title}</span>
        </button>
      </div>
      {failure ? <Message tone="bad">{failure}</Message> : null}
    </>
  );
}
