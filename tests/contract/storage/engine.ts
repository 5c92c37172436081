import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import type { AuditNote } from '../../../server/domain/audit/auditStore.ts';
import type { AppendBatch, NewReading } from '../../../server/domain/readings/readingStore.ts';
import type { SeriesClassifier, Store } from '../../../server/domain/store.ts';
import { openStore } from '../../../server/storage/openStore.ts';
import type { AreaCode, IndicatorId } from '../../../shared/model/ids.ts';
import { createDatabase } from '../../support/postgres.ts';

export const startAt = Date.parse('2026-11-23T00:00:00Z');

/** One empty place where a store can be opened again and again. */
export interface Place {
  readonly dataDir: string;
  /** Sensors are of the class `seconds` and all else is rare, unless told otherwise. */
  open(classOf?: SeriesClassifier['classOf']): Promise<Store>;
  drop(): Promise<void>;
}

export interface Engine {
  readonly name: 'sqlite' | 'postgres';
  createPlace(): Promise<Place>;
}

let epochs = 0;

const usualClass: SeriesClassifier['classOf'] = (id) => (id.startsWith('sensor') ? 'seconds' : 'rare');

function openAt(
  dataDir: string,
  classOf: SeriesClassifier['classOf'] = usualClass,
  databaseUrl?: string,
): Promise<Store> {
  return openStore({
    dataDir,
    ...(databaseUrl === undefined ? {} : { databaseUrl }),
    classifier: { classOf },
    now: () => startAt,
    randomId: () => `epoch-${++epochs}`,
  });
}

async function createSqlitePlace(): Promise<Place> {
  const dataDir = mkdtempSync(join(tmpdir(), 'simpul-store-'));
  return {
    dataDir,
    open: (classOf) => openAt(dataDir, classOf),
    drop: async () => rmSync(dataDir, { recursive: true, force: true }),
  };
}

async function createPostgresPlace(): Promise<Place> {
  const base = process.env['TEST_DATABASE_URL'];
  if (!base) throw new Error('tests/support/globalSetup.ts sets TEST_DATABASE_URL');
  const { url, drop } = await createDatabase(base);
  return { dataDir: '', open: (classOf) => openAt('', classOf, url), drop };
}

export const sqliteEngine: Engine = { name: 'sqlite', createPlace: createSqlitePlace };
export const postgresEngine: Engine = { name: 'postgres', createPlace: createPostgresPlace };

/** A fresh place and its open store for every test of the suite around; a test may put a store that it opened anew in its place. */
export function useStore(engine: Engine): { place: Place; store: Store } {
  const own = {} as { place: Place; store: Store };
  beforeEach(async () => {
    own.place = await engine.createPlace();
    own.store = await own.place.open();
  });
  afterEach(async () => {
    await own.store.close();
    await own.place.drop();
  });
  return own;
}

export const sensor = 'sensor-level' as IndicatorId;
export const yearly = 'yearly-figure' as IndicatorId;
export const regency = '32.16' as AreaCode;

export function buildReading(
  value: number | null,
  observedAt: number,
  more: Partial<NewReading> = {},
): NewReading {
  return {
    indicator: sensor,
    area: regency,
    value,
    observedAt,
    origin: 'measured',
    quality: 'good',
    verification: 'provisional',
    correction: false,
    restatedForMs: 60_000,
    ...more,
  };
}

/** An entry of the audit; tests say only what they look at. */
export function buildNote(more: Partial<AuditNote> = {}): AuditNote {
  return {
    at: startAt,
    actor: 'user:u1',
    label: 'Uji',
    from: null,
    action: 'test.do',
    subject: 's',
    ...more,
  };
}

export function buildBatch(readings: readonly NewReading[], more: Partial<AppendBatch> = {}): AppendBatch {
  return {
    readings,
    source: { key: 'test', label: 'Test source' },
    receivedAt: startAt,
    actor: 'token-1',
    ...more,
  };
}
