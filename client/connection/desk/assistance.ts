import {
  type AssistanceList,
  assistanceListSchema,
  type NewRecommendation,
  type RecommendationAnswer,
  type RecommendationEntry,
  recommendationAnswerSchema,
} from '#shared/model/assistance.ts';
import { ask } from './request.ts';

const path = '/api/v1/assistance';
const at = (id: string): string => `${path}/${encodeURIComponent(id)}`;

/** Meetings and recommendations with what followed. */
export const fetchAssistance = (): Promise<AssistanceList> => ask(path, { schema: assistanceListSchema });

/** One recommendation with its changes. */
export const fetchRecommendation = (id: string): Promise<RecommendationAnswer> =>
  ask(at(id), { schema: recommendationAnswerSchema });

/** Records a recommendation; the same key gives the same one. */
export const makeRecommendation = (body: NewRecommendation): Promise<RecommendationAnswer> =>
  ask(path, { method: 'POST', body, schema: recommendationAnswerSchema });

/** Changes a recommendation. */
export const enterRecommendation = (id: string, body: RecommendationEntry): Promise<RecommendationAnswer> =>
  ask(`${at(id)}/entries`, { method: 'POST', body, schema: recommendationAnswerSchema });
