import type { Feature } from 'geojson';
import { type ReactElement, useId, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Indicator } from '#shared/model/indicator.ts';
import { useMapFile } from '../../hooks/useMapFile.ts';
import { createFrame, type Frame, toPath } from '../../lib/projection.ts';
import { useCatalogue } from '../../stores/catalogueStore.ts';
import { useViewStore } from '../../stores/viewStore.ts';
import { toAreaKey, toValueWords } from './areaWords.ts';
import { type AreaState, type Choropleth, toDrawnColour } from './choropleth.ts';
import { mapPalette } from './mapPalette.ts';
import { rim } from './plainView.ts';
import { useChoropleth } from './useChoropleth.ts';
import './map.css';

interface Props {
  readonly indicatorId: string | null;
  readonly selectedArea?: string | null;
  readonly onSelectArea?: (area: string) => void;
}

const heightUnits = 600;

/** Small choropleth drawn as SVG: many side by side on the widest walls, and in place of the map where there is no WebGL. */
export function MiniMap({ indicatorId, selectedArea = null, onSelectArea }: Props): ReactElement {
  const { t } = useTranslation('map');
  const { catalogue, indicators } = useCatalogue();
  const language = useViewStore((view) => view.language);
  const shapes = useMapFile(catalogue.map.kecamatan);
  const choropleth = useChoropleth(indicatorId);
  const id = useId();
  const frame = useMemo(() => createFrame(catalogue.region.bounds, heightUnits), [catalogue]);
  const indicator = (indicatorId && indicators.get(indicatorId)) || null;
  const label = indicator
    ? t('mapLabel', { region: catalogue.region.name, indicator: indicator.name[language] })
    : t('mapLabelPlain', { region: catalogue.region.name });
  const size = `${-rim} ${-rim} ${frame.width + 2 * rim} ${frame.height + 2 * rim}`;
  return (
    <svg className="mini-map" viewBox={size} role="img" aria-label={label}>
      <Patterns id={id} />
      <Areas
        {...{ id, frame, indicator, choropleth, selectedArea }}
        features={shapes?.features ?? []}
        onSelect={onSelectArea ?? null}
      />
    </svg>
  );
}

function Patterns({ id }: { readonly id: string }): ReactElement {
  return (
    <defs>
      <pattern
        id={`${id}hatch`}
        width="9"
        height="9"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect width="9" height="9" fill={mapPalette.noData} />
        <rect width="2.2" height="9" fill="#53626F" />
      </pattern>
      <pattern id={`${id}dots`} width="9" height="9" patternUnits="userSpaceOnUse">
        <circle cx="2.5" cy="2.5" r="1.5" fill="#8FA3B3" />
        <circle cx="7" cy="7" r="1.5" fill="#8FA3B3" />
      </pattern>
    </defs>
  );
}

interface AreasProps {
  readonly id: string;
  readonly frame: Frame;
  readonly features: readonly Feature[];
  readonly indicator: Indicator | null;
  readonly choropleth: Choropleth;
  readonly selectedArea: string | null;
  readonly onSelect: ((area: string) => void) | null;
}

function Areas(props: AreasProps): ReactElement {
  const { id, frame, features, indicator, choropleth, selectedArea, onSelect } = props;
  const paths = useMemo(
    () =>
      features.map((feature) => ({
        code: String(feature.properties?.['code']),
        name: String(feature.properties?.['name']),
        path: toPath(feature.geometry, frame.project),
      })),
    [features, frame],
  );
  return (
    <>
      <g stroke={mapPalette.edge} strokeWidth="5" strokeLinejoin="round">
        {paths.map(({ code, path }) => (
          <path key={code} d={path} />
        ))}
      </g>
      {[...paths].sort(drawLast(selectedArea)).map(({ code, name, path }) => (
        <AreaShape
          key={code}
          {...{ id, name, path, indicator, onSelect }}
          state={choropleth.states.get(code) ?? null}
          isSelected={code === selectedArea}
        />
      ))}
    </>
  );
}

/** Puts the chosen area on top, so that no neighbour covers its line. */
function drawLast(code: string | null): (first: { code: string }, second: { code: string }) => number {
  return (first, second) => Number(first.code === code) - Number(second.code === code);
}

interface ShapeProps {
  readonly id: string;
  readonly name: string;
  readonly path: string;
  readonly state: AreaState | null;
  readonly indicator: Indicator | null;
  readonly isSelected: boolean;
  readonly onSelect: ((area: string) => void) | null;
}

function AreaShape({ id, name, path, state, indicator, isSelected, onSelect }: ShapeProps): ReactElement {
  const { t } = useTranslation('map');
  const language = useViewStore((view) => view.language);
  const value = state ? toValueWords(state, indicator, language) : null;
  const key = toAreaKey(state, indicator !== null);
  const hatched = indicator ? `url(#${id}hatch)` : mapPalette.plain;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the ranking beside it is the keyboard's way to an area
    <g onClick={onSelect && state ? () => onSelect(state.code) : undefined}>
      <title>{t(key, { area: name, value: value ?? '' })}</title>
      <path
        d={path}
        fill={
          state && state.fill !== 'none' ? toDrawnColour(state.colour, state.fill, mapPalette.plain) : hatched
        }
        stroke={isSelected ? mapPalette.selected : mapPalette.hairline}
        strokeWidth={isSelected ? 4 : 1.4}
      />
      {state?.fill === 'old' && <path d={path} fill={`url(#${id}dots)`} />}
    </g>
  );
}
