import { ChartColumn, Flag, HouseHeart, Landmark, Leaf, Users } from 'lucide-react';
import type { PillarId } from '#shared/model/ids.ts';

const icons = {
  governance: Landmark,
  branding: Flag,
  economy: ChartColumn,
  living: HouseHeart,
  society: Users,
  environment: Leaf,
} as const;

interface PillarIconProps {
  readonly pillar: PillarId;
}

/** Mark of a pillar; a pillar has no hue, only its mark, its name and its place. */
export function PillarIcon({ pillar }: PillarIconProps) {
  const Icon = icons[pillar];
  return <Icon size="1em" strokeWidth={1.9} aria-hidden="true" />;
}
