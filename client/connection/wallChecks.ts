// What the server tells a paired wall must look like before it is followed; checks.test.ts holds these to the schemas of `shared`.

import {
  languages,
  pillarIds,
  proofVerdicts,
  wallLayouts,
  wallScenes,
  wallTones,
} from '#shared/model/lists.ts';
import type {
  SentScene,
  WallMessage,
  WallOrders,
  WallScene,
  WallSetup,
  WallTile,
  WallView,
} from '#shared/model/wall.ts';
import type { ProofAnswer, WallShown, WallTold, WallWelcome } from '#shared/protocol/wall.ts';
import { isBoolean, isNumber, isText, listOf, nullable, objectOf, oneOf, optional } from '../lib/shape.ts';

const viewFields = {
  scene: oneOf(wallScenes),
  pillar: optional(oneOf(pillarIds)),
  indicator: optional(isText),
  area: optional(isText),
  panels: optional(listOf(isText)),
  layout: optional(oneOf(wallLayouts)),
};

const isTile = objectOf<WallTile>({
  x: isNumber,
  y: isNumber,
  cols: isNumber,
  rows: isNumber,
  bezelX: isNumber,
  bezelY: isNumber,
});

const isScene = objectOf<WallScene>({
  ...viewFields,
  id: isText,
  dwellSeconds: (value) => isNumber(value) && (value as number) > 0,
});

const isSetup = objectOf<WallSetup>({
  title: isText,
  group: nullable(isText),
  tile: nullable(isTile),
  scenes: (value) => listOf(isScene)(value) && (value as unknown[]).length > 0,
  holdOnCritical: isBoolean,
  lang: oneOf(languages),
});

const isSent = objectOf<SentScene>({
  view: objectOf<WallView>(viewFields),
  from: isNumber,
  until: nullable(isNumber),
  by: isText,
  session: optional(isText),
});

const isMessage = objectOf<WallMessage>({
  text: isText,
  tone: oneOf(wallTones),
  at: isNumber,
  until: isNumber,
  by: isText,
});

/** Payload of `wall:setup`. */
export const isOrders = objectOf<WallOrders>({
  name: isText,
  setup: isSetup,
  anchorAt: isNumber,
  show: nullable(isSent),
  message: nullable(isMessage),
});

/** Payload of `wall:show`. */
export const isShown = objectOf<WallShown>({ show: nullable(isSent) });

/** Payload of `wall:message`. */
export const isTold = objectOf<WallTold>({ message: nullable(isMessage) });

/** Good answer to `wall:hello`. */
export const isWelcome = objectOf<{ ok: true; data: WallWelcome }>({
  ok: (value) => value === true,
  // What a session shows is looked at when it is taken.
  data: objectOf<WallWelcome>({ serverAt: isNumber, orders: isOrders, picture: () => true }),
});

/** Good answer to `wall:proof`. */
export const isVerdict = objectOf<{ ok: true; data: ProofAnswer }>({
  ok: (value) => value === true,
  data: objectOf<ProofAnswer>({ verdict: oneOf(proofVerdicts), serverAt: isNumber }),
});
