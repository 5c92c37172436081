import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Indicator } from '#shared/model/indicator.ts';
import { useViewStore } from '../../stores/viewStore.ts';
import { toAreaKey, toValueWords } from './areaWords.ts';
import type { AreaState } from './choropleth.ts';
import { EventGlyph } from './EventGlyph.tsx';
import type { PlacedLabel } from './labelPlacement.ts';
import type { MapView } from './mapView.ts';
import { markEms, type OverlayLayout } from './overlayLayout.ts';
import { lineEms, type PlacedPoint } from './overlayNames.ts';
import { waterFamily } from './waterFont.ts';

interface Props {
  readonly layout: OverlayLayout;
  readonly view: MapView;
  readonly label: string;
  readonly indicator: Indicator | null;
  readonly areaNames: ReadonlyMap<string, string>;
  readonly states: ReadonlyMap<string, AreaState>;
  readonly selectedArea: string | null;
  readonly onSelectArea: (area: string) => void;
  /** Whether a list beside the map explains the numbers of the marks. */
  readonly hasNumbers: boolean;
}

/** Names and marks over the map's geometry. The names of areas are the keyboard's way to them. */
export function MapOverlay(props: Props): ReactElement {
  const { layout, view, label, hasNumbers } = props;
  const { sheet, waters, dots, names, outlines, marks, markNames, areas } = layout;
  const { textPx } = view;
  const rim = Math.min(textPx * 8, view.width * 0.07);
  return (
    <>
      <div
        className="map-sheet"
        style={{
          left: sheet.x,
          top: sheet.y,
          width: sheet.width,
          height: sheet.height,
          boxShadow: `inset 0 0 ${rim}px ${rim * 0.4}px var(--base), 0 0 0 100vmax var(--base)`,
        }}
      />
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset cannot hold a drawing */}
      <svg
        className="map-overlay"
        viewBox={`0 0 ${view.width} ${view.height}`}
        role="group"
        aria-label={label}
        fontSize={textPx}
      >
        {outlines !== '' && <path className="map-warning" d={outlines} />}
        {waters.map((water) => (
          <WaterName key={water.key} water={water} textPx={textPx} />
        ))}
        {dots.map(({ key, kind, name, at: [x, y] }) => (
          <circle key={key} className={`map-dot map-dot-${kind}`} cx={x} cy={y} r={textPx * 0.24}>
            <title>{name}</title>
          </circle>
        ))}
        <g className="map-place-names">
          {names.map((placed) => (
            <Lines key={placed.key} placed={placed} textPx={textPx} />
          ))}
        </g>
        {areas.map((placed) => (
          <AreaName key={placed.key} placed={placed} {...props} />
        ))}
        {marks.map(({ mark, at }) => (
          <EventGlyph
            key={mark.event.id}
            event={mark.event}
            at={at}
            sizePx={markEms * textPx}
            text={hasNumbers ? String(mark.number) : null}
          />
        ))}
        <g className="map-mark-names">
          {markNames.map((placed) => (
            <Lines key={placed.key} placed={placed} textPx={textPx} />
          ))}
        </g>
      </svg>
    </>
  );
}

function WaterName({
  water,
  textPx,
}: {
  readonly water: PlacedPoint;
  readonly textPx: number;
}): ReactElement {
  const [x, y] = water.at;
  return (
    <text
      className="map-water-name"
      x={x}
      y={y}
      fontSize={textPx * water.scale}
      fontFamily={`"${waterFamily}", serif`}
    >
      {water.name}
    </text>
  );
}

function Lines({ placed, textPx }: { readonly placed: PlacedLabel; readonly textPx: number }): ReactElement {
  const { box, form } = placed;
  const x = box.x + box.width / 2;
  return (
    <text x={x} y={box.y + 1 + textPx * 0.9}>
      {form.lines.map((line, index) => (
        <tspan key={line} x={x} dy={index === 0 ? 0 : textPx * lineEms}>
          {index === 0 ? line : ` ${line}`}
        </tspan>
      ))}
    </text>
  );
}

function AreaName(props: Props & { readonly placed: PlacedLabel }): ReactElement {
  const { placed, view, indicator, states, selectedArea, onSelectArea, areaNames } = props;
  const { t } = useTranslation('map');
  const language = useViewStore((screen) => screen.language);
  const code = placed.key;
  const state = states.get(code) ?? null;
  const value = state ? toValueWords(state, indicator, language) : null;
  const { box, form } = placed;
  // What is said begins with what is written, so that who speaks to the screen can name it as it stands there.
  const area = form.lines.length > 1 ? form.lines.join(' ') : (areaNames.get(code) ?? code);
  const spoken = t(toAreaKey(state, indicator !== null), { area, value: value ?? '' });
  return (
    // biome-ignore lint/a11y/useSemanticElements: an HTML button cannot stand in a drawing
    <g
      className="map-area-name"
      role="button"
      tabIndex={0}
      data-area={code}
      aria-pressed={code === selectedArea}
      aria-label={spoken}
      onClick={() => onSelectArea(code)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        // The wall's own keys (a space holds the rotation) are not meant here.
        event.stopPropagation();
        onSelectArea(code);
      }}
    >
      <rect x={box.x - 2} y={box.y - 1} width={box.width + 4} height={box.height + 2} rx="3" />
      <Lines placed={placed} textPx={view.textPx} />
    </g>
  );
}
