import type { DecidedFigure, Session, SessionDeed, SessionWho } from '#shared/model/session.ts';
import type { SessionEntry } from '#shared/model/sessionCalls.ts';

/** What a deed holds beside its entry. */
export interface DeedParts {
  /** Number of the line; what it makes is called by it. */
  readonly n: number;
  readonly session: Session;
  /** Whom the presenter role goes to. */
  readonly to: SessionWho | null;
  /** Of a poll that is closed: who is ready, of how many. */
  readonly poll: { readonly ready: number; readonly of: number };
  readonly figure: DecidedFigure | null;
  readonly pack: string | null;
}

type Entry<Kind extends SessionEntry['kind']> = Extract<SessionEntry, { kind: Kind }>;
type DecisionEntry = Entry<'decide' | 'change-decision' | 'withdraw-decision' | 'finish-decision'>;

/** Turns a checked entry into what the log keeps of it: with names, so that a line can be read alone. */
export function toSessionDeed(entry: SessionEntry, parts: DeedParts): SessionDeed {
  switch (entry.kind) {
    case 'change': {
      const { key: _key, version: _version, kind: _kind, ...plan } = entry;
      return { kind: 'changed', ...plan };
    }
    case 'link': {
      const { label, speaksFor, expiresAt } = entry;
      return { kind: 'link', id: `l${parts.n}`, label, speaksFor, expiresAt };
    }
    case 'revoke-link':
      return { kind: 'link-revoked', id: entry.link };
    case 'open':
      return { kind: 'opened' };
    case 'hand':
      return { kind: 'presenter', to: parts.to };
    case 'item':
      return { kind: 'item', id: entry.item };
    case 'ask': {
      const { text, agency, link, indicator } = entry;
      return { kind: 'question', id: `q${parts.n}`, text, agency, link, indicator };
    }
    case 'poll':
      return { kind: 'poll-opened', text: entry.text };
    case 'close-poll':
      return { kind: 'poll', text: parts.session.poll ?? '', ...parts.poll };
    case 'note':
      return { kind: 'note', text: entry.text };
    case 'wall':
      return { kind: 'wall', wall: entry.wall, on: entry.on };
    case 'end':
      return { kind: 'ended', summary: entry.summary, pack: parts.pack };
    default:
      return toDecisionDeed(entry, parts);
  }
}

function toDecisionDeed(entry: DecisionEntry, { n, session, figure }: DeedParts): SessionDeed {
  switch (entry.kind) {
    case 'decide': {
      const { text, owner, dueOn } = entry;
      return { kind: 'decision', id: `d${n}`, text, owner, dueOn, figure, item: session.item };
    }
    case 'change-decision': {
      const { decision, text, owner, dueOn, reason } = entry;
      return { kind: 'decision-changed', id: decision, text, owner, dueOn, reason };
    }
    case 'withdraw-decision':
      return { kind: 'decision-withdrawn', id: entry.decision, reason: entry.reason };
    case 'finish-decision':
      return { kind: 'decision-done', id: entry.decision, doneOn: entry.doneOn, words: entry.words };
  }
}
