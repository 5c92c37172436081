import {
  type Crosswalk,
  crosswalkSchema,
  type EvaluationChange,
  type EvaluationList,
  evaluationListSchema,
  type NewSurvey,
  type SurveyEntry,
} from '#shared/model/evaluation.ts';
import { ask } from './request.ts';

const path = '/api/v1/evaluations';

/** Evaluations of all years with what Simpul reckons itself. */
export const fetchEvaluations = (): Promise<EvaluationList> => ask(path, { schema: evaluationListSchema });

/** How indicators match other standards. */
export const fetchCrosswalk = (): Promise<Crosswalk> => ask(`${path}/crosswalk`, { schema: crosswalkSchema });

/** Enters or changes a year. */
export const putEvaluation = (year: number, body: EvaluationChange): Promise<EvaluationList> =>
  ask(`${path}/${year}`, { method: 'PUT', body, schema: evaluationListSchema });

/** Enters the result of a survey; the same key gives the same one. */
export const addSurvey = (body: NewSurvey): Promise<EvaluationList> =>
  ask(`${path}/surveys`, { method: 'POST', body, schema: evaluationListSchema });

/** Changes or removes the result of a survey. */
export const enterSurvey = (id: string, body: SurveyEntry): Promise<EvaluationList> =>
  ask(`${path}/surveys/${encodeURIComponent(id)}/entries`, {
    method: 'POST',
    body,
    schema: evaluationListSchema,
  });
