import type { AgencyCode } from '#shared/model/ids.ts';
import type { Role } from '#shared/model/role.ts';

/** By what a guest came into a session. */
export interface GuestPass {
  readonly session: string;
  readonly link: string;
  /** True while the session runs: until it is opened there is nothing to look at. */
  readonly isOpen: boolean;
}

/** Who does something: a person, a guest of a session, a token, a device, a public feed, a dropped file, or Simpul itself. */
export interface Actor {
  readonly kind: 'user' | 'guest' | 'token' | 'device' | 'feed' | 'file' | 'system';
  readonly id: string;
  /** Name that a reader of the audit sees. */
  readonly label: string;
  /** Role of a person; null for everything else. */
  readonly role: Role | null;
  /** Agency it acts for; null where it belongs to none. */
  readonly agency: AgencyCode | null;
  /** Address it came from; null where there is none. */
  readonly from: string | null;
  /** Of a guest; left out for everyone else. */
  readonly guest?: GuestPass;
}

/** How an actor stands in stored readings and audit entries: `kind:id`. */
export function toActorText({ kind, id }: Pick<Actor, 'kind' | 'id'>): string {
  return `${kind}:${id}`;
}

/** True where an actor may touch what belongs to an agency. */
export function mayTouch({ role, agency }: Actor, owner: string | null): boolean {
  return role !== 'agency-operator' || (agency !== null && owner === agency);
}

/** Simpul itself, or the command line on its machine. */
export function toSystemActor(id: string): Actor {
  return { kind: 'system', id, label: id, role: null, agency: null, from: null };
}
