import { type ReactNode, useEffect, useRef } from 'react';
import { toTabTitle } from '../../lib/drillMark.ts';

interface PageProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A page with its heading, which gets the focus when the page comes up: a screen reader then says where one is. */
export function Page({ title, lead, actions, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = toTabTitle(`${title} · Simpul`);
  }, [title]);
  useEffect(() => {
    heading.current?.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }, []);
  return (
    <div className="stack">
      <div className="row" data-apart>
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {actions}
      </div>
      {lead ? <p className="quiet">{lead}</p> : null}
      {children}
    </div>
  );
}
