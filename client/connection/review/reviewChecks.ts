// What the server tells the page of a session must look like before anything is drawn from it; reviewChecks.test.ts holds these to the
// schemas of `shared`.

import { origins, pillarIds, qualities, verifications } from '#shared/model/lists.ts';
import type {
  AgendaItem,
  Attendee,
  DecidedFigure,
  Session,
  SessionAnswer,
  SessionDecision,
  SessionLine,
  SessionLink,
  SessionPromise,
  SessionQuestion,
  SessionView,
  SessionWho,
  SignedParty,
  ToldPromises,
} from '#shared/model/session.ts';
import { sessionPurposes, sessionScenes, sessionStates } from '#shared/model/sessionLists.ts';
import type {
  ReviewLeft,
  ReviewLine,
  ReviewPeople,
  ReviewPoint,
  ReviewShown,
  ReviewWelcome,
} from '#shared/protocol/review.ts';
import type { WallPicture, WallPictured } from '#shared/protocol/wall.ts';
import {
  type Check,
  isBoolean,
  isNumber,
  isText,
  listOf,
  nullable,
  objectOf,
  oneOf,
  optional,
} from '../../lib/shape.ts';

type Answered<T> = T extends object ? { [K in keyof T]-?: Check } : never;

const isWho = objectOf<SessionWho>({ id: isText, name: isText });

const isView = objectOf<SessionView>({
  scene: oneOf(sessionScenes),
  pillar: nullable(oneOf(pillarIds)),
  indicator: nullable(isText),
  area: nullable(isText),
  at: nullable(isNumber),
  map: nullable(objectOf<NonNullable<SessionView['map']>>({ lng: isNumber, lat: isNumber, zoom: isNumber })),
  highlight: nullable(
    objectOf<NonNullable<SessionView['highlight']>>({
      kind: oneOf(['indicator', 'area', 'programme', 'pillar'] as const),
      id: isText,
    }),
  ),
});

const isItem = objectOf<AgendaItem>({
  id: isText,
  title: isText,
  note: nullable(isText),
  minutes: isNumber,
  view: isView,
});

const partyFields: Answered<Omit<SignedParty, 'link' | 'person'>> = {
  id: isText,
  place: isNumber,
  party: isText,
  name: isText,
  office: isText,
  signed: nullable(objectOf<NonNullable<SignedParty['signed']>>({ at: isNumber, by: isWho, hash: isText })),
};
const isParty = objectOf<SignedParty>({
  ...partyFields,
  link: nullable(isText),
  person: nullable(isText),
});

const isLink = objectOf<SessionLink>({
  id: isText,
  label: isText,
  speaksFor: nullable(isText),
  expiresAt: isNumber,
  revokedAt: nullable(isNumber),
});

const isQuestion = objectOf<SessionQuestion>({
  id: isText,
  text: isText,
  agency: nullable(isText),
  link: nullable(isText),
  indicator: nullable(isText),
  at: isNumber,
  by: isWho,
  answer: nullable(
    objectOf<NonNullable<SessionQuestion['answer']>>({ text: isText, at: isNumber, by: isWho }),
  ),
});

const isDecision = objectOf<SessionDecision>({
  id: isText,
  text: isText,
  owner: isText,
  dueOn: isText,
  figure: nullable(
    objectOf<DecidedFigure>({
      indicator: isText,
      area: isText,
      value: nullable(isNumber),
      observedAt: nullable(isNumber),
      origin: nullable(oneOf(origins)),
      period: optional(isText),
      quality: optional(oneOf(qualities)),
      verification: optional(oneOf(verifications)),
    }),
  ),
  item: nullable(isText),
  at: isNumber,
  by: isWho,
  withdrawn: nullable(isText),
  done: nullable(
    objectOf<NonNullable<SessionDecision['done']>>({ on: isText, words: isText, at: isNumber, by: isWho }),
  ),
});

const sessionFields: Answered<Session> = {
  id: isText,
  version: isNumber,
  title: isText,
  purpose: oneOf(sessionPurposes),
  startsAt: isNumber,
  place: nullable(isText),
  watermark: isBoolean,
  agenda: listOf(isItem),
  parties: listOf(isParty),
  agreement: nullable(isText),
  simulated: isBoolean,
  state: oneOf(sessionStates),
  openedAt: nullable(isNumber),
  endedAt: nullable(isNumber),
  summary: nullable(isText),
  pack: nullable(isText),
  presenter: nullable(isWho),
  item: nullable(isText),
  walls: listOf(isText),
  links: listOf(isLink),
  questions: listOf(isQuestion),
  decisions: listOf(isDecision),
  poll: nullable(isText),
  polls: listOf(
    objectOf<Session['polls'][number]>({ text: isText, ready: isNumber, of: isNumber, at: isNumber }),
  ),
  notes: listOf(objectOf<Session['notes'][number]>({ text: isText, at: isNumber, by: isWho })),
};
const isSession = objectOf<Session>(sessionFields);

const isPromise = objectOf<SessionPromise>({
  kind: oneOf(['action', 'decision'] as const),
  id: isText,
  text: isText,
  owner: isText,
  dueOn: isText,
  doneOn: nullable(isText),
  from: isText,
  isLate: isBoolean,
});

const toldPromises: Answered<ToldPromises> = {
  promises: listOf(isPromise),
  promisesLeft: optional(isNumber),
};

export const isShown = objectOf<ReviewShown>({ n: isNumber, view: isView, by: nullable(isWho) });

const pollFields = { text: isText, ready: isNumber };

const isWelcomeData = objectOf<ReviewWelcome>({
  serverAt: isNumber,
  session: isSession,
  shown: isShown,
  you: objectOf<ReviewWelcome['you']>({
    id: isText,
    name: isText,
    mayLead: isBoolean,
    link: nullable(isText),
    agency: nullable(isText),
  }),
  here: isNumber,
  poll: nullable(objectOf<NonNullable<ReviewWelcome['poll']>>({ ...pollFields, mine: isBoolean })),
  ...toldPromises,
  agreement: nullable(objectOf<NonNullable<ReviewWelcome['agreement']>>({ id: isText, title: isText })),
});
export const isWelcome = objectOf<{ ok: true; data: ReviewWelcome }>({
  ok: (value) => value === true,
  data: isWelcomeData,
});

export const isNumbered = objectOf<{ ok: true; data: { n: number } }>({
  ok: (value) => value === true,
  data: objectOf<{ n: number }>({ n: isNumber }),
});

export const isPointed = objectOf<ReviewPoint>({
  at: nullable(objectOf<NonNullable<ReviewPoint['at']>>({ x: isNumber, y: isNumber })),
});

/** What the line did is looked at by the fold: a kind that it does not know changes nothing but the version. */
export const isLine = objectOf<ReviewLine>({
  version: isNumber,
  line: nullable(
    objectOf<SessionLine>({
      n: isNumber,
      at: isNumber,
      by: isWho,
      deed: objectOf<{ kind: string }>({ kind: isText }),
    }),
  ),
});

export const isPeople = objectOf<ReviewPeople>({
  here: isNumber,
  poll: nullable(objectOf<NonNullable<ReviewPeople['poll']>>(pollFields)),
});

export const isLeft = objectOf<ReviewLeft>({
  reason: oneOf(['revoked', 'expired', 'ended', 'session'] as const),
});

const isAttendee = objectOf<Attendee>({
  id: isText,
  name: isText,
  speaksFor: nullable(isText),
  isGuest: isBoolean,
  joinedAt: isNumber,
  lastAt: isNumber,
  isHere: isBoolean,
});

export const isSessionAnswer = objectOf<SessionAnswer>({
  at: isNumber,
  session: isSession,
  attendance: listOf(isAttendee),
  ...toldPromises,
  secret: optional(isText),
});

/** Payload of `wall:picture`. */
export const isPictured = objectOf<WallPictured>({
  picture: objectOf<WallPicture>({
    id: isText,
    title: isText,
    presenter: nullable(isText),
    simulated: isBoolean,
    view: isView,
    parties: listOf(objectOf<Omit<SignedParty, 'link' | 'person'>>(partyFields)),
    ...toldPromises,
  }),
});
