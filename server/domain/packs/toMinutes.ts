import type { PackMinutes } from '#shared/model/pack.ts';
import type { Attendee, Session } from '#shared/model/session.ts';
import type { PackScene } from './packScene.ts';

/** What minutes are made of. */
export interface MinutesInput {
  readonly session: Session;
  readonly attendance: readonly Attendee[];
  /** Name of who presented when it ended: a session that is over has no presenter. */
  readonly ledBy: string | null;
}

/** Minutes of a session in words that stand for themselves: codes are read as names of that instant. Pure. */
export function toMinutes({ session, attendance, ledBy }: MinutesInput, scene: PackScene): PackMinutes {
  const { catalogue, area } = scene;
  const agency = (code: string | null): string | null =>
    code === null ? null : (catalogue.agencies.find((one) => one.code === code)?.abbreviation ?? code);
  const linkLabel = (id: string | null): string | null =>
    id === null ? null : (session.links.find((link) => link.id === id)?.label ?? id);
  const toFigure = (figure: Session['decisions'][number]['figure']) => {
    if (!figure) return null;
    const indicator = catalogue.indicators.find(({ id }) => id === figure.indicator);
    return {
      ...figure,
      name: indicator?.name.id ?? figure.indicator,
      areaName: area(figure.area)?.name ?? figure.area,
      unit: indicator?.unit ?? '',
    };
  };
  return {
    session: session.id,
    title: session.title,
    purpose: session.purpose,
    place: session.place,
    startsAt: session.startsAt,
    openedAt: session.openedAt,
    endedAt: session.endedAt,
    simulated: session.simulated,
    ledBy,
    agenda: session.agenda.map(({ title, note, minutes }) => ({ title, note, minutes })),
    attendance: attendance.map(({ name, speaksFor, isGuest, joinedAt, lastAt }) => {
      return { name, speaksFor, isGuest, joinedAt, lastAt };
    }),
    questions: session.questions.map(({ text, agency: code, link, by, at, answer }) => ({
      text,
      askedOf: agency(code) ?? linkLabel(link),
      by: by.name,
      at,
      answer: answer && { text: answer.text, by: answer.by.name, at: answer.at },
    })),
    decisions: session.decisions.map(({ text, owner, dueOn, by, at, withdrawn, figure }) => ({
      text,
      owner: agency(owner) ?? owner,
      dueOn,
      by: by.name,
      at,
      withdrawn,
      figure: toFigure(figure),
    })),
    polls: session.polls.map((poll) => ({ ...poll })),
    notes: session.notes.map(({ text, by, at }) => ({ text, by: by.name, at })),
    signatures: session.parties.map(({ place, party, name, office, signed }) => ({
      place,
      party,
      name,
      office,
      signed: signed && { at: signed.at, by: signed.by.name, hash: signed.hash },
    })),
    summary: session.summary,
  };
}
