/** A rectangle in CSS pixels of the map's panel; `x` and `y` are its upper left corner. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** One way to print a name: its lines and their size. Later forms of a name say less and cost more. */
export interface LabelForm {
  readonly lines: readonly string[];
  readonly width: number;
  readonly height: number;
}

/** A name that wants a place. */
export interface LabelRequest {
  readonly key: string;
  /** Point the name belongs to, pixels. */
  readonly at: readonly [x: number, y: number];
  readonly forms: readonly LabelForm[];
  /** `over` the point (names of areas) or `beside` it at this distance, pixels (names of marks). */
  readonly mode: 'over' | { readonly besidePx: number };
  /** A required name always gets a place, the least bad one; any other is left out where there is no free one. */
  readonly isRequired: boolean;
}

/** A name with its place. */
export interface PlacedLabel {
  readonly key: string;
  readonly box: Box;
  readonly form: LabelForm;
}

interface Candidate extends PlacedLabel {
  readonly cost: number;
}

/** Rounds in which required names may make way for each other; they settle after three or four. */
const rounds = 8;
const formCost = 260;
const pointCost = 30;
const touchCost = 60;
const overlapCost = 4;
const obstacleCost = 9;
const outsideCost = 20;

/**
 * Finds a place for every name: required ones in turns until none can better its place, then the others where there is room.
 * The order of the requests is their rank. Pure: the same input gives the same map.
 */
export function placeLabels(
  requests: readonly LabelRequest[],
  obstacles: readonly Box[],
  frame: Box,
): PlacedLabel[] {
  const required = requests.filter(({ isRequired }) => isRequired);
  const choices = required.map((request) => listCandidates(request, obstacles, frame));
  const placed: PlacedLabel[] = [...settleBest(choices)];
  for (const request of requests) {
    if (request.isRequired) continue;
    const taken = [...obstacles, ...placed.map(({ box }) => box)];
    const free = listCandidates(request, [], frame).find(
      ({ box }) => isInside(box, frame) && taken.every((other) => toOverlap(box, other) === 0),
    );
    if (free) placed.push(free);
  }
  return placed.map(({ key, box, form }) => ({ key, box, form }));
}

/** Settles from several orders and keeps the best: a name that moves first may close the way for another. */
function settleBest(choices: readonly (readonly Candidate[])[]): readonly Candidate[] {
  const order = choices.map((_, index) => index);
  const byAxis = (axis: 0 | 1): number[] => {
    const at = (index: number): number =>
      (axis === 0 ? choices[index]?.[0]?.box.x : choices[index]?.[0]?.box.y) ?? 0;
    return order.toSorted((first, second) => at(first) - at(second));
  };
  const orders = [
    order,
    order.toReversed(),
    byAxis(0),
    byAxis(0).toReversed(),
    byAxis(1),
    byAxis(1).toReversed(),
  ];
  const settled = orders.map((each) => settle(choices, each));
  const costs = settled.map(toTotal);
  return settled[costs.indexOf(Math.min(...costs))] ?? [];
}

function settle(choices: readonly (readonly Candidate[])[], order: readonly number[]): Candidate[] {
  const chosen = choices.map((candidates) => pickBest(candidates, []));
  for (let round = 0; round < rounds; round += 1) {
    let hasMoved = false;
    for (const index of order) {
      const others = chosen.filter((_, other) => other !== index).map(({ box }) => box);
      const best = pickBest(choices[index] ?? [], others);
      if (best !== chosen[index]) hasMoved = true;
      chosen[index] = best;
    }
    if (!hasMoved) break;
  }
  return chosen;
}

function toTotal(chosen: readonly Candidate[]): number {
  return chosen.reduce(
    (sum, { box, cost }, index) =>
      chosen.slice(index + 1).reduce((all, other) => all + toTouchCost(box, other.box), sum + cost),
    0,
  );
}

function toTouchCost(first: Box, second: Box): number {
  const shared = toOverlap(first, second);
  return shared > 0 ? touchCost + shared * overlapCost : 0;
}

/** Area that two boxes share, square pixels. */
export function toOverlap(first: Box, second: Box): number {
  const width = Math.min(first.x + first.width, second.x + second.width) - Math.max(first.x, second.x);
  const height = Math.min(first.y + first.height, second.y + second.height) - Math.max(first.y, second.y);
  return width > 0 && height > 0 ? width * height : 0;
}

function isInside(box: Box, frame: Box): boolean {
  return toOverlap(box, frame) >= box.width * box.height - 0.01;
}

function pickBest(candidates: readonly Candidate[], others: readonly Box[]): Candidate {
  let best = candidates[0] as Candidate;
  let bestCost = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    let { cost } = candidate;
    for (const other of others) {
      if (cost >= bestCost) break;
      cost += toTouchCost(candidate.box, other);
    }
    if (cost < bestCost) {
      best = candidate;
      bestCost = cost;
    }
  }
  return best;
}

const overSteps = [0, -0.33, 0.33, -0.67, 0.67, -1, 1, -1.5, 1.5] as const;
const acrossSteps = [0, -0.12, 0.12, -0.25, 0.25, -0.5, 0.5] as const;

function listCandidates(request: LabelRequest, obstacles: readonly Box[], frame: Box): Candidate[] {
  return request.forms.flatMap((form, rank) =>
    listPlaces(request, form).map(({ x, y, away }) => {
      const box = { x, y, width: form.width, height: form.height };
      const hidden = obstacles.reduce((sum, obstacle) => sum + toOverlap(box, obstacle), 0);
      const outside = box.width * box.height - toOverlap(box, frame);
      const cost = rank * formCost + away * pointCost + hidden * obstacleCost + outside * outsideCost;
      return { key: request.key, box, form, cost };
    }),
  );
}

interface PlaceAt {
  readonly x: number;
  readonly y: number;
  /** How far from the place it would like best, in its own heights. */
  readonly away: number;
}

function listPlaces({ at: [x, y], mode }: LabelRequest, { width, height, lines }: LabelForm): PlaceAt[] {
  const middle = y - height / 2;
  if (mode !== 'over') {
    const gap = mode.besidePx;
    return [
      { x: x + gap, y: middle, away: 0 },
      { x: x - gap - width, y: middle, away: 0.3 },
      { x: x - width / 2, y: y + gap, away: 0.6 },
      { x: x - width / 2, y: y - gap - height, away: 0.6 },
      { x: x + gap * 0.85, y: y + gap * 0.85, away: 0.8 },
      { x: x - gap * 0.85 - width, y: y + gap * 0.85, away: 0.9 },
      { x: x + gap * 0.85, y: y - gap * 0.85 - height, away: 0.8 },
      { x: x - gap * 0.85 - width, y: y - gap * 0.85 - height, away: 0.9 },
    ];
  }
  const line = height / lines.length;
  return overSteps.flatMap((down) =>
    acrossSteps.map((across) => ({
      x: x - width / 2 + across * width,
      y: middle + down * line,
      away: Math.hypot(down, (across * width) / line) ** 1.5,
    })),
  );
}
