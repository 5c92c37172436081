import { useMemo, useRef } from 'react';
import type { Language } from '#shared/model/text.ts';
import { useMapFile } from '../../hooks/useMapFile.ts';
import { useMinute } from '../../hooks/useNow.ts';
import { useCatalogue } from '../../stores/catalogueStore.ts';
import { useViewStore } from '../../stores/viewStore.ts';
import type { Choropleth } from './choropleth.ts';
import type { Box } from './labelPlacement.ts';
import type { MapView } from './mapView.ts';
import { createMeasure } from './measureText.ts';
import { layOutOverlay, type OverlayLayout } from './overlayLayout.ts';
import { type AreaNotes, toAreaNotes } from './overlayNames.ts';
import { useEventMarks } from './useEventMarks.ts';
import type { MapVariant } from './useMap.ts';

const measure = createMeasure('600 {size} "Inter Variable", Inter, sans-serif');

/** Ages below the names; the same object while they read the same, so that a new value does not move the names. */
function useAreaNotes({ states }: Choropleth, now: number, language: Language): AreaNotes {
  const kept = useRef<{ readonly key: string; readonly notes: AreaNotes } | null>(null);
  const notes = toAreaNotes(states.values(), now, language);
  const key = [...notes].join();
  if (kept.current?.key !== key) kept.current = { key, notes };
  return kept.current.notes;
}

interface Given {
  readonly view: MapView | null;
  readonly sheet: readonly [number, number, number, number] | null;
  readonly choropleth: Choropleth;
  readonly variant: MapVariant;
  /** Where the legend stands over the panel: names make way for it. */
  readonly taken: readonly Box[];
}

/** Names and marks over the map; the same object until the picture, a state, an event or a printed age changes. */
export function useOverlayLayout({ view, sheet, choropleth, variant, taken }: Given): OverlayLayout | null {
  const { catalogue } = useCatalogue();
  const language = useViewStore((screen) => screen.language);
  const labels = useMapFile(catalogue.map.labels);
  const places = useMapFile(catalogue.map.places);
  const context = useMapFile(catalogue.map.context);
  const marks = useEventMarks();
  const minute = useMinute();
  const notes = useAreaNotes(choropleth, minute, language);
  return useMemo(() => {
    if (!view || !sheet || !labels || !places) return null;
    const own = variant === 'full' ? context : null;
    return layOutOverlay({
      view,
      sheet,
      labels,
      places,
      context: own,
      notes,
      marks,
      measure,
      taken,
    });
  }, [view, sheet, labels, places, context, variant, notes, taken, marks]);
}
