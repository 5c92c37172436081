import { type Actor, toActorText } from '../people/actor.ts';
import type { AuditNote } from './auditStore.ts';

/** What was done, and what there was before and after. */
export interface Deed {
  readonly at: number;
  /** `noun.verb`. */
  readonly action: string;
  readonly subject: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** Puts a deed down to who did it. */
export function toNote(by: Actor, deed: Deed): AuditNote {
  return { ...deed, actor: toActorText(by), label: by.label, from: by.from };
}
