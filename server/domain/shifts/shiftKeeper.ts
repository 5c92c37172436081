import type { Shift, ShiftPerson } from '#shared/model/shift.ts';
import { type Hash, lockPages } from '#shared/rules/logPages.ts';
import { findLead, listOnDuty } from '#shared/rules/shiftAt.ts';
import { toNote } from '../audit/toNote.ts';
import { type Actor, toSystemActor } from '../people/actor.ts';
import { ShiftRefusedError } from './shiftLog.ts';
import type { ShiftRecords } from './shiftRecords.ts';

/** The open shift: who may do something with it, and keeping what was done. */
export interface ShiftKeeper {
  /** Throws unless this is the open shift. */
  needOpen(id: string): Shift;
  /** Throws unless the person is on duty in it. */
  needDuty(id: string, by: Actor): Shift;
  /** Throws unless the person leads it. */
  needLead(id: string, by: Actor): Shift;
  /** Keeps a changed shift with the pages that are due by now; `next` takes its place. */
  keep(changed: Shift, deed: { by: Actor; action: string; next?: Shift }): Promise<Shift>;
  /** Locks pages that are due; true where there were any. */
  lockDue(): Promise<boolean>;
}

/** Needs of `createShiftKeeper`. */
export interface KeeperParts {
  readonly records: ShiftRecords;
  readonly now: () => number;
  readonly hash: Hash;
}

const pageKeeper = toSystemActor('jaga');

/** How a shift names whoever acts. */
export function toPerson({ id, label }: Actor): ShiftPerson {
  return { id, name: label };
}

/** Builds it; it is only used one deed at a time. */
export function createShiftKeeper({ records, now, hash }: KeeperParts): ShiftKeeper {
  const needOpen = (id: string): Shift => {
    const shift = records.open()?.shift;
    if (shift?.id !== id) throw new ShiftRefusedError('shift-over');
    return shift;
  };
  const needDuty = (id: string, by: Actor): Shift => {
    const shift = needOpen(id);
    const isThere = listOnDuty(shift.crew, now()).some((one) => one.id === by.id);
    if (!isThere) throw new ShiftRefusedError('not-on-duty');
    return shift;
  };
  const keep: ShiftKeeper['keep'] = async (changed, { by, action, next }) => {
    const before = records.open()?.shift;
    if (changed === before) return changed;
    const at = now();
    const pages = [...lockPages(changed, { now: at, isOver: changed.endedAt !== null, hash })];
    const whole: Shift = { ...changed, pages };
    const after = {
      lines: whole.log.slice(before?.log.length ?? 0),
      // In the audit chain, whose end is kept outside the database as well.
      pages: pages.slice(before?.pages.length ?? 0),
      ...(whole.handover === before?.handover ? {} : { sheet: whole.handover?.hash }),
      ...(next ? { next: next.id } : {}),
    };
    await records.write(whole, toNote(by, { at, action, subject: whole.id, after }), next);
    return whole;
  };
  return {
    needOpen,
    needDuty,
    needLead(id, by) {
      const shift = needDuty(id, by);
      if (findLead(shift, now())?.id !== by.id) throw new ShiftRefusedError('not-lead');
      return shift;
    },
    keep,
    async lockDue() {
      const shift = records.open()?.shift;
      if (!shift || lockPages(shift, { now: now(), isOver: false, hash }) === shift.pages) return false;
      await keep({ ...shift }, { by: pageKeeper, action: 'shift.lock' });
      return true;
    },
  };
}
