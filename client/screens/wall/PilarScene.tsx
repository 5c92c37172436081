import type { PillarId } from '#shared/model/ids.ts';

export function PilarScene({ pillarId }: { readonly pillarId: PillarId }) {
  return <main data-scene="pilar">{pillarId}</main>;
}
