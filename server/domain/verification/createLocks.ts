import type { IndicatorId } from '#shared/model/ids.ts';
import type { PeriodLock } from '#shared/model/verification.ts';
import { toNote } from '../audit/toNote.ts';
import type { Actor } from '../people/actor.ts';
import type { HeldReading } from '../readings/holdReadings.ts';
import type { RecordStore, StoredRecord } from '../records/recordStore.ts';
import type { VerificationStore } from './verificationStore.ts';

/** Body of a `lock` record; `until` in epoch milliseconds, inclusive. */
interface LockBody {
  readonly until: number;
  readonly reason: string;
  readonly by: string;
  readonly at: number;
}

/** What is asked of a lock. */
export interface LockRequest {
  readonly indicator: IndicatorId;
  readonly until: number;
  readonly reason: string;
}

/** How a lock was taken; `unverified` says how many figures up to it still wait. */
export type LockOutcome =
  | { readonly kind: 'locked' }
  | { readonly kind: 'unverified'; readonly count: number };

/** Periods that take no more figures. */
export interface Locks {
  list(): Promise<readonly PeriodLock[]>;
  lock(request: LockRequest, by: Actor): Promise<LockOutcome>;
  /** Opens what lies after `until`; null opens all. */
  unlock(request: Omit<LockRequest, 'until'> & { readonly until: number | null }, by: Actor): Promise<void>;
}

/** Needs of `createLocks`. */
export interface LockParts {
  readonly store: RecordStore & Pick<VerificationStore, 'listUnverified'>;
  readonly now: () => number;
}

const maxWaiting = 10_000;

/** Builds the use case; the store itself keeps a locked period shut. */
export function createLocks({ store, now }: LockParts): Locks {
  return {
    async list() {
      const records = (await store.listRecords('lock')) as readonly StoredRecord<LockBody>[];
      return records.map(({ id, body }) => ({
        indicator: id as IndicatorId,
        until: new Date(body.until).toISOString(),
        reason: body.reason,
        by: body.by,
        at: new Date(body.at).toISOString(),
      }));
    },
    async lock({ indicator, until, reason }, by) {
      const count = await countWaiting(store, indicator, until);
      if (count > 0) return { kind: 'unverified', count };
      const before = (await store.getRecord('lock', indicator)) as StoredRecord<LockBody> | null;
      const at = now();
      // A lock never moves back by locking: that is what opening is for.
      const body: LockBody = {
        until: Math.max(until, before?.body.until ?? until),
        reason,
        by: by.label,
        at,
      };
      await store.changeRecords(
        [{ kind: 'lock', id: indicator, body, expect: before?.version ?? 0 }],
        toNote(by, { at, action: 'lock.set', subject: indicator, before: before?.body, after: body }),
      );
      return { kind: 'locked' };
    },
    async unlock({ indicator, until, reason }, by) {
      const before = (await store.getRecord('lock', indicator)) as StoredRecord<LockBody> | null;
      if (!before) return;
      const at = now();
      const body =
        until === null ? null : { until: Math.min(until, before.body.until), reason, by: by.label, at };
      await store.changeRecords(
        [{ kind: 'lock', id: indicator, body, expect: before.version }],
        toNote(by, {
          at,
          action: 'lock.open',
          subject: indicator,
          before: before.body,
          after: { until, reason },
        }),
      );
    },
  };
}

async function countWaiting(
  store: LockParts['store'],
  indicator: IndicatorId,
  until: number,
): Promise<number> {
  const shown = await store.listUnverified([indicator], maxWaiting);
  const held = (await store.listRecords('held')) as readonly StoredRecord<HeldReading>[];
  const waiting = [...shown, ...held.map(({ body }) => body.reading)];
  return waiting.filter((one) => one.indicator === indicator && one.observedAt <= until).length;
}
