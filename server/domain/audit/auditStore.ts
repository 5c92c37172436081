/** What is written down of a change; never holds a secret. `at` is epoch milliseconds. */
export interface AuditNote {
  readonly at: number;
  /** `kind:id` of who did it (`toActorText`). */
  readonly actor: string;
  /** Name of who did it, as it was then. */
  readonly label: string;
  /** Address it came from. */
  readonly from: string | null;
  /** `noun.verb`, e.g. `token.create`. */
  readonly action: string;
  /** What it was done to, e.g. an id. */
  readonly subject: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

/** One link of the chain. */
export interface AuditEntry extends AuditNote {
  /** 1, 2, 3 … without a gap. */
  readonly n: number;
  /** Numbers of the readings that were stored with it, both inclusive; null where there were none. */
  readonly seqs: readonly [from: number, to: number] | null;
  /** SHA-256, hex, over the hash before and this entry (see `hashEntry`). */
  readonly hash: string;
}

/** End of the chain: what an anchor outside the database remembers. */
export interface AuditHead {
  readonly n: number;
  readonly hash: string;
}

/** An entry as it lies in the store, for the walk: `body` is the exact text that was hashed. */
export interface RawAuditEntry {
  readonly n: number;
  readonly at: number;
  readonly actor: string;
  readonly action: string;
  readonly subject: string;
  readonly seqFrom: number | null;
  readonly seqTo: number | null;
  readonly body: string;
  readonly hash: string;
}

/** Which entries to list; newest first. */
export interface AuditQuery {
  /** Only entries with a smaller number. */
  readonly before?: number;
  readonly subject?: string;
  readonly actor?: string;
  /** Start of the action, e.g. `person.`. */
  readonly action?: string;
  readonly from?: number;
  readonly to?: number;
  /** False leaves out entries of readings: then those of a subject are found by their index. */
  readonly ofReadings?: false;
  /** At most 1,000. */
  readonly limit: number;
}

/** Reading side of the audit; entries are only ever written together with what they tell of. */
export interface AuditStore {
  auditHead(): Promise<AuditHead>;
  listAudit(query: AuditQuery): Promise<readonly AuditEntry[]>;
  /** Entries as stored, in order, after number `after`. */
  walkAudit(after: number, limit: number): Promise<readonly RawAuditEntry[]>;
}
