import './styles/tokens.css';
import './styles/base.css';
import { watchBuild } from './connection/buildWatch.ts';
import { loadCatalogue } from './connection/catalogue.ts';
import { createLiveConnection } from './connection/liveConnection.ts';
import { loadPart } from './connection/loadPart.ts';
import { watchPaint } from './connection/paintWatch.ts';
import { obeyParent, openPast } from './connection/past/openPast.ts';
import { createWallControl } from './connection/wallControl.ts';
import { followOrders } from './followOrders.ts';
import { followPresent } from './stores/conductor.ts';
import { liveStore, presentStore } from './stores/liveStore.ts';

const pairingPath = '/wall/pasang';
document.documentElement.dataset['started'] = 'yes';
if (location.pathname === pairingPath) {
  void loadPart(() => import('./pairing.tsx')).then(({ mountPairing }) => mountPairing());
} else startWall();

/** First the link, then the picture: the stream answers while the browser still compiles what will draw it. */
function startWall(): void {
  const catalogue = loadCatalogue();
  followPresent();
  openPast();
  const live = createLiveConnection({ onCatalogue: catalogue.want });
  const paint = watchPaint(liveStore);
  const stops = [live.stop, watchBuild(presentStore), paint.stop, obeyParent()];
  if (location.pathname.startsWith('/wall/')) {
    const control = createWallControl({
      store: presentStore,
      paint,
      restart: live.restart,
      onOrders: (orders) => followOrders(orders, leave),
      onRefused: () => location.replace(pairingPath),
    });
    stops.push(control.stop);
  }
  // Not awaited here: the wall's file imports this one's, and would wait for it in turn.
  const mounted = loadPart(() => import('./wall.tsx')).then(({ mountWall }) => mountWall());
  /** Ends everything of this page but the page itself. */
  function leave(): void {
    for (const stop of stops) stop();
    void mounted.then((unmount) => unmount());
  }
}
