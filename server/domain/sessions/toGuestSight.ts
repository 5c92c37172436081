import type { Party, Session, SessionLine } from '#shared/model/session.ts';

/** A session as guests of one link see it: other links and who of the accounts signs are not theirs to know. Pure. */
export function toGuestSession(session: Session, link: string): Session {
  return {
    ...session,
    parties: session.parties.map((party) => toGuestParty(party, link)),
    links: session.links.filter(({ id }) => id === link),
  };
}

/** A line as they are told it, so that what they hold stays `toGuestSession`; null for one about another link. Pure. */
export function toGuestLine(line: SessionLine, link: string): SessionLine | null {
  const { deed } = line;
  switch (deed.kind) {
    case 'link':
    case 'link-revoked':
      return deed.id === link ? line : null;
    case 'planned':
    case 'changed':
      return { ...line, deed: { ...deed, parties: deed.parties.map((party) => toGuestParty(party, link)) } };
    default:
      return line;
  }
}

function toGuestParty<One extends Party>(party: One, link: string): One {
  return { ...party, person: null, link: party.link === link ? link : null };
}
