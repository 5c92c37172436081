import pg from 'pg';
import { StoreUnavailableError } from '../../domain/storeErrors.ts';
import { StoreInUseError } from '../errors.ts';
import { toClientConfig } from './connection.ts';

/** Any number that no other program on the same database is likely to take; it stands for "the writer of Simpul". */
const writerLock = 3_216_001;

/**
 * A host that lost its power says no goodbye: PostgreSQL parts with it, and frees its lock, 20 s later and not after its own two hours.
 * Seconds; the last is of what was sent and not taken, in milliseconds.
 */
const partings =
  'SET tcp_keepalives_idle = 5; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3; SET tcp_user_timeout = 20000';

/** The one connection that may write: it holds the advisory lock, and losing it means losing the right to write. */
export interface WriterClient {
  client(): pg.Client;
  /** Connects and locks again where the connection was lost; true when it did. */
  ensure(): Promise<boolean>;
  /** Drops a connection whose state is not known any more. */
  drop(): void;
  close(): Promise<void>;
}

async function connect(url: string, onLost: (client: pg.Client) => void): Promise<pg.Client> {
  const client = new pg.Client(toClientConfig(url));
  client.on('error', () => onLost(client));
  client.on('end', () => onLost(client));
  try {
    await client.connect();
    await client.query(partings);
    const { rows } = await client.query<{ held: boolean }>('SELECT pg_try_advisory_lock($1) AS held', [
      writerLock,
    ]);
    if (!rows[0]?.held) throw new StoreInUseError('the PostgreSQL database');
    await client.query(
      "SET synchronous_commit = 'on'; SET lock_timeout = '5s'; SET statement_timeout = '30s'",
    );
    return client;
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
}

/**
 * Whoever asks so soon after a connection that failed slowly, as with a host that takes no packets, is told the same at once: each would
 * wait for one of its own, one after another. Milliseconds.
 */
const restMs = 1_000;

export async function createWriterClient(url: string): Promise<WriterClient> {
  let current: pg.Client | null = null;
  let failure: { readonly at: number; readonly error: unknown } | null = null;
  const forget = (client: pg.Client) => {
    if (current === client) current = null;
  };
  current = await connect(url, forget);
  function drop(): void {
    const lost = current;
    current = null;
    void lost?.end().catch(() => undefined);
  }
  return {
    client() {
      if (!current)
        throw new StoreUnavailableError('failed', new Error('the connection to PostgreSQL was lost'));
      return current;
    },
    async ensure() {
      if (current) return false;
      if (failure && performance.now() - failure.at < restMs) throw failure.error;
      const startedAt = performance.now();
      try {
        current = await connect(url, forget);
      } catch (error) {
        const at = performance.now();
        failure = at - startedAt > restMs ? { at, error } : null;
        throw error;
      }
      return true;
    },
    drop,
    async close() {
      const last = current;
      current = null;
      await last?.end();
    },
  };
}
