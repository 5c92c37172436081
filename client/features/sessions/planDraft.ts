import {
  type AgendaItem,
  firstView,
  type Party,
  type Session,
  type SessionView,
} from '#shared/model/session.ts';
import type { NewSession } from '#shared/model/sessionCalls.ts';
import { toFieldInstant, toFieldText } from '../../lib/desk/zonedTime.ts';

/** A plan as it is typed. */
export interface PlanDraft {
  readonly title: string;
  readonly purpose: Session['purpose'];
  /** `2026-11-28T14:05` in the region's zone. */
  readonly startsAt: string;
  readonly place: string;
  readonly watermark: boolean;
  readonly agenda: readonly AgendaItem[];
  readonly parties: readonly Party[];
  readonly agreement: string | null;
}

const hourMs = 3_600_000;

/** A key that is not taken among `items`. */
export function newId(prefix: string, items: readonly { readonly id: string }[]): string {
  let number = items.length + 1;
  while (items.some(({ id }) => id === `${prefix}${number}`)) number += 1;
  return `${prefix}${number}`;
}

/** A plan that begins at the next full hour, with one item. */
export function toEmptyDraft(now: number, zone: string): PlanDraft {
  return {
    title: '',
    purpose: 'review',
    startsAt: toFieldText(Math.ceil(now / hourMs) * hourMs, zone),
    place: '',
    watermark: false,
    agenda: [{ id: 'a1', title: '', note: null, minutes: 15, view: firstView }],
    parties: [],
    agreement: null,
  };
}

/** What is planned of a session, ready to be changed. */
export function toDraft(session: Session, zone: string): PlanDraft {
  const { title, purpose, startsAt, place, watermark, agenda, parties, agreement } = session;
  return {
    title,
    purpose,
    startsAt: toFieldText(startsAt, zone),
    place: place ?? '',
    watermark,
    agenda,
    parties: parties.map(({ signed: _signed, ...party }) => party),
    agreement,
  };
}

/** The plan as it is sent; an unreadable time is left for the server to name. Pure. */
export function toPlan(draft: PlanDraft, zone: string): Omit<NewSession, 'key'> {
  const { title, purpose, startsAt, place, watermark, agenda, parties, agreement } = draft;
  return {
    title: title.trim(),
    purpose,
    startsAt: toFieldInstant(startsAt, zone) ?? Number.NaN,
    place: place.trim() || null,
    watermark,
    agenda: agenda.map((item) => ({ ...item, note: item.note?.trim() || null })),
    parties: purpose === 'ceremony' ? parties.map((party, index) => ({ ...party, place: index + 1 })) : [],
    agreement,
  };
}

/** The list with one of its entries a step earlier or later. Pure. */
export function moveEntry<Entry>(list: readonly Entry[], index: number, step: 1 | -1): readonly Entry[] {
  const next = [...list];
  const [moved] = next.splice(index, 1);
  if (moved !== undefined) next.splice(index + step, 0, moved);
  return next;
}

/** A view with another scene; what the scene does not show is forgotten. Pure. */
export function withScene(view: SessionView, scene: SessionView['scene']): SessionView {
  const isFigures = scene === 'ikhtisar' || scene === 'pilar' || scene === 'peta';
  return {
    ...firstView,
    scene,
    pillar: scene === 'pilar' ? (view.pillar ?? firstView.pillar) : null,
    area: isFigures ? view.area : null,
  };
}
