import { createHash } from 'node:crypto';
import { evaluationLimits } from '#shared/model/evaluation.ts';
import type { PillarId } from '#shared/model/ids.ts';
import { pillarIds } from '#shared/model/lists.ts';
import type { EstimatedProgramme } from '#shared/rules/evaluation.ts';
import { computePillarScore } from '#shared/rules/score.ts';
import { toLocalDate } from '#shared/rules/workingDays.ts';
import { createEvaluations } from './domain/evaluations/createEvaluations.ts';
import { createRegister } from './domain/records/createRegister.ts';
import { createEvaluationRoutes } from './http/evaluationRoutes.ts';
import type { OfficialFigures } from './officialFigures.ts';
import type { ReviewParts } from './openReview.ts';
import type { RoomPart } from './openRoom.ts';

/** Programmes as estimates look at them; `simulated` says that one of them is no reality. */
export interface ProgrammeSource {
  readonly programmes: readonly EstimatedProgramme[];
  readonly simulated: boolean;
}

/** Needs of `openEvaluations`. */
export interface EvaluationPartsOfRoom
  extends Pick<ReviewParts, 'region' | 'store' | 'settings' | 'now' | 'tell'> {
  readonly figures: OfficialFigures;
  readonly programmes: () => ProgrammeSource;
}

/** Composes the yearly evaluation. */
export function openEvaluations(parts: EvaluationPartsOfRoom): RoomPart {
  const { region, store, settings, now, tell, figures } = parts;
  const common = {
    store,
    now,
    hash: (text: string): string => createHash('sha256').update(text).digest('hex'),
    onChange: (): void => tell('evaluations'),
  };
  const evaluations = createEvaluations({
    years: createRegister({
      ...common,
      kind: 'evaluation',
      base: new Map(region.evaluations.map(({ year, doc }) => [String(year), doc])),
      max: evaluationLimits.years,
    }),
    surveys: createRegister({ ...common, kind: 'survey', base: new Map(), max: evaluationLimits.surveys }),
    schemes: region.weightSchemes,
    crosswalk: region.crosswalk,
    estimateSource: () => {
      const scored = pillarIds.map((pillar) => toPillarScore(pillar, parts));
      const registered = parts.programmes();
      return {
        programmes: registered.programmes,
        pillarScores: scored.map(({ score }) => score),
        simulated: registered.simulated || scored.some(({ simulated }) => simulated),
      };
    },
    figure: figures.figure,
    now,
    isSimulated: settings.mode !== 'live',
  });
  return { routes: createEvaluationRoutes(evaluations), stop: () => undefined };
}

/** Score of a pillar from the figures of the regency itself: what only kecamatan have does not count here. */
function toPillarScore(
  pillar: PillarId,
  { region, figures }: EvaluationPartsOfRoom,
): { readonly score: number | null; readonly simulated: boolean } {
  const { scoreRule, zone } = region.catalogue.region;
  const inputs = region.catalogue.indicators
    .filter((indicator) => indicator.pillar === pillar)
    .map((indicator) => {
      const { value, observedAt, freshness, origin } = figures.figure(indicator.id);
      // The end of a period belongs to the period.
      const at = observedAt === null || indicator.periodAnchor === 'start' ? observedAt : observedAt - 1;
      const year = at === null ? null : Number(toLocalDate(at, zone).slice(0, 4));
      return { indicator, value, quality: 'good' as const, freshness, year, origin };
    });
  const score = computePillarScore(inputs, scoreRule);
  const counted = new Set(score.ratios.map(({ id }) => id));
  const simulated = inputs.some(
    ({ indicator, origin }) => counted.has(indicator.id) && origin === 'simulated',
  );
  return { score: score.value, simulated };
}
