import { useEffect, useState } from 'react';
import { fetchWalls, type ListedWall } from '../../connection/review/wallList.ts';
import { useReviewStore } from '../../stores/reviewStore.ts';
import { useShown } from './useShown.ts';

/** A wall says every five seconds how it does. Milliseconds. */
const refreshMs = 5_000;

/** Paired walls, asked for anew while they are looked at; null until known, `failed` where they do not come. */
export function useWalls(): readonly ListedWall[] | 'failed' | null {
  const [list, setList] = useState<readonly ListedWall[] | 'failed' | null>(null);
  const version = useReviewStore(({ session }) => session?.walls);
  const isShown = useShown();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a wall that came or left shows something else
  useEffect(() => {
    if (!isShown) return;
    let isStopped = false;
    const read = (): void => {
      fetchWalls().then(
        (walls) => !isStopped && setList(walls),
        () => !isStopped && setList('failed'),
      );
    };
    read();
    const timer = setInterval(read, refreshMs);
    return () => {
      isStopped = true;
      clearInterval(timer);
    };
  }, [version, isShown]);
  return list;
}
