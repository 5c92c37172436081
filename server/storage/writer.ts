import type { FeedState } from '#shared/model/feedState.ts';
import type { AreaCode, IndicatorId } from '#shared/model/ids.ts';
import type { RegionEvent } from '#shared/model/regionEvent.ts';
import type { AlarmChange } from '../domain/alarms/alarmStore.ts';
import type { AuditNote, AuditQuery } from '../domain/audit/auditStore.ts';
import type { IdentityChange, IdentityModel } from '../domain/people/identityStore.ts';
import type { InstantKey } from '../domain/readings/readingStore.ts';
import type { RecordChange, RecordKind } from '../domain/records/recordStore.ts';
import type { RetentionPolicy } from '../domain/store.ts';
import type { ApiToken } from '../domain/tokens/tokenStore.ts';
import type { VerificationStep } from '../domain/verification/verificationStore.ts';
import * as alarmTable from './alarmTable.ts';
import { createAppendQueue } from './appendQueue.ts';
import * as auditTable from './auditTable.ts';
import * as blobTable from './blobTable.ts';
import { rareClassCode, type SeriesClass, toClassCode } from './codes.ts';
import * as eventTable from './eventTable.ts';
import * as identityTable from './identityTable.ts';
import { findNewest, loadCurrent, verifyCurrent } from './presentTable.ts';
import { noteSize, prune } from './prune.ts';
import * as recordTable from './recordTable.ts';
import { remakeSeries } from './remakeRollups.ts';
import { rollUp } from './rollUp.ts';
import { runInTransaction, type Sql } from './sql.ts';
import * as tokenTable from './tokenTable.ts';
import * as verificationTable from './verificationTable.ts';
import { createWriteLine, type WriteLine } from './writeLine.ts';

/** Everything that goes through the single writing connection. */
export type Writer = Awaited<ReturnType<typeof createWriter>>;

/** A series that was rare has no roll-ups: it gets them with its new class, or its long histories would begin only now. */
async function saveClasses(sql: Sql, entries: readonly (readonly [string, SeriesClass])[]): Promise<void> {
  for (const [indicator, word] of entries) {
    const code = toClassCode(word);
    const changed = await sql.all<{ id: number; class: number }>(
      'SELECT id, class FROM series WHERE indicator = ? AND class <> ?',
      [indicator, code],
    );
    if (changed.length === 0) continue;
    await sql.run('UPDATE series SET class = ? WHERE indicator = ? AND class <> ?', [code, indicator, code]);
    for (const series of changed) if (series.class === rareClassCode) await remakeSeries(sql, series.id);
  }
}

async function listIndicators(sql: Sql): Promise<string[]> {
  const rows = await sql.all<{ indicator: string }>('SELECT DISTINCT indicator FROM series');
  return rows.map((row) => row.indicator);
}

async function readFigures(sql: Sql) {
  const [{ version } = { version: '' }] = await sql.all<{ version: string }>(
    sql.dialect === 'sqlite'
      ? 'SELECT sqlite_version() AS version'
      : "SELECT current_setting('server_version') AS version",
  );
  const [row] = await sql.all<{ readings: number; lag: number; series: number }>(
    'SELECT readings, seq - rolled_seq AS lag, (SELECT count(*) FROM series) AS series FROM head',
  );
  const days = await sql.all<{ day: number; bytes: number }>(
    'SELECT day, bytes FROM size_day ORDER BY day DESC LIMIT 8',
  );
  return {
    engineVersion: version,
    readings: row?.readings ?? 0,
    rollupLag: row?.lag ?? 0,
    series: row?.series ?? 0,
    days,
  };
}

function createReadingJobs(sql: Sql, line: WriteLine) {
  const { exclusive } = line;
  const classes = new Map<string, SeriesClass>();
  return {
    append: createAppendQueue(sql, line, (indicator) => classes.get(indicator) ?? 'rare'),
    /** Tells the class of indicators before their first batch; a changed class takes effect for what is rolled up next. */
    setClasses: (entries: readonly (readonly [string, SeriesClass])[]) => {
      for (const [indicator, word] of entries) classes.set(indicator, word);
      return exclusive(() => runInTransaction(sql, () => saveClasses(sql, entries)));
    },
    listIndicators: () => exclusive(() => listIndicators(sql)),
    findNewest: (keys: readonly InstantKey[]) => exclusive(() => findNewest(sql, keys)),
    loadCurrent: () => exclusive(() => loadCurrent(sql)),
    verifyCurrent: () => exclusive(() => verifyCurrent(sql)),
    head: () =>
      exclusive(async () => {
        const { epoch, seq } = await line.readMemory();
        return { epoch, seq };
      }),
  };
}

function createOtherJobs(sql: Sql, { exclusive, write }: WriteLine) {
  /** A change with its entry in one transaction; a change that found nothing to change is no change. */
  const audited = <T>(note: AuditNote, job: () => Promise<T>): Promise<T> =>
    exclusive(() =>
      write(async (layer) => {
        const result = await job();
        if (result !== false) await auditTable.writeAudit(sql, layer, { note });
        return result;
      }),
    );
  return {
    putEvents: (events: readonly RegionEvent[], now: number) =>
      exclusive(() => write((layer) => eventTable.putEvents(sql, layer, events, now))),
    listRecent: (limit: number) => exclusive(() => eventTable.listRecent(sql, limit)),
    listBetween: (from: number, to: number, limit: number) =>
      exclusive(() => eventTable.listBetween(sql, from, to, limit)),
    putLinks: (states: readonly FeedState[], now: number) =>
      exclusive(() => write((layer) => eventTable.putLinks(sql, layer, states, now))),
    loadLinks: () => exclusive(() => eventTable.loadLinks(sql)),
    insertToken: (token: ApiToken, secretHash: string, note: AuditNote) =>
      audited(note, () => tokenTable.insertToken(sql, token, secretHash)),
    findTokenByHash: (secretHash: string) => exclusive(() => tokenTable.findTokenByHash(sql, secretHash)),
    listTokens: () => exclusive(() => tokenTable.listTokens(sql)),
    revokeToken: (id: string, at: number, note: AuditNote) =>
      audited(note, () => tokenTable.revokeToken(sql, id, at)),
    expireToken: (id: string, at: number, note: AuditNote) =>
      audited(note, () => tokenTable.expireToken(sql, id, at)),
    touchTokens: (used: readonly { id: string; at: number }[]) =>
      exclusive(() => runInTransaction(sql, () => tokenTable.touchTokens(sql, used))),
  };
}

function createDeskJobs(sql: Sql, { exclusive, write, readMemory }: WriteLine) {
  return {
    getRecord: (kind: RecordKind, id: string) => exclusive(() => recordTable.getRecord(sql, kind, id)),
    listRecords: (kind: RecordKind, owner?: string) =>
      exclusive(() => recordTable.listRecords(sql, kind, owner)),
    changeRecords: (changes: readonly RecordChange[], note: AuditNote) =>
      exclusive(() =>
        write(async (layer) => {
          await recordTable.assertVersions(sql, changes);
          await recordTable.writeRecords(sql, layer, changes, note.at);
          await auditTable.writeAudit(sql, layer, { note });
        }),
      ),
    findIdentities: (model: IdentityModel, key?: { field: string; value: string }) =>
      exclusive(() => identityTable.findIdentities(sql, model, key)),
    writeIdentities: (
      changes: readonly IdentityChange[],
      note: AuditNote | null,
      records: readonly RecordChange[] = [],
    ) =>
      exclusive(() =>
        write((layer) => identityTable.writeIdentities(sql, layer, { changes, note, records })),
      ),
    putBlobPart: (hash: string, part: number, base64: string) =>
      exclusive(() => blobTable.putBlobPart(sql, hash, part, base64)),
    closeBlob: (hash: string, parts: number, sizeBytes: number) =>
      exclusive(() => blobTable.closeBlob(sql, hash, parts, sizeBytes)),
    findBlob: (hash: string) => exclusive(() => blobTable.findBlob(sql, hash)),
    readBlobPart: (hash: string, part: number) => exclusive(() => blobTable.readBlobPart(sql, hash, part)),
    auditHead: () =>
      exclusive(async () => {
        const { auditN, auditHash } = await readMemory();
        return { n: auditN, hash: auditHash };
      }),
    listAudit: (query: AuditQuery) => exclusive(() => auditTable.listAudit(sql, query)),
    walkAudit: (after: number, limit: number) => exclusive(() => auditTable.walkAudit(sql, after, limit)),
    addSteps: (steps: readonly VerificationStep[], note: AuditNote) =>
      exclusive(() => write((layer) => verificationTable.addSteps(sql, layer, steps, note))),
    listUnverified: (indicators: readonly IndicatorId[], limit: number) =>
      exclusive(() => verificationTable.listUnverified(sql, indicators, limit)),
    readVersions: (indicator: IndicatorId, area: AreaCode, observedAt: number) =>
      exclusive(() => verificationTable.readVersions(sql, indicator, area, observedAt)),
    readVersionsAt: (indicator: IndicatorId, area: AreaCode, instants: readonly number[]) =>
      exclusive(() => verificationTable.readVersionsAt(sql, indicator, area, instants)),
  };
}

function createRoomJobs(sql: Sql, { exclusive, write }: WriteLine) {
  return {
    putAlarms: (changes: readonly AlarmChange[]) =>
      exclusive(() => write((layer) => alarmTable.putAlarms(sql, layer, changes))),
    loadAlarms: () => exclusive(() => alarmTable.loadAlarms(sql)),
  };
}

function createUpkeepJobs(sql: Sql, { exclusive }: WriteLine) {
  const inTransaction = <T>(job: () => Promise<T>) => exclusive(() => runInTransaction(sql, job));
  return {
    probe: (now: number) =>
      inTransaction(async () => void (await sql.run('UPDATE head SET probed_at = ? WHERE one = 1', [now]))),
    /** Rolls up one piece of what is new; the caller asks again until it returns 0, so that writes come in between. */
    rollUp: () => inTransaction(() => rollUp(sql)),
    /** Removes one piece of what the policy lets go; the caller asks again until `isDone`. */
    prune: (policy: RetentionPolicy, now: number) => inTransaction(() => prune(sql, policy, now)),
    noteSize: (day: number, sizeBytes: number) => exclusive(() => noteSize(sql, day, sizeBytes)),
    figures: () => exclusive(() => readFigures(sql)),
    /** Resolves when everything asked before is done. */
    idle: () => exclusive(async () => undefined),
  };
}

/** `prepare` runs before every job and says true when the connection is a new one. */
export async function createWriter(sql: Sql, prepare: () => Promise<boolean> = async () => false) {
  const line = await createWriteLine(sql, prepare);
  return {
    ...createReadingJobs(sql, line),
    ...createOtherJobs(sql, line),
    ...createDeskJobs(sql, line),
    ...createRoomJobs(sql, line),
    ...createUpkeepJobs(sql, line),
  };
}
