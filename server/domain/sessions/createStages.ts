import { type Attendee, firstView, type Session } from '#shared/model/session.ts';
import { toNote } from '../audit/toNote.ts';
import { toSystemActor } from '../people/actor.ts';
import type { RecordChange, RecordStore } from '../records/recordStore.ts';
import { createStage, type Stage, type StageBody } from './createStage.ts';

/** Needs of `createStages`. */
export interface StageParts {
  readonly store: RecordStore;
  readonly now: () => number;
  /** False for a session that has ended. */
  readonly runs: (id: string) => boolean;
  readonly onError: (error: unknown) => void;
}

/** The stages of all sessions that somebody looks at; those of planned and running ones stay in memory, so that all of them are few. */
export interface Stages {
  /** The stage of a session, read from its record once. */
  open(session: Session): Promise<Stage>;
  /** One that is open. */
  peek(id: string): Stage | undefined;
  /** Who was there, of any session. */
  readAttendance(session: Session): Promise<readonly Attendee[]>;
  /** Writes what changed since the last time, after what is being written; what fails is written with the next call. */
  flush(): Promise<void>;
  /** `write` ends the session and writes its stage for the last time: nobody else writes it from here on, unless that fails. */
  end<T>(id: string, write: () => Promise<T>): Promise<T>;
}

/** The change that keeps a stage. */
export function toStageChange(id: string, body: StageBody): RecordChange {
  return { kind: 'session-stage', id, body };
}

/** Builds them over the records. */
export function createStages({ store, now, runs, onError }: StageParts): Stages {
  const stages = new Map<string, Stage>();
  const ending = new Set<string>();
  const read = async (id: string): Promise<StageBody | null> =>
    ((await store.getRecord('session-stage', id))?.body ?? null) as StageBody | null;
  const open = async (session: Session): Promise<Stage> => {
    const { id, agenda, item } = session;
    const known = stages.get(id);
    if (known) return known;
    const kept = await read(id);
    const first = (agenda.find((one) => one.id === item) ?? agenda[0])?.view ?? firstView;
    // Another call may have been quicker.
    const stage = stages.get(id) ?? createStage(kept, first, now);
    // It may have ended meanwhile.
    if (runs(id)) stages.set(id, stage);
    return stage;
  };
  const writeAll = async (): Promise<void> => {
    for (const [id, stage] of stages) {
      if (!stage.isDirty || ending.has(id)) continue;
      const body = stage.toBody();
      stage.markClean();
      const note = toNote(toSystemActor('sessions'), { at: now(), action: 'session.stage', subject: id });
      await store.changeRecords([toStageChange(id, body)], note).catch((error: unknown) => {
        stage.markDirty();
        onError(error);
      });
    }
  };
  let last: Promise<void> = Promise.resolve();
  let next: Promise<void> | null = null;
  return {
    open,
    peek: (id) => stages.get(id),
    async readAttendance(session) {
      const stage = stages.get(session.id);
      return stage ? stage.attendance() : ((await read(session.id))?.attendance ?? []);
    },
    flush() {
      // Whoever calls while one writes and one waits gets the one that waits: it looks at what changed when it begins.
      next ??= last = last.then(() => {
        next = null;
        return writeAll();
      });
      return next;
    },
    async end(id, write) {
      ending.add(id);
      try {
        return await write();
      } finally {
        ending.delete(id);
        if (!runs(id)) stages.delete(id);
      }
    },
  };
}
