import type { PastView } from '../domain/past/createPast.ts';
import { createQueryReader } from './query.ts';
import type { RouteDefinition } from './registry.ts';

/** Needs of the routes of the past. */
export interface SituationRouteParts {
  readonly past: PastView;
  readonly now: () => number;
}

/** The situation at an instant: what was on screen then. */
export function createSituationRoutes({ past, now }: SituationRouteParts): RouteDefinition[] {
  return [
    {
      method: 'get',
      path: '/api/v1/situation',
      access: { kind: 'viewing' },
      async handle(request, response) {
        const query = createQueryReader(request, ['at', 'seq']);
        const at = query.instant('at');
        const seq = query.text('seq') === undefined ? undefined : query.integer('seq', 0, 999_999_999, 0);
        if (query.text('at') === undefined) query.fault('at', 'required');
        else if (at !== undefined && at > now()) query.fault('at', 'not_past');
        query.assertGood();
        response.set('Cache-Control', 'no-store').json(await past.at(at ?? now(), seq));
      },
    },
  ];
}
