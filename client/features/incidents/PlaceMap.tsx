import { type KeyboardEvent, type MouseEvent, type ReactNode, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Catalogue } from '#shared/model/region.ts';
import { useNames } from '../../hooks/desk/useDesk.ts';
import styles from './incidents.module.css';
import { MapMark, type MarkKind } from './MapMark.tsx';
import { type RegionMap, toViewBox, useRegionMap } from './useRegionMap.ts';

type Point = readonly [longitude: number, latitude: number];

/** Something beside the incident on its map. */
export interface PlaceMark {
  readonly id: string;
  readonly kind: MarkKind;
  readonly title: string;
  readonly point: Point;
}

interface PlaceMapProps {
  readonly area: string;
  readonly point: Point | null;
  readonly label: string;
  readonly marks: readonly PlaceMark[];
  /** Takes a point that was clicked or moved by key; left out where the map only shows. */
  readonly onPick?: (point: [number, number]) => void;
}

/** A map of the kecamatan with the incident and what is around it. */
export function PlaceMap(props: PlaceMapProps) {
  const { catalogue } = useNames();
  return catalogue ? <DrawnMap {...props} catalogue={catalogue} /> : null;
}

function DrawnMap(props: PlaceMapProps & { readonly catalogue: Catalogue }) {
  const { area, point, label, marks, onPick, catalogue } = props;
  const { t } = useTranslation('incident');
  const map = useRegionMap(catalogue);
  const canZoom = area !== catalogue.region.code;
  const [isWhole, setWhole] = useState(false);
  const view = toViewBox(map, { area: canZoom && !isWhole ? area : null, point });
  const size = Math.max(view.width, view.height);
  const svg = useRef<SVGSVGElement>(null);
  const pick = onPick && {
    onClick: (event: MouseEvent) => {
      // A key that presses the button has no place on the map.
      const at = event.detail === 0 ? null : toUnits(svg.current, event);
      if (at) onPick(round(map.frame.unproject(at)));
    },
    onKeyDown: (event: KeyboardEvent) => {
      const moved = toMoved(event, point ?? catalogue.areas.find(({ code }) => code === area)?.point ?? null);
      if (!moved) return;
      event.preventDefault();
      onPick(round(moved));
    },
  };
  const drawing = (
    <svg ref={svg} viewBox={`${view.x} ${view.y} ${view.width} ${view.height}`} role="img" aria-label={label}>
      <Areas map={map} area={area} size={size} named={canZoom && !isWhole ? { point } : null} />
      {marks.map(({ id, kind, title, point: at }) => (
        <MapMark key={id} kind={kind} title={title} at={map.frame.project(at)} size={size} />
      ))}
      {point ? <MapMark kind="here" title={label} at={map.frame.project(point)} size={size} /> : null}
    </svg>
  );
  return (
    <div className={styles['map']}>
      {drawing}
      {pick ? (
        <button type="button" className={styles['picker']} aria-label={t('placePick')} {...pick} />
      ) : null}
      {canZoom ? (
        <button type="button" className={styles['zoom']} onClick={() => setWhole(!isWhole)}>
          {t(isWhole ? 'zoomIn' : 'zoomOut')}
        </button>
      ) : null}
      <Legend marks={marks} hasPoint={point !== null} />
    </div>
  );
}

interface AreasProps {
  readonly map: RegionMap;
  readonly area: string;
  /** Null where names have no room; the mark of the incident stands in place of the name that it would cover. */
  readonly named: { readonly point: Point | null } | null;
  readonly size: number;
}

function Areas({ map, area, named, size }: AreasProps) {
  const { catalogue } = useNames();
  // The chosen one on top, so that no neighbour covers its line.
  const shapes = map.shapes.toSorted((a, b) => Number(a.code === area) - Number(b.code === area));
  return (
    <>
      {shapes.map(({ code, name, path }) => (
        <path key={code} d={path} className={styles['area']} data-chosen={code === area || undefined}>
          <title>{name}</title>
        </path>
      ))}
      {named
        ? catalogue?.areas.map(({ code, name, point, level }) => {
            if (!point || level !== 'kecamatan' || (code === area && named.point)) return null;
            const [x, y] = map.frame.project(point);
            return (
              <text key={code} x={x} y={y} className={styles['areaName']} fontSize={size * 0.032}>
                {name}
              </text>
            );
          })
        : null}
    </>
  );
}

function Legend({ marks, hasPoint }: { readonly marks: readonly PlaceMark[]; readonly hasPoint: boolean }) {
  const { t } = useTranslation('incident');
  const kinds = (['here', 'other', 'camera'] as const).filter((kind) =>
    kind === 'here' ? hasPoint : marks.some((mark) => mark.kind === kind),
  );
  const toItem = (kind: MarkKind): ReactNode => (
    <li key={kind}>
      <svg viewBox="-10 -10 20 20" aria-hidden="true">
        <MapMark kind={kind} at={[0, 0]} size={320} />
      </svg>
      {t(`legend.${kind}`)}
    </li>
  );
  return kinds.length === 0 ? null : <ul className={styles['legend']}>{kinds.map(toItem)}</ul>;
}

function toUnits(svg: SVGSVGElement | null, { clientX, clientY }: MouseEvent): Point | null {
  const matrix = svg?.getScreenCTM();
  if (!matrix) return null;
  const { x, y } = new DOMPoint(clientX, clientY).matrixTransform(matrix.inverse());
  return [x, y];
}

const kmOfDegree = 111.32;
const steps: Readonly<Record<string, Point>> = {
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
};

/** A point moved by an arrow key: 100 m, with Shift 1 km. */
function toMoved({ key, shiftKey }: KeyboardEvent, point: Point | null): Point | null {
  const step = steps[key];
  if (!step || !point) return null;
  const degrees = (shiftKey ? 1 : 0.1) / kmOfDegree;
  const [longitude, latitude] = point;
  return [
    longitude + (step[0] * degrees) / Math.cos((latitude * Math.PI) / 180),
    latitude + step[1] * degrees,
  ];
}

/** Five digits are a metre; more would look like knowledge. */
function round([longitude, latitude]: Point): [number, number] {
  return [Number(longitude.toFixed(5)), Number(latitude.toFixed(5))];
}
