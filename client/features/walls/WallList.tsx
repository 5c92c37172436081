import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WallList as List, WallCard as Wall } from '#shared/model/wall.ts';
import { Answer } from '../../components/desk/Answer.tsx';
import { Empty } from '../../components/desk/Empty.tsx';
import { Message } from '../../components/desk/Message.tsx';
import { fetchWalls } from '../../connection/desk/walls.ts';
import { MessageDialog } from './MessageDialog.tsx';
import { RenameDialog } from './RenameDialog.tsx';
import { SceneDialog } from './SceneDialog.tsx';
import { UnpairDialog } from './UnpairDialog.tsx';
import { useListAge } from './useWallAge.ts';
import { WallCard } from './WallCard.tsx';
import styles from './Walls.module.css';

/** What an operator does to a wall in a dialog. */
export type WallDeed = 'send' | 'tell' | 'rename' | 'unpair';

/** A proof is news every five seconds; a turn of state is told at once by the desk's line. Milliseconds. */
const refreshMs = 5_000;

interface WallListProps {
  /** False for those who only look. */
  readonly mayAct: boolean;
}

/** Paired walls with their state, and what can be done to them. */
export function WallList({ mayAct }: WallListProps) {
  const query = useQuery({ queryKey: ['walls'], queryFn: fetchWalls, refetchInterval: refreshMs });
  return (
    <Answer query={query}>
      {(list) => <Walls list={list} cameAt={query.dataUpdatedAt} mayAct={mayAct} />}
    </Answer>
  );
}

interface WallsProps extends WallListProps {
  readonly list: List;
  readonly cameAt: number;
}

const troubles: ReadonlySet<string> = new Set(['dead', 'stuck', 'astray', 'cut', 'gone']);

/** What needs a hand first; the rest as the server lists them. */
const byTrouble = (a: Wall, b: Wall): number => Number(troubles.has(b.state)) - Number(troubles.has(a.state));

function Walls({ list, cameAt, mayAct }: WallsProps) {
  const { t } = useTranslation('wall');
  const age = useListAge(list, cameAt);
  const [open, setOpen] = useState<{ wall: Wall; deed: WallDeed } | null>(null);
  const close = (): void => setOpen(null);
  return (
    <>
      {list.waiting > 0 ? <Message tone="info">{t('waiting', { count: list.waiting })}</Message> : null}
      {list.items.length === 0 ? (
        <Empty>
          <p>{t('none')}</p>
          <p>{t('noneHow')}</p>
        </Empty>
      ) : (
        <ul className={styles['list']}>
          {[...list.items].sort(byTrouble).map((wall) => (
            <WallCard
              key={wall.name}
              wall={wall}
              age={age}
              onDeed={mayAct ? (deed) => setOpen({ wall, deed }) : null}
            />
          ))}
        </ul>
      )}
      {open?.deed === 'send' ? <SceneDialog wall={open.wall} onClose={close} /> : null}
      {open?.deed === 'tell' ? <MessageDialog wall={open.wall} onClose={close} /> : null}
      {open?.deed === 'rename' ? <RenameDialog wall={open.wall} onClose={close} /> : null}
      {open?.deed === 'unpair' ? <UnpairDialog wall={open.wall} onClose={close} /> : null}
    </>
  );
}
