import type {
  AssistanceList,
  FigureThen,
  NewRecommendation,
  Occasion,
  RecommendationAnswer,
  RecommendationDoc,
  RecommendationEntry,
} from '#shared/model/assistance.ts';
import type { IndicatorId } from '#shared/model/ids.ts';
import type { OfficialFigure } from '#shared/model/official.ts';
import { compareFollowUps, toFollowUp } from '#shared/rules/assistance.ts';
import type { Actor } from '../people/actor.ts';
import type {
  Kept,
  Register,
  RegisterFault,
  RegisterOutcome,
  RegisterWork,
} from '../records/createRegister.ts';

/** Needs of `createAssistance`. */
export interface AssistanceParts {
  readonly register: Register<RecommendationDoc>;
  /** Meetings that the pack knows. */
  readonly occasions: readonly Occasion[];
  readonly isAgency: (code: string) => boolean;
  readonly isIndicator: (id: string) => boolean;
  /** The figure of an indicator as it stands now. */
  readonly figure: (indicator: string) => OfficialFigure;
  /** The figure that stood on a day, as it is known now. */
  readonly figureOn: (indicator: IndicatorId, day: string) => Promise<FigureThen>;
  readonly now: () => number;
  /** Day of now in the region's zone, `YYYY-MM-DD`. */
  readonly today: () => string;
  /** True on a server whose entries are no reality. */
  readonly isSimulated: boolean;
}

/** What became of a change of a recommendation. */
export type AssistanceOutcome = RegisterOutcome<RecommendationDoc>;

/** Recommendations with what followed them. */
export interface Assistance {
  list(): Promise<AssistanceList>;
  find(id: string): Promise<RecommendationAnswer | null>;
  make(wanted: NewRecommendation, by: Actor): Promise<AssistanceOutcome>;
  enter(id: string, entry: RecommendationEntry, by: Actor): Promise<AssistanceOutcome>;
}

type Facts = Omit<NewRecommendation, 'key'>;

/** Builds the use case over a register. */
export function createAssistance(parts: AssistanceParts): Assistance {
  const { register, occasions, now, today } = parts;
  return {
    list: async () => {
      const day = today();
      const items = (await register.list()).map(toRecommendation).sort((a, b) => compareFollowUps(a, b, day));
      return { at: now(), today: day, occasions: [...occasions], items, figures: listFigures(items, parts) };
    },
    find: async (id) => {
      const kept = await register.find(id);
      return kept && toAnswer(kept, parts);
    },
    make: ({ key, ...request }, by) =>
      register.make({ key, request, by }, () => makeRecommendation(parts, request)),
    enter: (id, entry, by) => {
      const { key, version, ...request } = entry;
      return register.change(id, { key, version, request, by }, ({ doc }) => applyEntry(parts, doc, entry));
    },
  };
}

function toRecommendation({ id, version, doc }: Kept<RecommendationDoc>) {
  return { ...doc, id, version };
}

function toAnswer(kept: Kept<RecommendationDoc>, parts: AssistanceParts): RecommendationAnswer {
  const recommendation = toRecommendation(kept);
  return {
    at: parts.now(),
    recommendation,
    occasion: parts.occasions.find(({ id }) => id === recommendation.occasion) ?? null,
    figures: listFigures([recommendation], parts),
    log: kept.log.toReversed(),
  };
}

function listFigures(
  items: readonly { readonly indicators: readonly string[] }[],
  { figure }: Pick<AssistanceParts, 'figure'>,
): OfficialFigure[] {
  return [...new Set(items.flatMap(({ indicators }) => indicators))].map(figure);
}

const fault = (pointer: string, code: string, params: RegisterFault['params'] = {}): RegisterFault => ({
  pointer,
  code,
  params,
});

function checkFacts(
  facts: Facts,
  { occasions, isAgency, isIndicator, today }: AssistanceParts,
): RegisterFault[] {
  const { occasion, owner, givenOn, dueOn, indicators } = facts;
  const faults: RegisterFault[] = [];
  if (occasion !== null && !occasions.some(({ id }) => id === occasion))
    faults.push(fault('/occasion', 'occasion_unknown'));
  if (!isAgency(owner)) faults.push(fault('/owner', 'unknown_agency', { given: owner }));
  if (givenOn > today()) faults.push(fault('/givenOn', 'day_ahead'));
  if (dueOn < givenOn) faults.push(fault('/dueOn', 'day_before_start'));
  for (const [index, id] of indicators.entries()) {
    if (!isIndicator(id)) faults.push(fault(`/indicators/${index}`, 'unknown_indicator', { given: id }));
    else if (indicators.indexOf(id) < index) faults.push(fault(`/indicators/${index}`, 'indicator_twice'));
  }
  return faults;
}

/** Field by field: keys and versions of a body are no facts. */
function toFacts(facts: Facts): Facts {
  const { occasion, from, givenOn, text, pillar, owner, dueOn, indicators } = facts;
  return { occasion, from, givenOn, text, pillar, owner, dueOn, indicators };
}

/** What was known once stays: only another day or another indicator is looked up. */
function readFigures(
  { figureOn }: AssistanceParts,
  { indicators, givenOn }: Facts,
  before?: RecommendationDoc,
): Promise<FigureThen[]> {
  const known = before?.givenOn === givenOn ? before.figures : [];
  return Promise.all(
    indicators.map(async (id) => known.find(({ indicator }) => indicator === id) ?? figureOn(id, givenOn)),
  );
}

async function makeRecommendation(
  parts: AssistanceParts,
  facts: Facts,
): Promise<RegisterWork<RecommendationDoc>> {
  const faults = checkFacts(facts, parts);
  if (faults.length > 0) return { faults };
  const doc: RecommendationDoc = {
    ...toFacts(facts),
    figures: await readFigures(parts, facts),
    response: null,
    decision: null,
    closed: null,
    dropped: null,
    origin: parts.isSimulated ? 'simulated' : 'reported',
  };
  return { doc, line: { kind: 'made', text: facts.text.slice(0, 600) } };
}

async function applyEntry(
  parts: AssistanceParts,
  doc: RecommendationDoc,
  entry: RecommendationEntry,
): Promise<RegisterWork<RecommendationDoc>> {
  const faults = checkEntry(parts, doc, entry);
  if (faults.length > 0) return { faults };
  switch (entry.kind) {
    case 'change': {
      const figures = await readFigures(parts, entry, doc);
      return { doc: { ...doc, ...toFacts(entry), figures }, line: toLine(entry.kind, entry.text) };
    }
    case 'response':
      return {
        doc: { ...doc, response: { text: entry.text, on: entry.on } },
        line: toLine(entry.kind, entry.text),
      };
    case 'decision': {
      const { decisionKind, title, number, on } = entry;
      return {
        doc: { ...doc, decision: { decisionKind, title, number, on } },
        line: toLine(entry.kind, title),
      };
    }
    case 'close':
      return {
        doc: { ...doc, closed: { text: entry.text, on: entry.on } },
        line: toLine(entry.kind, entry.text),
      };
    case 'drop':
      return { doc: { ...doc, dropped: entry.reason }, line: toLine(entry.kind, entry.reason) };
    case 'reopen':
      return { doc: { ...doc, closed: null, dropped: null }, line: toLine(entry.kind, entry.reason) };
  }
}

const toLine = (kind: string, text: string) => ({ kind, text: text.slice(0, 600) });

function checkEntry(
  parts: AssistanceParts,
  doc: RecommendationDoc,
  entry: RecommendationEntry,
): RegisterFault[] {
  const step = toFollowUp(doc);
  const isOver = step === 'closed' || step === 'dropped';
  if (entry.kind === 'reopen') return isOver ? [] : [fault('/kind', 'followup_open')];
  if (isOver) return [fault('/kind', 'followup_over')];
  if (entry.kind === 'change') return checkFacts(entry, parts);
  if (entry.kind === 'drop') return [];
  if (entry.on > parts.today()) return [fault('/on', 'day_ahead')];
  if (entry.on < doc.givenOn) return [fault('/on', 'day_before_start')];
  return [];
}
