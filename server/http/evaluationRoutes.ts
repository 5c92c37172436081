import type { Request } from 'express';
import {
  evaluationChangeSchema,
  evaluationYearSchema,
  newSurveySchema,
  surveyEntrySchema,
} from '#shared/model/evaluation.ts';
import type { Evaluations } from '../domain/evaluations/createEvaluations.ts';
import { ProblemError } from './answers.ts';
import { reviewing, toKnown } from './deskCaller.ts';
import { readBody } from './readBody.ts';
import { toKept, toPathPart } from './registerAnswers.ts';
import type { RouteDefinition } from './registry.ts';

const path = '/api/v1/evaluations';
const signedIn = { kind: 'signed-in' } as const;

/** The yearly evaluation; whatever changes it answers with all of it, since a year is looked at beside the others. */
export function createEvaluationRoutes(evaluations: Evaluations): RouteDefinition[] {
  return [...createLookRoutes(evaluations), ...createWorkRoutes(evaluations)];
}

function createLookRoutes(evaluations: Evaluations): RouteDefinition[] {
  return [
    {
      method: 'get',
      path,
      access: signedIn,
      async handle(_request, response) {
        response.set('Cache-Control', 'no-store').json(await evaluations.list());
      },
    },
    {
      method: 'get',
      path: `${path}/crosswalk`,
      access: signedIn,
      handle(_request, response) {
        response.set('Cache-Control', 'no-store').json(evaluations.crosswalk());
      },
    },
  ];
}

function createWorkRoutes(evaluations: Evaluations): RouteDefinition[] {
  return [
    {
      method: 'put',
      path: `${path}/:year`,
      access: reviewing,
      body: 'json',
      async handle(request, response, caller) {
        const year = readYear(request);
        await toKept(evaluations.put(year, readBody(request, evaluationChangeSchema), toKnown(caller)));
        response.set('Cache-Control', 'no-store').json(await evaluations.list());
      },
    },
    {
      method: 'post',
      path: `${path}/surveys`,
      access: reviewing,
      body: 'json',
      async handle(request, response, caller) {
        await toKept(evaluations.addSurvey(readBody(request, newSurveySchema), toKnown(caller)));
        response
          .status(201)
          .set('Cache-Control', 'no-store')
          .json(await evaluations.list());
      },
    },
    {
      method: 'post',
      path: `${path}/surveys/:id/entries`,
      access: reviewing,
      body: 'json',
      async handle(request, response, caller) {
        const entry = readBody(request, surveyEntrySchema);
        await toKept(evaluations.enterSurvey(toPathPart(request, 'id'), entry, toKnown(caller)));
        response.set('Cache-Control', 'no-store').json(await evaluations.list());
      },
    },
  ];
}

function readYear(request: Request): number {
  const year = evaluationYearSchema.safeParse(Number(toPathPart(request, 'year')));
  if (!year.success) throw new ProblemError('not-found');
  return year.data;
}
