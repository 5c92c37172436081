import { type Session, type SessionView, sessionLimits } from '#shared/model/session.ts';
import type { NewSession, SessionEntry } from '#shared/model/sessionCalls.ts';
import { toSignedText } from '#shared/rules/signedText.ts';

/** Why an entry is not taken, at its place in the body. */
export interface SessionFault {
  readonly pointer: string;
  readonly code: string;
  readonly params: Readonly<Record<string, string | number>>;
}

/** What a check looks up. */
export interface EntryNames {
  readonly now: number;
  readonly isIndicator: (id: string) => boolean;
  readonly isArea: (code: string) => boolean;
  readonly isAgency: (code: string) => boolean;
  readonly isWall: (name: string) => boolean;
  /** Account by its id among people of the session, `user:…`. */
  readonly isPerson: (id: string) => boolean;
  /** Someone with an account who is connected now. */
  readonly isHere: (id: string) => boolean;
}

type Plan = Omit<NewSession, 'key'>;

/** A link holds for this long at most. Milliseconds. */
const maxLinkMs = 31 * 86_400_000;

const fault = (pointer: string, code: string, params: SessionFault['params'] = {}): SessionFault => ({
  pointer,
  code,
  params,
});

/** What speaks against a plan; `before` is the session that it changes, null for a new one. Pure. */
export function checkPlan(plan: Plan, before: Session | null, names: EntryNames): SessionFault[] {
  return [
    ...findTwice(plan.agenda, '/agenda'),
    ...plan.agenda.flatMap(({ view }, place) => checkView(view, `/agenda/${place}/view`, names)),
    ...findTwice(plan.parties, '/parties'),
    ...checkParties(plan, before, names),
    ...(before && isSignedOtherwise(plan, before) ? [fault('/parties', 'session_signed')] : []),
  ];
}

/** What of a view the catalogue does not know. Pure. */
export function checkView(
  { indicator, area }: Pick<SessionView, 'indicator' | 'area'>,
  place: string,
  { isIndicator, isArea }: Pick<EntryNames, 'isIndicator' | 'isArea'>,
): SessionFault[] {
  const faults: SessionFault[] = [];
  if (indicator !== null && !isIndicator(indicator))
    faults.push(fault(`${place}/indicator`, 'unknown_indicator', { given: indicator }));
  if (area !== null && !isArea(area)) faults.push(fault(`${place}/area`, 'unknown_area', { given: area }));
  return faults;
}

function findTwice(items: readonly { readonly id: string }[], place: string): SessionFault[] {
  return items.flatMap(({ id }, index) =>
    items.findIndex((one) => one.id === id) < index ? [fault(`${place}/${index}/id`, 'session_twice')] : [],
  );
}

function checkParties({ parties }: Plan, before: Session | null, names: EntryNames): SessionFault[] {
  const places = parties.map(({ place }) => place).toSorted((a, b) => a - b);
  const isInOrder = places.every((place, index) => place === index + 1);
  const faults = isInOrder ? [] : [fault('/parties', 'session_party_place')];
  for (const [index, { link, person }] of parties.entries()) {
    const at = `/parties/${index}`;
    if (link !== null && person !== null) faults.push(fault(`${at}/person`, 'session_party_both'));
    if (link !== null && !before?.links.some(({ id }) => id === link))
      faults.push(fault(`${at}/link`, 'session_link'));
    if (person !== null && !names.isPerson(person)) faults.push(fault(`${at}/person`, 'unknown_person'));
  }
  return faults;
}

/** What has been signed stays as it was. */
function isSignedOtherwise(plan: Plan, before: Session): boolean {
  if (before.parties.every(({ signed }) => signed === null)) return false;
  return toSignedText(plan) !== toSignedText(before);
}

/** What speaks against an entry as the session stands; none for nothing. Pure. */
export function checkEntry(session: Session, entry: SessionEntry, names: EntryNames): SessionFault[] {
  const general = checkState(session, entry) ?? checkRoom(session, entry);
  if (general) return [general];
  if (entry.kind === 'change') return checkPlan(entry, session, names);
  const found = checkKind(session, entry, names);
  return found ? [found] : [];
}

/** What may be done before a session is opened. */
const beforehand: readonly SessionEntry['kind'][] = ['change', 'link', 'revoke-link', 'open', 'note', 'end'];

function checkState({ state }: Session, { kind }: SessionEntry): SessionFault | null {
  if (state === 'ended') return kind === 'finish-decision' ? null : fault('/kind', 'session_ended');
  if (state === 'open') return kind === 'open' ? fault('/kind', 'session_is_open') : null;
  return beforehand.includes(kind) ? null : fault('/kind', 'session_not_open');
}

/** Lines for every answer, every signature, the end, and every decision that is done: none of them finds the log full. */
const keptLines = sessionLimits.questions + sessionLimits.parties + 1 + sessionLimits.decisions;

function checkRoom({ version }: Session, { kind }: SessionEntry): SessionFault | null {
  if (kind === 'end' || kind === 'finish-decision') return null;
  return version >= sessionLimits.lines - keptLines
    ? fault('/kind', 'session_log_full', { max: sessionLimits.lines })
    : null;
}

type Entry<Kind extends SessionEntry['kind']> = Extract<SessionEntry, { kind: Kind }>;

function checkKind(
  session: Session,
  entry: Exclude<SessionEntry, Entry<'change'>>,
  names: EntryNames,
): SessionFault | null {
  switch (entry.kind) {
    case 'open':
    case 'note':
    case 'end':
      return null;
    case 'link':
      return checkLink(session, entry, names);
    case 'revoke-link':
      return session.links.some(({ id, revokedAt }) => id === entry.link && revokedAt === null)
        ? null
        : fault('/link', 'session_link');
    case 'hand':
      return entry.to === null || names.isHere(entry.to) ? null : fault('/to', 'session_absent');
    case 'item':
      return session.agenda.some(({ id }) => id === entry.item) ? null : fault('/item', 'session_item');
    case 'ask':
      return checkQuestion(session, entry, names);
    case 'poll':
      return session.poll === null ? checkCount(session.polls, 'polls') : fault('/kind', 'session_poll_open');
    case 'close-poll':
      return session.poll === null ? fault('/kind', 'session_poll_none') : null;
    case 'decide':
      return checkDecision(session, entry, names);
    case 'change-decision':
    case 'withdraw-decision':
    case 'finish-decision':
      return checkStanding(session, entry, names);
    case 'wall':
      return checkWall(session, entry, names);
  }
}

function checkCount(list: readonly unknown[], name: 'questions' | 'decisions' | 'links' | 'polls') {
  const max = name === 'polls' ? sessionLimits.questions : sessionLimits[name];
  return list.length >= max ? fault('/kind', 'too_many', { max }) : null;
}

function checkLink({ links }: Session, { expiresAt }: Entry<'link'>, { now }: EntryNames) {
  if (expiresAt <= now || expiresAt > now + maxLinkMs) return fault('/expiresAt', 'session_link_life');
  return checkCount(links, 'links');
}

function checkQuestion(session: Session, entry: Entry<'ask'>, names: EntryNames): SessionFault | null {
  const { agency, link, indicator } = entry;
  if ((agency === null) === (link === null)) return fault('/agency', 'session_ask_one');
  if (agency !== null && !names.isAgency(agency))
    return fault('/agency', 'unknown_agency', { given: agency });
  const isLink = session.links.some(
    ({ id, revokedAt, expiresAt }) => id === link && revokedAt === null && expiresAt > names.now,
  );
  if (link !== null && !isLink) return fault('/link', 'session_link');
  const [unknown] = checkView({ indicator, area: null }, '', names);
  return unknown ?? checkCount(session.questions, 'questions');
}

function checkDecision(session: Session, entry: Entry<'decide'>, names: EntryNames): SessionFault | null {
  const { owner } = entry;
  if (!names.isAgency(owner)) return fault('/owner', 'unknown_agency', { given: owner });
  const [unknown] = checkView(entry, '', names);
  return unknown ?? checkCount(session.decisions, 'decisions');
}

function checkStanding(
  { decisions }: Session,
  entry: Entry<'change-decision' | 'withdraw-decision' | 'finish-decision'>,
  { isAgency }: EntryNames,
): SessionFault | null {
  const found = decisions.find(({ id }) => id === entry.decision);
  if (!found || found.withdrawn !== null || found.done !== null)
    return fault('/decision', 'session_decision');
  return entry.kind === 'change-decision' && !isAgency(entry.owner)
    ? fault('/owner', 'unknown_agency', { given: entry.owner })
    : null;
}

function checkWall({ walls }: Session, { wall, on }: Entry<'wall'>, { isWall }: EntryNames) {
  if (on && !isWall(wall)) return fault('/wall', 'session_wall');
  if (walls.includes(wall) === on) return fault('/on', 'session_wall_same');
  return on && walls.length >= sessionLimits.walls
    ? fault('/wall', 'too_many', { max: sessionLimits.walls })
    : null;
}
