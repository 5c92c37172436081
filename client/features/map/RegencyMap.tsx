import type { FeatureCollection } from 'geojson';
import { type ReactElement, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import 'maplibre-gl/dist/maplibre-gl.css';
import { toMapFileUrl } from '../../connection/mapFiles.ts';
import { useNow } from '../../hooks/useNow.ts';
import { formatNumber } from '../../lib/format.ts';
import { useCatalogue } from '../../stores/catalogueStore.ts';
import { selectEvents, useLive } from '../../stores/liveStore.ts';
import { useViewStore } from '../../stores/viewStore.ts';
import { toLabelKey, toLabels } from './areaWords.ts';
import { type Choropleth, type FeatureState, toFeatureStates } from './choropleth.ts';
import { toEventFeatures } from './eventFeatures.ts';
import { MapLegend } from './MapLegend.tsx';
import { MiniMap } from './MiniMap.tsx';
import { mapPalette } from './mapPalette.ts';
import type { MapVariant } from './mapStyle.ts';
import { useChoropleth } from './useChoropleth.ts';
import { type MapInput, useMap } from './useMap.ts';
import { useMapFile } from './useMapFile.ts';
import './map.css';

interface Props {
  /** Null draws the regency without a choropleth. */
  readonly indicatorId: string | null;
  readonly variant: MapVariant;
  readonly selectedArea: string | null;
  readonly onSelectArea: (area: string) => void;
}

/** Names are about 1/44 of the region's height on the wall's overview. */
const emsOfRegion = 44;

/** The regency: coast, neighbours, 23 kecamatan with live colours, events on top. Without WebGL a plain drawing takes its place. */
export function RegencyMap({ indicatorId, variant, selectedArea, onSelectArea }: Props): ReactElement {
  const { t } = useTranslation('map');
  const { catalogue, indicators } = useCatalogue();
  const language = useViewStore((view) => view.language);
  const now = useNow();
  const container = useRef<HTMLDivElement>(null);
  const indicator = (indicatorId && indicators.get(indicatorId)) || null;
  const choropleth = useChoropleth(indicator?.id ?? null);
  const states = useFeatureStates(choropleth, indicator !== null, selectedArea);
  const labels = useLabels(choropleth);
  const events = useEventFeatures();
  const input = useMapInput(variant);
  const phase = useMap(container, input, { states, labels, events }, onSelectArea);
  const region = catalogue.region.name;
  const label = indicator
    ? t('mapLabel', { region, indicator: indicator.name[language] })
    : t('mapLabelPlain', { region });
  const isUnsupported = phase === 'unsupported';
  return (
    <section className={`regency-map regency-map-${variant}`} aria-label={label} data-phase={phase}>
      <div ref={container} className="regency-map-canvas" hidden={isUnsupported} />
      {isUnsupported && <MiniMap {...{ indicatorId, selectedArea, onSelectArea }} withNames />}
      {indicator && <MapLegend {...{ indicator, choropleth, language, now }} />}
      {(isUnsupported || phase === 'recovering') && (
        <p className="map-notice" role="status">
          {t(isUnsupported ? 'noWebgl' : 'mapRecovering')}
        </p>
      )}
    </section>
  );
}

function useMapInput(variant: MapVariant): MapInput {
  const { catalogue } = useCatalogue();
  return useMemo(() => {
    const { map, region } = catalogue;
    const [west, south, east, north] = region.bounds;
    return {
      kecamatan: toMapFileUrl(map.kecamatan),
      surroundings: toMapFileUrl(map.surroundings),
      context: toMapFileUrl(map.context),
      variant,
      west,
      south,
      east,
      north,
    };
  }, [catalogue, variant]);
}

function useFeatureStates(
  choropleth: Choropleth,
  hasIndicator: boolean,
  selected: string | null,
): ReadonlyMap<number, FeatureState> {
  return useMemo(
    () => toFeatureStates(choropleth.states, { hasIndicator, selected, plainColour: mapPalette.plain }),
    [choropleth, hasIndicator, selected],
  );
}

/** Label points; the same object while nothing printed changes. */
function useLabels(choropleth: Choropleth): FeatureCollection | null {
  const { catalogue } = useCatalogue();
  const language = useViewStore((view) => view.language);
  const now = useNow();
  const points = useMapFile(catalogue.map.labels);
  const kept = useRef<{ readonly key: string; readonly labels: FeatureCollection } | null>(null);
  if (!points) return null;
  const [, south, , north] = catalogue.region.bounds;
  const labels = toLabels(points, choropleth.states, {
    now,
    language,
    emDegrees: (north - south) / emsOfRegion,
  });
  const key = toLabelKey(labels);
  if (kept.current?.key !== key) kept.current = { key, labels };
  return kept.current.labels;
}

function useEventFeatures(): FeatureCollection {
  const { t } = useTranslation('map');
  const language = useViewStore((view) => view.language);
  const events = useLive(selectEvents);
  const minute = Math.floor(useNow() / 60_000) * 60_000;
  return useMemo(() => {
    const labels = {
      quake: (magnitude: number) => t('quake', { magnitude: formatNumber(magnitude, 1, language) }),
      floodDepth: (depth: number) => t('floodDepth', { depth: formatNumber(depth, 0, language) }),
    };
    return toEventFeatures(events.values(), labels, minute);
  }, [events, language, minute, t]);
}
