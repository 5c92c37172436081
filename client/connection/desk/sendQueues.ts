import { ProblemError } from './request.ts';

/** A line that was typed and is not recorded yet; its key keeps it from standing in the log twice, however often it is sent. */
export interface OutgoingLine {
  readonly key: string;
  readonly text: string;
  send(): Promise<void>;
}

/** A line that is not in its log yet. */
export interface WaitingLine extends OutgoingLine {
  /** Why the server does not take it; those behind it go on. Null while it is on its way. */
  readonly refusal: Error | null;
}

/** Lines on their way into one log. */
export interface QueueState {
  /** Not recorded yet, oldest first. */
  readonly waiting: readonly WaitingLine[];
  /** Why the first that is on its way did not arrive; those behind it wait. */
  readonly error: Error | null;
  /** Key of the line that is being sent; null for none. */
  readonly sending: string | null;
}

const mostWaiting = 20;
const mostLogs = 50;
/** The same line may well be taken later. */
const passing: readonly number[] = [401, 408, 429];

const empty: QueueState = { waiting: [], error: null, sending: null };
/** Beside the page, not in it: what was typed must not go with the form that it was typed into. */
const queues = new Map<string, QueueState>();
const listeners = new Set<() => void>();
const warn = (event: BeforeUnloadEvent): void => event.preventDefault();

/** What waits for a log. */
export const getQueue = (log: string): QueueState => queues.get(log) ?? empty;

/** How many lines of a person did not arrive or were refused, over all logs, and the first log that holds one; null for none. */
export function findStuck(person: string): { readonly count: number; readonly log: string } | null {
  let count = 0;
  let first: string | null = null;
  for (const [key, { waiting, error }] of queues) {
    if (!key.startsWith(`${person} `)) continue;
    const stuck = error ? waiting.length : waiting.filter(({ refusal }) => refusal !== null).length;
    if (stuck > 0) first ??= key.slice(person.length + 1);
    count += stuck;
  }
  return first === null ? null : { count, log: first };
}

/** Tells of every change; returns the way to stop it. */
export function watchQueues(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Sends a line after those before it; false where too many wait. */
export function addLine(log: string, line: OutgoingLine): boolean {
  const { waiting } = getQueue(log);
  if (waiting.length >= mostWaiting || (waiting.length === 0 && queues.size >= mostLogs)) return false;
  change(log, { waiting: [...waiting, { ...line, refusal: null }] });
  void flush(log);
  return true;
}

/** Sends what did not arrive again; with a key also the line that was refused. */
export function retryLine(log: string, key?: string): void {
  mark(log, key, null);
  void flush(log);
}

/** Gives up a line, and goes on with the next. */
export function dropLine(log: string, key: string): void {
  const { sending } = getQueue(log);
  if (sending === key) return;
  remove(log, key);
  void flush(log);
}

function change(log: string, patch: Partial<QueueState>): void {
  const next = { ...getQueue(log), ...patch };
  if (next.waiting.length > 0) queues.set(log, next);
  else queues.delete(log);
  // Only while it is needed: a page that listens is not kept by the browser when it is left.
  if (queues.size > 0) window.addEventListener('beforeunload', warn);
  else window.removeEventListener('beforeunload', warn);
  for (const listener of listeners) listener();
}

function mark(log: string, key: string | undefined, refusal: Error | null): void {
  const { waiting } = getQueue(log);
  change(log, { waiting: waiting.map((line) => (line.key === key ? { ...line, refusal } : line)) });
}

function remove(log: string, key: string): void {
  change(log, { waiting: getQueue(log).waiting.filter((line) => line.key !== key) });
}

const findNext = (log: string): WaitingLine | undefined =>
  getQueue(log).waiting.find(({ refusal }) => refusal === null);

/** One after another, so that their order holds. */
async function flush(log: string): Promise<void> {
  if (getQueue(log).sending !== null) return;
  let error: Error | null = null;
  for (let line = findNext(log); line && !error; line = findNext(log)) {
    change(log, { sending: line.key });
    error = await sendLine(log, line);
  }
  change(log, { sending: null, error });
}

/** Why the line did not arrive; null where the server answered, whatever it said. */
async function sendLine(log: string, { key, send }: WaitingLine): Promise<Error | null> {
  try {
    await send();
    change(log, { error: null });
    remove(log, key);
    return null;
  } catch (caught) {
    const error = caught instanceof Error ? caught : new Error(String(caught));
    if (!isRefusal(error)) return error;
    change(log, { error: null });
    mark(log, key, error);
    return null;
  }
}

function isRefusal(error: Error): boolean {
  return error instanceof ProblemError && error.status < 500 && !passing.includes(error.status);
}
