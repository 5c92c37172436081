import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { WallCard as Wall } from '#shared/model/wall.ts';
import { Message } from '../../components/desk/Message.tsx';
import { reloadWall, showOnWall, tellWall, watchWall } from '../../connection/desk/walls.ts';
import { useSubmit } from '../../hooks/desk/useSubmit.ts';
import type { WallDeed } from './WallList.tsx';

interface WallActionsProps {
  readonly wall: Wall;
  readonly onDeed: (deed: WallDeed) => void;
}

/** What an operator can do to a wall: often used first, the rest folded away. */
export function WallActions({ wall, onDeed }: WallActionsProps) {
  const { t } = useTranslation('wall');
  const client = useQueryClient();
  const submit = useSubmit();
  const [asked, setAsked] = useState<number | null>(null);
  const { name, title, show, message, watched } = wall;
  const run = async (work: () => Promise<unknown>): Promise<void> => {
    setAsked(null);
    await submit.run(work);
    await client.invalidateQueries({ queryKey: ['walls'] });
  };
  return (
    <>
      <div className="row">
        <button type="button" data-kind="main" onClick={() => onDeed('send')}>
          {t('act.send')}
        </button>
        {show ? (
          <button type="button" onClick={() => run(() => showOnWall(name, { view: null, seconds: null }))}>
            {t('act.release')}
          </button>
        ) : null}
        <button type="button" onClick={() => onDeed('tell')}>
          {t('act.tell')}
        </button>
        {message ? (
          <button
            type="button"
            onClick={() => run(() => tellWall(name, { text: null, tone: 'info', seconds: 60 }))}
          >
            {t('act.untell')}
          </button>
        ) : null}
        <Link className="button" to={`/console/layar/${name}`}>
          {t('act.edit')}
        </Link>
      </div>
      <details>
        <summary>
          {t('act.more')} <span className="visually-hidden">{title}</span>
        </summary>
        <div className="row">
          <button type="button" onClick={() => run(async () => setAsked(await reloadWall(name)))}>
            {t('act.reload')}
          </button>
          <button type="button" onClick={() => run(() => watchWall(name, !watched))}>
            {t(watched ? 'act.unwatch' : 'act.watch')}
          </button>
          <button type="button" onClick={() => onDeed('rename')}>
            {t('act.rename')}
          </button>
          <button type="button" data-kind="danger" onClick={() => onDeed('unpair')}>
            {t('act.unpair')}
          </button>
        </div>
      </details>
      {submit.failure ? <Message tone="bad">{submit.failure}</Message> : null}
      {asked === null ? null : (
        <Message tone={asked > 0 ? 'good' : 'watch'}>{t('act.reloaded', { count: asked })}</Message>
      )}
    </>
  );
}
