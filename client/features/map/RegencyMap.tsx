import { type ReactElement, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import 'maplibre-gl/dist/maplibre-gl.css';
import type { Indicator } from '#shared/model/indicator.ts';
import { toMapFileUrl } from '../../connection/mapFiles.ts';
import { useMinute } from '../../hooks/useNow.ts';
import { createFrame } from '../../lib/projection.ts';
import { useCatalogue } from '../../stores/catalogueStore.ts';
import { useViewStore } from '../../stores/viewStore.ts';
import { AreaTable } from './AreaTable.tsx';
import { type Choropleth, type FeatureState, toFeatureStates } from './choropleth.ts';
import { MapLegend } from './MapLegend.tsx';
import { MapOverlay } from './MapOverlay.tsx';
import { MiniMap } from './MiniMap.tsx';
import type { MapSpec } from './mapHost.ts';
import { mapPalette } from './mapPalette.ts';
import type { MapView } from './mapView.ts';
import { toPlainView } from './plainView.ts';
import { useChoropleth } from './useChoropleth.ts';
import { useLegendBoxes } from './useLegendBoxes.ts';
import { type MapVariant, useMap } from './useMap.ts';
import { useOverlayLayout } from './useOverlayLayout.ts';
import { type Sheet, useSheet } from './useSheet.ts';
import { loadWaterFont } from './waterFont.ts';
import './map.css';

interface Props {
  /** Null draws the regency without a choropleth. */
  readonly indicatorId: string | null;
  readonly variant: MapVariant;
  readonly selectedArea: string | null;
  readonly onSelectArea: (area: string) => void;
}

/** The regency: coast, neighbours, 23 kecamatan with live colours, names and events on top. Without WebGL a plain drawing takes its place. */
export function RegencyMap({ indicatorId, variant, selectedArea, onSelectArea }: Props): ReactElement {
  const { t } = useTranslation('map');
  const { catalogue, indicators, areas } = useCatalogue();
  const language = useViewStore((screen) => screen.language);
  const minute = useMinute();
  const panel = useRef<HTMLDivElement>(null);
  const legend = useRef<HTMLDivElement>(null);
  const indicator = (indicatorId && indicators.get(indicatorId)) || null;
  const coloured = indicator?.levels.includes('kecamatan') ? indicator : null;
  const choropleth = useChoropleth(coloured?.id ?? null);
  const states = useFeatureStates(choropleth, coloured !== null, selectedArea);
  const sheet = useSheet();
  const spec = useMapSpec(sheet);
  const { phase, view, showWhole } = useMap(panel, { spec, variant, states, onSelect: onSelectArea });
  const plainView = usePlainView(panel, phase === 'unsupported');
  const shown = phase === 'unsupported' ? plainView : view;
  const taken = useLegendBoxes(legend, panel, variant === 'full' ? null : indicatorId);
  const layout = useOverlayLayout({ view: shown, sheet, choropleth, variant, taken });
  const isSettled = phase === 'ready' || phase === 'unsupported';
  useEffect(() => markPage(isSettled && layout !== null), [isSettled, layout]);
  useEffect(loadWaterFont, []);
  const label = toLabel(indicator);
  function toLabel(given: Indicator | null): string {
    const region = catalogue.region.name;
    return given
      ? t('mapLabel', { region, indicator: given.name[language] })
      : t('mapLabelPlain', { region });
  }
  const areaNames = useMemo(() => new Map([...areas].map(([code, { name }]) => [code, name])), [areas]);
  return (
    <section className={`regency-map regency-map-${variant}`} aria-label={label} data-phase={phase}>
      <div className="regency-map-stage">
        <div ref={panel} className="regency-map-panel" data-names={layout?.areas.length ?? 0}>
          {phase === 'unsupported' && (
            <MiniMap indicatorId={coloured?.id ?? null} {...{ selectedArea, onSelectArea }} />
          )}
        </div>
        {layout && shown && (
          <MapOverlay
            {...{ layout, label, areaNames, selectedArea, onSelectArea }}
            view={shown}
            indicator={coloured}
            states={choropleth.states}
            hasNumbers={variant === 'full'}
          />
        )}
      </div>
      {indicator && variant !== 'full' && <MapLegend ref={legend} {...{ indicator, choropleth }} />}
      {coloured && variant !== 'full' && (
        <AreaTable
          caption={label}
          indicator={coloured}
          states={choropleth.states}
          {...{ areaNames, language, now: minute }}
        />
      )}
      {view?.isMoved && (
        <button type="button" className="map-whole" onClick={showWhole}>
          {t('wholeMap')}
        </button>
      )}
      {(phase === 'unsupported' || phase === 'recovering') && (
        <p className="map-notice" role="status">
          {t(phase === 'unsupported' ? 'noWebgl' : 'mapRecovering')}
        </p>
      )}
    </section>
  );
}

/** The page says when the map stands still, for pictures and tests. */
function markPage(isIdle: boolean): () => void {
  document.documentElement.dataset['map'] = isIdle ? 'idle' : 'busy';
  return () => {
    delete document.documentElement.dataset['map'];
  };
}

/** What the map is made from, once the surroundings say where they end. */
function useMapSpec(sheet: Sheet | null): MapSpec | null {
  const { catalogue } = useCatalogue();
  return useMemo(() => {
    if (!sheet) return null;
    const { map, region } = catalogue;
    const base = getComputedStyle(document.documentElement).getPropertyValue('--base').trim();
    const scale = Math.max(
      1,
      Math.round(Math.min(window.innerHeight / 1080, window.innerWidth / 1920) * 2) / 2,
    );
    const style = {
      kecamatan: toMapFileUrl(map.kecamatan),
      surroundings: toMapFileUrl(map.surroundings),
      context: toMapFileUrl(map.context),
      base: base || mapPalette.base,
      sheet,
      scale,
    };
    return { style, bounds: region.bounds };
  }, [catalogue, sheet]);
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

/** View of the plain drawing while it stands in for the map; null otherwise. */
function usePlainView(panel: React.RefObject<HTMLDivElement | null>, isWanted: boolean): MapView | null {
  const { catalogue } = useCatalogue();
  const [view, setView] = useState<MapView | null>(null);
  useEffect(() => {
    const element = panel.current;
    if (!element || !isWanted) return;
    const observer = new ResizeObserver(() => {
      const textPx = Number.parseFloat(getComputedStyle(element).fontSize) || 17;
      const frame = createFrame(catalogue.region.bounds, 600);
      setView(toPlainView(frame, element.clientWidth, element.clientHeight, textPx));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [panel, isWanted, catalogue]);
  return view;
}
