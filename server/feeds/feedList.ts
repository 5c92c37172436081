import { createBmkgForecast } from './bmkgForecast/createBmkgForecast.ts';
import { createBmkgNowcast } from './bmkgNowcast/createBmkgNowcast.ts';
import { createBmkgQuakes } from './bmkgQuakes/createBmkgQuakes.ts';
import type { Feed } from './feed.ts';
import { createOpenMeteo } from './openMeteo/createOpenMeteo.ts';
import { createPetabencana } from './petabencana/createPetabencana.ts';

/** Every public feed that Simpul can read; the region pack says which are on. */
export function createFeeds(): readonly Feed[] {
  return [
    createBmkgForecast(),
    createBmkgNowcast(),
    createBmkgQuakes(),
    createPetabencana(),
    createOpenMeteo(),
  ];
}
