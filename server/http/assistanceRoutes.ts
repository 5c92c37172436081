import { newRecommendationSchema, recommendationEntrySchema } from '#shared/model/assistance.ts';
import type { Assistance } from '../domain/assistance/createAssistance.ts';
import { ProblemError } from './answers.ts';
import { reviewing, toKnown } from './deskCaller.ts';
import { readBody } from './readBody.ts';
import { toKept, toPathPart } from './registerAnswers.ts';
import type { RouteDefinition } from './registry.ts';

const path = '/api/v1/assistance';
const signedIn = { kind: 'signed-in' } as const;

/** Recommendations with what followed them. */
export function createAssistanceRoutes(assistance: Assistance): RouteDefinition[] {
  return [
    {
      method: 'get',
      path,
      access: signedIn,
      async handle(_request, response) {
        response.set('Cache-Control', 'no-store').json(await assistance.list());
      },
    },
    {
      method: 'get',
      path: `${path}/:id`,
      access: signedIn,
      async handle(request, response) {
        response.set('Cache-Control', 'no-store').json(await toAnswer(assistance, toPathPart(request, 'id')));
      },
    },
    {
      method: 'post',
      path,
      access: reviewing,
      body: 'json',
      async handle(request, response, caller) {
        const wanted = readBody(request, newRecommendationSchema);
        const { id } = await toKept(assistance.make(wanted, toKnown(caller)));
        response
          .status(201)
          .set('Cache-Control', 'no-store')
          .json(await toAnswer(assistance, id));
      },
    },
    {
      method: 'post',
      path: `${path}/:id/entries`,
      access: reviewing,
      body: 'json',
      async handle(request, response, caller) {
        const entry = readBody(request, recommendationEntrySchema);
        const { id } = await toKept(assistance.enter(toPathPart(request, 'id'), entry, toKnown(caller)));
        response.set('Cache-Control', 'no-store').json(await toAnswer(assistance, id));
      },
    },
  ];
}

async function toAnswer(assistance: Assistance, id: string) {
  const answer = await assistance.find(id);
  if (!answer) throw new ProblemError('not-found');
  return answer;
}
