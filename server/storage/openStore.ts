import type { Store } from '../domain/store.ts';
import type { OpenStoreOptions } from './options.ts';
import { createPostgresStore } from './postgres/createPostgresStore.ts';
import { createSqliteStore } from './sqlite/createSqliteStore.ts';

/** Opens the store that the settings name and brings its schema up to date. Throws `StoreInUseError` or `StoreOpenError`. */
export async function openStore(options: OpenStoreOptions): Promise<Store> {
  const { databaseUrl } = options;
  return databaseUrl === undefined
    ? createSqliteStore(options)
    : createPostgresStore({ ...options, databaseUrl });
}
