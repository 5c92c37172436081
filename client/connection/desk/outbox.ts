import type { SubmissionReceipt, SubmissionRequest } from '#shared/model/submission.ts';
import type { sendEvidence, sendSubmission } from './input.ts';
import { maxWaiting, maxWaitingBytes, type OutboxStore, type Waiting } from './outboxStore.ts';
import { OfflineError, ProblemError } from './request.ts';

/** How a form went out. */
export type SendOutcome =
  | { readonly kind: 'sent'; readonly receipt: SubmissionReceipt }
  /** Kept on this device, sent by itself once the line is back. */
  | { readonly kind: 'waiting' }
  /** Nothing of it was stored; what is wrong is told at its place. */
  | { readonly kind: 'refused'; readonly problem: ProblemError }
  /** This device can keep no more. */
  | { readonly kind: 'full' };

/** A form with its evidence, ready to go. */
export interface Outgoing {
  readonly userId: string;
  readonly agency: string;
  readonly request: SubmissionRequest;
  readonly files: Waiting['files'];
}

/** Needs of `createOutbox`; tests give their own. */
export interface OutboxParts {
  readonly store: OutboxStore;
  readonly now: () => number;
  readonly sendEvidence: typeof sendEvidence;
  readonly sendSubmission: typeof sendSubmission;
}

/** Forms on their way: sent at once, or kept and sent once when the line is back. */
export interface Outbox {
  send(outgoing: Outgoing): Promise<SendOutcome>;
  list(userId: string): Promise<readonly Waiting[]>;
  remove(key: string): Promise<void>;
  /** Sends what waits, in order; stops at the first that finds no line, passes over what something on the way turns down. Returns how many went. */
  flush(userId: string): Promise<number>;
  /** Called after each change; returns its off. */
  onChange(listener: () => void): () => void;
}

/** Builds the outbox. */
export function createOutbox(parts: OutboxParts): Outbox {
  const { store } = parts;
  const listeners = new Set<() => void>();
  let flushing: Promise<number> | null = null;
  const changed = (): void => {
    for (const listener of listeners) listener();
  };
  return {
    async send(outgoing) {
      try {
        return { kind: 'sent', receipt: await deliver(outgoing, parts) };
      } catch (error) {
        if (error instanceof ProblemError && !isPassing(error)) return { kind: 'refused', problem: error };
        if (!(error instanceof OfflineError || error instanceof ProblemError)) throw error;
        const outcome = await keep(outgoing, parts);
        changed();
        return outcome;
      }
    },
    list: (userId) => store.list(userId),
    async remove(key) {
      await store.remove(key);
      changed();
    },
    flush(userId) {
      flushing ??= flushAll(userId, { ...parts, changed }).finally(() => {
        flushing = null;
      });
      return flushing;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** Signed out, asked too often or out of order is no answer to the form itself: it goes on waiting. */
function isPassing({ status }: ProblemError): boolean {
  return status === 401 || status === 429 || status === 503;
}

async function keep(outgoing: Outgoing, { store, now }: OutboxParts): Promise<SendOutcome> {
  const waiting = await store.list(outgoing.userId);
  const files = [...waiting.flatMap((one) => one.files), ...outgoing.files];
  const bytes = files.reduce((sum, { blob }) => sum + blob.size, 0);
  if (waiting.length >= maxWaiting || bytes > maxWaitingBytes) return { kind: 'full' };
  await store.put({ ...outgoing, key: outgoing.request.key, at: now(), refusal: null });
  return { kind: 'waiting' };
}

async function flushAll(
  userId: string,
  { changed, ...parts }: OutboxParts & { changed: () => void },
): Promise<number> {
  const { store } = parts;
  // Whoever fills in, or another page, may have dropped or sent a form since the list was read.
  const isWaiting = async (key: string): Promise<boolean> =>
    (await store.list(userId)).some((one) => one.key === key && one.refusal === null);
  let sent = 0;
  for (const waiting of await store.list(userId)) {
    if (!(await isWaiting(waiting.key))) continue;
    try {
      await deliver(waiting, parts);
      await store.remove(waiting.key);
      sent += 1;
    } catch (error) {
      if (error instanceof OfflineError || (error instanceof ProblemError && isPassing(error))) break;
      // Not the server's own answer, such as a proxy's that takes no file of this size: it waits on and holds back nothing.
      if (!(error instanceof ProblemError)) continue;
      if (await isWaiting(waiting.key)) await store.put({ ...waiting, refusal: toRefusal(error) });
    }
    changed();
  }
  return sent;
}

/** Evidence first, then the form that names it. The same evidence sent again after a cut is kept once by its contents. */
async function deliver(
  { request, files, agency, userId }: Outgoing,
  parts: OutboxParts,
): Promise<SubmissionReceipt> {
  const evidence: string[] = [...request.evidence];
  for (const file of files) evidence.push((await parts.sendEvidence(file, agency, userId)).id);
  return parts.sendSubmission({ ...request, evidence }, userId);
}

function toRefusal({ faults, message }: ProblemError): string {
  const told = [...new Set(faults.map((fault) => fault.message))];
  return told.length > 0 ? told.join('; ') : message;
}
