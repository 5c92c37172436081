import { useEffect, useState } from 'react';
import type { Language } from '#shared/model/text.ts';
import type { WallView } from '#shared/model/wall.ts';
import { SmallWall } from '../../components/desk/SmallWall.tsx';
import { toViewQuery } from '../../lib/viewQuery.ts';

const settleMs = 400;

interface PreviewProps {
  readonly view: WallView;
  readonly language: Language;
  readonly title: string;
}

/** The real wall with this view, made small; it follows changes once they have settled. */
export function Preview({ view, language, title }: PreviewProps) {
  const address = `/wall?${toViewQuery(view, language).toString()}`;
  const [shown, setShown] = useState(address);
  useEffect(() => {
    const timer = setTimeout(() => setShown(address), settleMs);
    return () => clearTimeout(timer);
  }, [address]);
  return <SmallWall title={title} address={shown} isPicture />;
}
