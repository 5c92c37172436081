import { StoreOpenError } from './errors.ts';
import { runInTransaction, type Sql } from './sql.ts';

export const rollupLevels = [
  { table: 'rollup_minute', widthMs: 60_000, from: null },
  { table: 'rollup_hour', widthMs: 3_600_000, from: 'rollup_minute' },
  { table: 'rollup_day', widthMs: 86_400_000, from: 'rollup_hour' },
] as const;
export type RollupLevel = (typeof rollupLevels)[number];

/** SQL for the start of the bucket that an instant lies in; right before 1970 too, where `%` alone would round up. */
export function bucketSql(column: string, widthMs: number): string {
  return `(${column} - ((${column} % ${widthMs}) + ${widthMs}) % ${widthMs})`;
}

const readingTables = [
  `CREATE TABLE head (one SMALLINT PRIMARY KEY CHECK (one = 1), epoch TEXT NOT NULL, seq INT8 NOT NULL, recorded_at INT8 NOT NULL,
     rolled_seq INT8 NOT NULL, readings INT8 NOT NULL, probed_at INT8 NOT NULL)`,
  'CREATE TABLE source (id INT8 PRIMARY KEY, body TEXT NOT NULL UNIQUE)',
  'CREATE TABLE actor (id INT8 PRIMARY KEY, name TEXT NOT NULL UNIQUE)',
  `CREATE TABLE series (id INT8 PRIMARY KEY, indicator TEXT NOT NULL, area TEXT NOT NULL, class SMALLINT NOT NULL,
     pruned_before INT8, UNIQUE (indicator, area))`,
  `CREATE TABLE reading (series_id INT8 NOT NULL, observed_at INT8 NOT NULL, version INT8 NOT NULL, value FLOAT8,
     recorded_at INT8 NOT NULL, seq INT8 NOT NULL, series_seq INT8 NOT NULL, origin SMALLINT NOT NULL, quality SMALLINT NOT NULL,
     verification SMALLINT NOT NULL, source_id INT8 NOT NULL, actor_id INT8 NOT NULL, period TEXT, note TEXT,
     PRIMARY KEY (series_id, observed_at, version)) CLUSTERED`,
  'CREATE INDEX reading_restated ON reading (series_id, observed_at) WHERE version > 1',
  'CREATE INDEX reading_bad ON reading (series_id, observed_at) WHERE quality = 2',
  `CREATE TABLE present (series_id INT8 PRIMARY KEY, observed_at INT8 NOT NULL, version INT8 NOT NULL, seq INT8 NOT NULL,
     last_series_seq INT8 NOT NULL, was_value FLOAT8, was_until INT8)`,
  `CREATE TABLE outbox (seq INT8 PRIMARY KEY, kind SMALLINT NOT NULL, recorded_at INT8 NOT NULL, series_id INT8, observed_at INT8,
     version INT8)`,
  `CREATE TABLE idempotency (scope TEXT NOT NULL, key TEXT NOT NULL, body_hash TEXT NOT NULL, result TEXT NOT NULL,
     at INT8 NOT NULL, PRIMARY KEY (scope, key)) CLUSTERED`,
  ...rollupLevels.map(
    ({
      table,
    }) => `CREATE TABLE ${table} (series_id INT8 NOT NULL, bucket_at INT8 NOT NULL, low FLOAT8 NOT NULL,
     high FLOAT8 NOT NULL, total FLOAT8 NOT NULL, n INT8 NOT NULL, last_value FLOAT8 NOT NULL, last_at INT8 NOT NULL,
     PRIMARY KEY (series_id, bucket_at)) CLUSTERED`,
  ),
  'CREATE TABLE size_day (day INT8 PRIMARY KEY, bytes INT8 NOT NULL)',
];

const otherTables = [
  `CREATE TABLE event (seq INT8 PRIMARY KEY, id TEXT NOT NULL, newest SMALLINT NOT NULL, starts_at INT8 NOT NULL,
     ends_at INT8 NOT NULL, body TEXT NOT NULL)`,
  'CREATE UNIQUE INDEX event_newest ON event (id) WHERE newest = 1',
  'CREATE INDEX event_starts ON event (starts_at) WHERE newest = 1',
  'CREATE TABLE link (id TEXT PRIMARY KEY, seq INT8 NOT NULL, body TEXT NOT NULL)',
  `CREATE TABLE token (id TEXT PRIMARY KEY, secret_hash TEXT NOT NULL UNIQUE, agency TEXT NOT NULL, scopes TEXT NOT NULL,
     name TEXT NOT NULL, created_at INT8 NOT NULL, last_used_at INT8, revoked_at INT8)`,
];

const deskTables = [
  `CREATE TABLE record (kind TEXT NOT NULL, id TEXT NOT NULL, owner TEXT, version INT8 NOT NULL, body TEXT NOT NULL,
     changed_at INT8 NOT NULL, PRIMARY KEY (kind, id)) CLUSTERED`,
  'CREATE INDEX record_owner ON record (kind, owner)',
  `CREATE TABLE audit (n INT8 PRIMARY KEY, at INT8 NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL, subject TEXT NOT NULL,
     seq_from INT8, seq_to INT8, body TEXT NOT NULL, hash TEXT NOT NULL)`,
  'CREATE INDEX audit_seq ON audit (seq_to) WHERE seq_to IS NOT NULL',
  'CREATE INDEX audit_subject ON audit (subject, n) WHERE seq_to IS NULL',
  'CREATE TABLE blob (hash TEXT PRIMARY KEY, parts INT8 NOT NULL, size INT8 NOT NULL)',
  `CREATE TABLE blob_part (hash TEXT NOT NULL, part INT8 NOT NULL, body TEXT NOT NULL, PRIMARY KEY (hash, part))`,
  'CREATE TABLE identity (model TEXT NOT NULL, id TEXT NOT NULL, body TEXT NOT NULL, PRIMARY KEY (model, id))',
  `CREATE TABLE identity_key (model TEXT NOT NULL, field TEXT NOT NULL, value TEXT NOT NULL, id TEXT NOT NULL,
     PRIMARY KEY (model, field, value, id))`,
  'CREATE INDEX identity_key_id ON identity_key (model, id)',
  'CREATE TABLE reading_ref (seq INT8 PRIMARY KEY, ref TEXT NOT NULL)',
  `CREATE TABLE verification_step (series_id INT8 NOT NULL, observed_at INT8 NOT NULL, version INT8 NOT NULL, step INT8 NOT NULL,
     final SMALLINT NOT NULL, at INT8 NOT NULL, actor TEXT NOT NULL, note TEXT,
     PRIMARY KEY (series_id, observed_at, version, step)) CLUSTERED`,
  'CREATE INDEX reading_unverified ON reading (series_id, observed_at) WHERE verification <> 1',
  'ALTER TABLE present ADD COLUMN verified SMALLINT NOT NULL DEFAULT 0',
  'ALTER TABLE token ADD COLUMN expires_at INT8',
  'ALTER TABLE token ADD COLUMN indicators TEXT',
];

/** What the room needs to be shown as it was: alarms, links and events with the time for which each version held. */
const roomTables = [
  `CREATE TABLE alarm (seq INT8 PRIMARY KEY, id TEXT NOT NULL, rule TEXT NOT NULL, indicator TEXT, area TEXT, deed TEXT NOT NULL,
     state TEXT NOT NULL, from_at INT8 NOT NULL, to_at INT8, body TEXT NOT NULL)`,
  'CREATE UNIQUE INDEX alarm_open ON alarm (id) WHERE to_at IS NULL',
  'CREATE INDEX alarm_time ON alarm (to_at, from_at)',
  'CREATE INDEX alarm_from ON alarm (from_at)',
  'CREATE INDEX alarm_series ON alarm (indicator, area, from_at)',
  `CREATE TABLE link_version (seq INT8 PRIMARY KEY, id TEXT NOT NULL, state TEXT NOT NULL, from_at INT8 NOT NULL, to_at INT8,
     body TEXT NOT NULL)`,
  'CREATE UNIQUE INDEX link_version_open ON link_version (id) WHERE to_at IS NULL',
  'CREATE INDEX link_version_time ON link_version (to_at, from_at)',
  // Versions from before this column are taken as known since they began: nothing tells when they came.
  'ALTER TABLE event ADD COLUMN known_at INT8 NOT NULL DEFAULT 0',
  'UPDATE event SET known_at = starts_at',
  'CREATE INDEX event_known ON event (known_at)',
  'CREATE INDEX event_version ON event (id, seq)',
  // Number of the stream at which a screen saw the step; steps from before this column were seen by all.
  'ALTER TABLE verification_step ADD COLUMN seq INT8 NOT NULL DEFAULT 0',
];

/** What is written down stays: the database itself refuses to change an entry, so that a slip of ours cannot. */
const auditGuards: Readonly<Record<Sql['dialect'], readonly string[]>> = {
  sqlite: ['UPDATE', 'DELETE'].map(
    (verb) =>
      `CREATE TRIGGER audit_no_${verb.toLowerCase()} BEFORE ${verb} ON audit BEGIN SELECT RAISE(ABORT, 'the audit is append-only'); END`,
  ),
  postgres: [
    `CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS
       $$ BEGIN RAISE EXCEPTION 'the audit is append-only'; END $$`,
    'CREATE TRIGGER audit_keep BEFORE UPDATE OR DELETE OR TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()',
  ],
};

/** Statements of one version; where the engines differ, by engine. */
type Migration = readonly string[] | ((dialect: Sql['dialect']) => readonly string[]);

/** Every version of the schema, oldest first; a released entry is never edited, only followed by another. */
const migrations: readonly Migration[] = [
  [...readingTables, ...otherTables],
  ['CREATE INDEX idempotency_at ON idempotency (at)'],
  (dialect) => [...deskTables, ...auditGuards[dialect]],
  roomTables,
  // The body of a version says it.
  ['ALTER TABLE link_version DROP COLUMN state'],
];

function toDialect(statement: string, dialect: Sql['dialect']): string {
  if (dialect === 'postgres') return statement.replace(' CLUSTERED', '');
  return statement
    .replace(' CLUSTERED', ' WITHOUT ROWID')
    .replaceAll('INT8', 'INTEGER')
    .replaceAll('FLOAT8', 'REAL');
}

/** Brings the schema up to version `last`, all in one transaction, and writes the head of a new lineage where there is none. */
export async function migrate(sql: Sql, newEpoch: string, last = migrations.length): Promise<void> {
  await runInTransaction(sql, async () => {
    await sql.run('CREATE TABLE IF NOT EXISTS schema_version (version INTEGER NOT NULL)');
    const [row] = await sql.all<{ version: number | null }>(
      'SELECT max(version) AS version FROM schema_version',
    );
    const known = row?.version ?? 0;
    if (known > migrations.length)
      throw new StoreOpenError('the data was written by a newer Simpul; update it first');
    for (const [index, migration] of migrations.entries()) {
      if (index < known || index >= last) continue;
      const statements = typeof migration === 'function' ? migration(sql.dialect) : migration;
      for (const statement of statements) await sql.run(toDialect(statement, sql.dialect));
      await sql.run('INSERT INTO schema_version (version) VALUES (?)', [index + 1]);
    }
    await sql.run(
      `INSERT INTO head (one, epoch, seq, recorded_at, rolled_seq, readings, probed_at) VALUES (1, ?, 0, 0, 0, 0, 0)
       ON CONFLICT DO NOTHING`,
      [newEpoch],
    );
  });
}
