import type { AuditHead, AuditStore, RawAuditEntry } from './auditStore.ts';
import { genesisHash, hashEntry, toAuditEntry } from './hashEntry.ts';

/** What an anchor outside the database remembers of the chain at an instant. */
export interface AuditAnchor extends AuditHead {
  /** Data lineage that it is of; a restored copy goes on from an earlier end. */
  readonly epoch: string;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** Closed list of what can be wrong with the chain. */
export type AuditFaultCode =
  /** Text, columns or hash of an entry are not what was written. */
  | 'edited'
  /** Numbers between two entries are gone. */
  | 'deleted'
  /** Entries stand in another order than they were written in. */
  | 'reordered'
  /** The chain ends before what an anchor remembers. */
  | 'truncated'
  /** A whole stretch fits in itself but not to what an anchor remembers. */
  | 'replaced'
  /** A line of the anchor file is not one that this server wrote. */
  | 'anchor';

/** Outcome of a walk over the whole chain. */
export interface AuditReport {
  readonly entries: number;
  readonly head: AuditHead;
  /** Anchors of this lineage that were compared. */
  readonly anchors: number;
  readonly fault: { readonly n: number; readonly code: AuditFaultCode } | null;
}

/** Needs of `verifyAudit`. */
export interface VerifyParts {
  readonly store: Pick<AuditStore, 'walkAudit'>;
  readonly epoch: string;
  /** In the order in which they were written; null for a line that is not ours. */
  readonly anchors: AsyncIterable<AuditAnchor | null>;
}

const pageEntries = 2_000;

/** Walks the chain from its first entry to its last and beside it the anchors; stops at the first fault. Keeps one page in memory. */
export async function verifyAudit({ store, epoch, anchors }: VerifyParts): Promise<AuditReport> {
  const line = createAnchorLine(anchors, epoch);
  let head: AuditHead = { n: 0, hash: genesisHash };
  const toReport = (fault: AuditReport['fault']): AuditReport => ({
    entries: head.n,
    head,
    anchors: line.compared(),
    fault,
  });
  for (;;) {
    const page = await store.walkAudit(head.n, pageEntries);
    for (const [index, entry] of page.entries()) {
      const code = findFault(entry, head, page[index + 1]);
      if (code) return toReport({ n: entry.n, code });
      head = { n: entry.n, hash: entry.hash };
      const doubt = await line.compare(head);
      if (doubt) return toReport({ n: head.n, code: doubt });
    }
    if (page.length < pageEntries) break;
  }
  const rest = await line.rest();
  if (rest === 'anchor') return toReport({ n: head.n, code: 'anchor' });
  return toReport(rest === null ? null : { n: rest.n, code: 'truncated' });
}

/** What is wrong with the entry that follows `head`; null for nothing. */
function findFault(
  entry: RawAuditEntry,
  head: AuditHead,
  next: RawAuditEntry | undefined,
): AuditFaultCode | null {
  if (entry.n !== head.n + 1) return 'deleted';
  if (hashEntry(head.hash, entry.n, entry.body) === entry.hash && isAsWritten(entry)) return null;
  // Two entries that changed places fit when each is read at the other's place.
  const isSwapped = next !== undefined && hashEntry(head.hash, entry.n, next.body) === next.hash;
  return isSwapped ? 'reordered' : 'edited';
}

/** The columns that entries are searched by say what the hashed text says. */
function isAsWritten(entry: RawAuditEntry): boolean {
  try {
    const { at, actor, action, subject, seqs } = toAuditEntry(entry);
    return (
      at === entry.at &&
      actor === entry.actor &&
      action === entry.action &&
      subject === entry.subject &&
      (seqs?.[0] ?? null) === entry.seqFrom &&
      (seqs?.[1] ?? null) === entry.seqTo
    );
  } catch {
    return false;
  }
}

/** The anchors of one lineage beside the walk. */
function createAnchorLine(anchors: AsyncIterable<AuditAnchor | null>, epoch: string) {
  const source = anchors[Symbol.asyncIterator]();
  let compared = 0;
  let waiting: AuditAnchor | 'anchor' | null | undefined;
  const peek = async (): Promise<AuditAnchor | 'anchor' | null> => {
    while (waiting === undefined) {
      const { value, done } = await source.next();
      if (done) waiting = null;
      else if (value === null) waiting = 'anchor';
      else if (value.epoch === epoch) waiting = value;
    }
    return waiting;
  };
  return {
    compared: () => compared,
    async compare(head: AuditHead): Promise<AuditFaultCode | null> {
      for (;;) {
        const anchor = await peek();
        if (anchor === 'anchor') return 'anchor';
        if (anchor === null || anchor.n > head.n) return null;
        if (anchor.n === head.n && anchor.hash !== head.hash) return 'replaced';
        compared += 1;
        waiting = undefined;
      }
    },
    /** The first anchor beyond the end of the chain. */
    rest: peek,
  };
}
