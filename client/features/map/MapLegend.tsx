import type { ReactElement, Ref } from 'react';
import type { Indicator } from '#shared/model/indicator.ts';
import { useViewStore } from '../../stores/viewStore.ts';
import type { Choropleth } from './choropleth.ts';
import { LegendHead } from './LegendHead.tsx';
import { ScaleList } from './ScaleList.tsx';

interface Props {
  readonly indicator: Indicator;
  readonly choropleth: Choropleth;
  readonly ref: Ref<HTMLDivElement>;
}

/** Title, unit, age, source and scale of the choropleth, as text beside the map. */
export function MapLegend({ indicator, choropleth, ref }: Props): ReactElement {
  const language = useViewStore((view) => view.language);
  const hasAreas = indicator.levels.includes('kecamatan');
  return (
    <div ref={ref} className="map-legend">
      <LegendHead {...{ indicator, choropleth }} />
      {hasAreas && <ScaleList classes={choropleth.classes} {...{ indicator, language }} />}
    </div>
  );
}
