import type { WallOrders } from '#shared/model/wall.ts';
import { toTilePlace } from './lib/tilePlace.ts';
import { changeView, useViewStore } from './stores/viewStore.ts';

let tileText: string | null = null;

/**
 * What of a wall's orders concerns the page itself: its address, its language, and whether it shows a part of one picture. `leave`
 * ends what this page does, for a frame that holds the whole picture to take over.
 */
export function followOrders({ name, setup }: WallOrders, leave: () => void): void {
  const path = `/wall/${name}`;
  if (location.pathname !== path) history.replaceState(null, '', `${path}${location.search}`);
  if (setup.lang !== useViewStore.getState().language) changeView({ language: setup.lang });
  const isFramed = window.top !== window;
  const text = JSON.stringify(setup.tile);
  const isOther = tileText !== null && tileText !== text;
  tileText = text;
  if (isOther) (window.top ?? window).location.reload();
  else if (isFramed ? setup.tile === null : setup.tile !== null) {
    if (isFramed) window.top?.location.reload();
    else if (setup.tile) {
      leave();
      showTile(path, setup.tile);
    }
  }
}

/** The whole picture in a frame as large as all outputs together, moved so that this output's part is in sight. */
function showTile(path: string, tile: NonNullable<WallOrders['setup']['tile']>): void {
  const frame = document.createElement('iframe');
  frame.src = path;
  frame.title = 'Simpul';
  Object.assign(frame.style, { position: 'fixed', top: '0', left: '0', border: '0', transformOrigin: '0 0' });
  const place = (): void => {
    const { width, height, x, y } = toTilePlace(tile, window.innerWidth, window.innerHeight);
    Object.assign(frame.style, {
      width: `${width}px`,
      height: `${height}px`,
      transform: `translate(${-x}px, ${-y}px)`,
    });
  };
  place();
  window.addEventListener('resize', place);
  document.body.append(frame);
  frame.addEventListener('load', () => frame.contentWindow?.focus());
}
