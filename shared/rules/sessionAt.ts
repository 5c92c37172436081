import type { Session, SessionDecision, SessionDeed, SessionLine, SessionLink } from '../model/session.ts';

/** A stored session: its log is all there is of it. */
export interface SessionRecord {
  readonly id: string;
  readonly log: readonly SessionLine[];
}

/** The session as its log says it is; null for a log that does not begin with a plan. Pure. */
export function sessionAt({ id, log: [first, ...rest] }: SessionRecord): Session | null {
  if (first?.deed.kind !== 'planned') return null;
  return rest.reduce(applySessionLine, toPlanned(id, first, first.deed));
}

/** The session after one line more; what a page does with each `review:line` (P30). `version` is the number of the line. Pure. */
export function applySessionLine(session: Session, line: SessionLine): Session {
  return { ...session, ...toChange(session, line), version: line.n };
}

function toPlanned(id: string, { n }: SessionLine, deed: Extract<SessionDeed, { kind: 'planned' }>): Session {
  const { kind: _kind, parties, ...plan } = deed;
  return {
    id,
    version: n,
    ...plan,
    parties: parties.map((party) => ({ ...party, signed: null })),
    state: 'planned',
    openedAt: null,
    endedAt: null,
    summary: null,
    pack: null,
    presenter: null,
    item: null,
    poll: null,
    walls: [],
    links: [],
    questions: [],
    decisions: [],
    polls: [],
    notes: [],
  };
}

function toChange(before: Session, line: SessionLine): Partial<Session> {
  const { at, by, deed } = line;
  switch (deed.kind) {
    case 'planned':
      return {};
    case 'changed':
      return toReplanned(before, deed);
    case 'opened':
      // Whoever opens the session presents it until it is handed on.
      return { state: 'open', openedAt: at, presenter: by };
    case 'presenter':
      return { presenter: deed.to };
    case 'item':
      return { item: deed.id };
    case 'wall': {
      const others = before.walls.filter((name) => name !== deed.wall);
      return { walls: deed.on ? [...others, deed.wall] : others };
    }
    case 'poll-opened':
      return { poll: deed.text };
    case 'poll':
      return {
        poll: null,
        polls: [...before.polls, { text: deed.text, ready: deed.ready, of: deed.of, at }],
      };
    case 'note':
      return { notes: [...before.notes, { text: deed.text, at, by }] };
    case 'ended': {
      const { summary, pack } = deed;
      return { state: 'ended', endedAt: at, summary, pack, presenter: null, poll: null, walls: [] };
    }
    default:
      return toChangedPart(before, { ...line, deed });
  }
}

type PartKind =
  | 'link'
  | 'link-revoked'
  | 'question'
  | 'answer'
  | 'signature'
  | 'decision'
  | 'decision-changed'
  | 'decision-withdrawn'
  | 'decision-done';
type PartLine = Omit<SessionLine, 'deed'> & { readonly deed: Extract<SessionDeed, { kind: PartKind }> };

/** What changes one of its links, questions, parties or decisions. */
function toChangedPart(before: Session, { at, by, deed }: PartLine): Partial<Session> {
  switch (deed.kind) {
    case 'link': {
      const { kind: _kind, ...link } = deed;
      return { links: [...before.links, { ...link, revokedAt: null }] };
    }
    case 'link-revoked':
      return { links: before.links.map((link) => revoke(link, deed.id, at)) };
    case 'question': {
      const { kind: _kind, ...question } = deed;
      return { questions: [...before.questions, { ...question, at, by, answer: null }] };
    }
    case 'answer': {
      const answer = { text: deed.text, at, by };
      return {
        questions: before.questions.map((one) =>
          one.id === deed.question && one.answer === null ? { ...one, answer } : one,
        ),
      };
    }
    case 'signature': {
      const signed = { at, by, hash: deed.hash };
      return {
        parties: before.parties.map((one) =>
          one.id === deed.party && one.signed === null ? { ...one, signed } : one,
        ),
      };
    }
    case 'decision': {
      const { kind: _kind, ...decision } = deed;
      return { decisions: [...before.decisions, { ...decision, at, by, withdrawn: null, done: null }] };
    }
    case 'decision-changed': {
      const { text, owner, dueOn } = deed;
      return changeDecision(before, deed.id, { text, owner, dueOn });
    }
    case 'decision-withdrawn':
      return changeDecision(before, deed.id, { withdrawn: deed.reason });
    case 'decision-done':
      return changeDecision(before, deed.id, { done: { on: deed.doneOn, words: deed.words, at, by } });
  }
}

/** A party that is still there keeps its signature. */
function toReplanned(before: Session, deed: Extract<SessionDeed, { kind: 'changed' }>): Partial<Session> {
  const { kind: _kind, parties, ...plan } = deed;
  const signedOf = (id: string) => before.parties.find((party) => party.id === id)?.signed ?? null;
  const isThere = plan.agenda.some(({ id }) => id === before.item);
  return {
    ...plan,
    parties: parties.map((party) => ({ ...party, signed: signedOf(party.id) })),
    item: isThere ? before.item : null,
  };
}

function revoke(link: SessionLink, id: string, at: number): SessionLink {
  return link.id === id && link.revokedAt === null ? { ...link, revokedAt: at } : link;
}

function changeDecision(
  { decisions }: Session,
  id: string,
  change: Partial<SessionDecision>,
): Partial<Session> {
  return { decisions: decisions.map((one) => (one.id === id ? { ...one, ...change } : one)) };
}
