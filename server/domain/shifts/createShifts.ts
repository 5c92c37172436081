import type { SinceSheet } from '#shared/model/handover.ts';
import {
  type CrewChange,
  type HandoverSign,
  type LinePicture,
  maxCrew,
  type Shift,
  type ShiftEntry,
  type ShiftHead,
  type ShiftPerson,
} from '#shared/model/shift.ts';
import { toCanonical } from '#shared/rules/canonical.ts';
import type { Hash } from '#shared/rules/logPages.ts';
import { findLead, listOnDuty } from '#shared/rules/shiftAt.ts';
import { toNote } from '../audit/toNote.ts';
import type { Actor } from '../people/actor.ts';
import { createTurns, type Turns } from '../people/createTurns.ts';
import type { RecordStore } from '../records/recordStore.ts';
import { buildSheet, listSince } from './buildSheet.ts';
import type { HandoverSources } from './handoverSources.ts';
import { createShiftKeeper, type ShiftKeeper, toPerson } from './shiftKeeper.ts';
import {
  appendLine,
  assertCorrectable,
  giveLead,
  joinCrew,
  leaveCrew,
  ShiftRefusedError,
} from './shiftLog.ts';
import { createShiftRecords, type ShiftRecords } from './shiftRecords.ts';
import { signSheet } from './signSheet.ts';

/** Who was on duty at an instant. */
export interface Duty {
  /** Shift of that instant; null where the room had none. */
  readonly shift: string | null;
  readonly name: string | null;
  readonly since: number | null;
  readonly lead: ShiftPerson | null;
  readonly crew: readonly ShiftPerson[];
}

/** What is asked about shifts. */
interface ShiftReads {
  list(): Promise<{ readonly current: ShiftHead | null; readonly recent: readonly ShiftHead[] }>;
  find(id: string): Promise<Shift | null>;
  /** What came up since the sheet of the open shift was frozen; null where none waits to be signed. */
  since(shift: Shift): Promise<SinceSheet | null>;
  /** How many are on duty now, and who. */
  onDuty(): { readonly operators: number; readonly crew: readonly ShiftPerson[] };
  dutyAt(at: number): Promise<Duty>;
}

/** What is written into the open shift. */
interface LogDeeds {
  start(name: string, by: Actor): Promise<Shift>;
  write(id: string, entry: ShiftEntry, by: Actor): Promise<Shift>;
  /** Asks whether a picture would be taken, before its bytes are kept. */
  assertMayAttach(id: string, by: Actor): void;
  attach(id: string, line: { picture: LinePicture; text: string; key: string }, by: Actor): Promise<Shift>;
  changeCrew(id: string, change: CrewChange, by: Actor): Promise<Shift>;
  /** Locks pages that are due; true where there were any. */
  lockDue(): Promise<boolean>;
}

/** From one crew to the next. */
interface HandoverDeeds {
  writeSheet(id: string, note: string, by: Actor): Promise<Shift>;
  /** Gives the shift that is open then: with the second signature it is the next one. */
  sign(id: string, signing: HandoverSign, by: Actor): Promise<Shift>;
}

/** Shifts of the room. Whatever the rules do not let through throws `ShiftRefusedError`. */
export type Shifts = ShiftReads & LogDeeds & HandoverDeeds;

/** Needs of `createShifts`. */
export interface ShiftParts {
  readonly store: Pick<RecordStore, 'getRecord' | 'listRecords' | 'changeRecords'>;
  readonly sources: HandoverSources;
  readonly now: () => number;
  /** SHA-256, hex. */
  readonly hash: Hash;
  readonly onSourceFailure: (source: string, error: unknown) => void;
}

interface Works extends ShiftParts {
  readonly records: ShiftRecords;
  readonly keeper: ShiftKeeper;
  readonly inTurn: Turns;
}

/** Opens the use case over what is stored. */
export async function createShifts(parts: ShiftParts): Promise<Shifts> {
  const records = createShiftRecords(parts.store, parts.now);
  await records.load();
  const keeper = createShiftKeeper({ ...parts, records });
  const works: Works = { ...parts, records, keeper, inTurn: createTurns() };
  return { ...createReads(works), ...createLogDeeds(works), ...createHandoverDeeds(works) };
}

function createReads({ records, sources, now, onSourceFailure }: Works): ShiftReads {
  return {
    async list() {
      const recent = await records.heads();
      const id = records.open()?.shift.id;
      return { current: recent.find((head) => head.id === id) ?? null, recent };
    },
    find: (id) => records.find(id),
    async since({ handover, endedAt, log }) {
      if (!handover || endedAt !== null) return null;
      return listSince({ log }, handover.sheet, { sources, onFailure: onSourceFailure });
    },
    onDuty() {
      const shift = records.open()?.shift;
      const crew = shift ? listOnDuty(shift.crew, now()) : [];
      return { operators: crew.length, crew };
    },
    async dutyAt(at) {
      const shift = await records.findAt(at);
      if (!shift) return { shift: null, name: null, since: null, lead: null, crew: [] };
      const { id, name, startedAt, crew } = shift;
      return { shift: id, name, since: startedAt, lead: findLead(shift, at), crew: listOnDuty(crew, at) };
    },
  };
}

function createLogDeeds({ records, keeper, inTurn, now }: Works): LogDeeds {
  const isTwice = ({ log }: Shift, key: string, by: Actor): boolean =>
    log.some((line) => line.key === key && line.by.id === by.id);
  return {
    start: (name, by) =>
      inTurn(async () => {
        if (records.open()) throw new ShiftRefusedError('shift-open');
        const at = now();
        const shift = toNewShift({ name, at, by: toPerson(by), previous: null });
        const note = toNote(by, { at, action: 'shift.start', subject: shift.id, after: { name } });
        await records.start(shift, note);
        return shift;
      }),
    write: (id, entry, by) =>
      inTurn(async () => {
        const shift = keeper.needDuty(id, by);
        if (isTwice(shift, entry.key, by)) return shift;
        if (entry.kind === 'correction') assertCorrectable(shift, entry.corrects);
        const line = { ...entry, at: now(), by: toPerson(by) };
        return keeper.keep(appendLine(shift, line), { by, action: 'shift.write' });
      }),
    assertMayAttach(id, by) {
      appendLine(keeper.needDuty(id, by), { at: now(), by: toPerson(by), kind: 'picture' });
    },
    attach: (id, given, by) =>
      inTurn(async () => {
        const shift = keeper.needDuty(id, by);
        if (isTwice(shift, given.key, by)) return shift;
        const line = { ...given, kind: 'picture', at: now(), by: toPerson(by) } as const;
        return keeper.keep(appendLine(shift, line), { by, action: 'shift.attach' });
      }),
    changeCrew: (id, change, by) =>
      inTurn(async () => {
        const isSelf =
          change.action === 'join' || (change.action === 'leave' && (change.who ?? by.id) === by.id);
        const shift = isSelf ? keeper.needOpen(id) : keeper.needDuty(id, by);
        return keeper.keep(toOtherCrew(shift, change, { by: toPerson(by), at: now() }), {
          by,
          action: 'shift.crew',
        });
      }),
    lockDue: () => inTurn(keeper.lockDue),
  };
}

function createHandoverDeeds({ keeper, inTurn, now, sources, hash, onSourceFailure }: Works): HandoverDeeds {
  const onFailure = onSourceFailure;
  return {
    writeSheet: (id, note, by) =>
      inTurn(async () => {
        const shift = keeper.needLead(id, by);
        const at = now();
        const person = toPerson(by);
        const sheet = await buildSheet(shift, { sources, now: at, note, onFailure });
        const withLine = appendLine(shift, { at, by: person, kind: 'handover', step: 'written' });
        const handover = { sheet, hash: hash(toCanonical(sheet)), writtenAt: at, writtenBy: person };
        const whole = { ...withLine, handover: { ...handover, signedBy: [], nextShift: null } };
        return keeper.keep(whole, { by, action: 'shift.sheet' });
      }),
    sign: (id, signing, by) =>
      inTurn(async () => {
        if (signing.side === 'outgoing') {
          const signed = signSheet(keeper.needLead(id, by), signing, {
            by: toPerson(by),
            at: now(),
            since: null,
          });
          return keeper.keep(signed, { by, action: 'shift.hand-over' });
        }
        const shift = keeper.needOpen(id);
        const { log, handover } = shift;
        const since = handover ? await listSince({ log }, handover.sheet, { sources, onFailure }) : null;
        const at = now();
        const signed = signSheet(shift, signing, { by: toPerson(by), at, since });
        const next = toNewShift({ name: signing.name, at, by: toPerson(by), previous: id });
        const over = { ...signed, handover: signed.handover && { ...signed.handover, nextShift: next.id } };
        await keeper.keep(over, { by, action: 'shift.take-over', next });
        return next;
      }),
  };
}

interface NewShift {
  readonly name: string;
  readonly at: number;
  readonly by: ShiftPerson;
  readonly previous: string | null;
}

function toNewShift({ name, at, by, previous }: NewShift): Shift {
  const shift: Shift = {
    id: new Date(at).toISOString(),
    name,
    startedAt: at,
    endedAt: null,
    crew: [{ ...by, joinedAt: at, leftAt: null }],
    leads: [{ ...by, from: at }],
    log: [],
    pages: [],
    handover: null,
    previous,
  };
  return appendLine(shift, { at, by, kind: 'start' });
}

/** The same shift where nothing would change. */
function toOtherCrew(shift: Shift, change: CrewChange, { by, at }: { by: ShiftPerson; at: number }): Shift {
  switch (change.action) {
    case 'join':
      if (listOnDuty(shift.crew, at).some(({ id }) => id === by.id)) return shift;
      if (shift.crew.length >= maxCrew) throw new ShiftRefusedError('crew-full');
      return joinCrew(shift, by, at);
    case 'leave':
      return leaveCrew(shift, change.who ?? by.id, { at, by });
    case 'lead':
      return findLead(shift, at)?.id === by.id ? shift : giveLead(shift, by, { at, by });
  }
}
