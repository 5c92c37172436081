import type { Session } from '#shared/model/session.ts';
import type { SessionReply, SessionSign } from '#shared/model/sessionCalls.ts';
import { toSignedText } from '#shared/rules/signedText.ts';
import { type Actor, toActorText } from '../people/actor.ts';
import type { SessionFault } from './checkEntry.ts';
import { findHolding } from './createGuests.ts';

/** Why an answer or a signature is not taken; `forbidden` where it is not this person's to give. */
export type GuestFault = SessionFault | 'forbidden';

const fault = (pointer: string, code: string, params: SessionFault['params'] = {}): SessionFault => ({
  pointer,
  code,
  params,
});

/** Who wants to do it, and when its turn came (epoch milliseconds). */
interface Doing {
  readonly by: Actor;
  readonly now: number;
}

/** What speaks against an answer; null for nothing. Pure. */
export function checkReply(
  session: Session,
  { question }: SessionReply,
  { by, now }: Doing,
): GuestFault | null {
  const asked = session.questions.find(({ id }) => id === question);
  const isTheirs = by.guest
    ? asked?.link === by.guest.link && isWelcome(session, by.guest, now)
    : asked !== undefined && asked.agency !== null && asked.agency === by.agency;
  // A guest is not told what else is asked.
  if (by.guest && !isTheirs) return 'forbidden';
  if (!asked) return fault('/question', 'session_question');
  if (!isTheirs) return 'forbidden';
  const state = checkOpen(session);
  if (state) return state;
  return asked.answer === null ? null : fault('/question', 'session_answered');
}

/** What speaks against a signature; null for nothing. Pure. */
export function checkSignature(
  session: Session,
  { party, name, text }: SessionSign,
  { by, now }: Doing,
): GuestFault | null {
  const signer = session.parties.find(({ id }) => id === party);
  const isTheirs = by.guest
    ? signer?.link === by.guest.link && isWelcome(session, by.guest, now)
    : signer !== undefined && signer.person === toActorText(by);
  if (by.guest && !isTheirs) return 'forbidden';
  if (!signer) return fault('/party', 'session_party');
  if (!isTheirs) return 'forbidden';
  const state = checkOpen(session);
  if (state) return state;
  if (text !== toSignedText(session)) return fault('/text', 'session_sign_text');
  if (signer.signed !== null) return fault('/party', 'session_party_signed');
  const first = session.parties
    .toSorted((a, b) => a.place - b.place)
    .find((one) => one.signed === null && one.place < signer.place);
  if (first) return fault('/party', 'session_sign_order', { party: first.party });
  return toPlain(name) === toPlain(signer.name)
    ? null
    : fault('/name', 'session_sign_name', { name: signer.name });
}

/** The door looked before the body was read: the link may be over by now. */
function isWelcome(session: Session, guest: NonNullable<Actor['guest']>, now: number): boolean {
  return guest.session === session.id && findHolding(session, guest.link, now) !== undefined;
}

function checkOpen({ state }: Session): SessionFault | null {
  if (state === 'open') return null;
  return fault('', state === 'ended' ? 'session_ended' : 'session_not_open');
}

/** As it is written by hand: spaces and capitals do not matter. */
function toPlain(name: string): string {
  return name.trim().replace(/\s+/g, ' ').toLocaleLowerCase('id');
}
