import type { SessionView } from '#shared/model/session.ts';

type Highlight = NonNullable<SessionView['highlight']>;

/** What can be ringed, the smallest first: a figure in a pillar's panel is meant before the panel. */
const kinds = ['indicator', 'programme', 'area', 'pillar'] as const satisfies readonly Highlight['kind'][];

/** What of the picture was clicked, if that can be ringed. */
export function findHighlight(target: Element): Highlight | null {
  for (const kind of kinds) {
    const id = target.closest(`[data-${kind}]`)?.getAttribute(`data-${kind}`);
    if (id) return { kind, id };
  }
  return null;
}

/** Rules that ring one thing wherever it stands in the picture; they hold whatever is drawn anew. Pure. */
export function toHighlightRules({ kind, id }: Highlight): string {
  const place = `[data-stage] [data-${kind}=${JSON.stringify(id)}]`;
  // Rows of a list stand close: their ring stays inside.
  const ring =
    kind === 'area'
      ? 'outline: 2px solid #fff; outline-offset: -1px; background: rgb(255 255 255 / 14%);'
      : 'outline: 3px solid #fff; outline-offset: 2px; border-radius: 6px; box-shadow: 0 0 0 8px rgb(255 255 255 / 22%); position: relative; z-index: 2;';
  return [
    `${place}:not(g) { ${ring} }`,
    `g${place.replace('[data-stage] ', '')} > rect { stroke: #fff; stroke-width: 3px; fill: rgb(0 0 0 / 45%); }`,
  ].join('\n');
}
