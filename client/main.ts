import './styles/tokens.css';
import './styles/base.css';
import { watchBuild } from './connection/buildWatch.ts';
import { loadCatalogue } from './connection/catalogue.ts';
import { createLiveConnection } from './connection/liveConnection.ts';
import { loadPart } from './connection/loadPart.ts';
import { obeyParent, openPast } from './connection/past/openPast.ts';
import { followPresent } from './stores/conductor.ts';
import { presentStore } from './stores/liveStore.ts';

// First the link, then the picture: the stream answers while the browser still compiles what will draw it.
document.documentElement.dataset['started'] = 'yes';
const catalogue = loadCatalogue();
followPresent();
openPast();
obeyParent();
createLiveConnection({ onCatalogue: catalogue.want });
watchBuild(presentStore);
// Not awaited here: the wall's file imports this one's, and would wait for it in turn.
void loadPart(() => import('./wall.tsx')).then(({ mountWall }) => mountWall());
