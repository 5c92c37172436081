import type { ApiToken } from '../domain/tokens/tokenStore.ts';
import type { Sql, SqlReader } from './sql.ts';

interface TokenRow {
  id: string;
  agency: string;
  scopes: string;
  name: string;
  created_at: number;
  last_used_at: number | null;
  revoked_at: number | null;
  expires_at: number | null;
  indicators: string | null;
}

const columns = 'id, agency, scopes, name, created_at, last_used_at, revoked_at, expires_at, indicators';

function toToken(row: TokenRow): ApiToken {
  return {
    id: row.id,
    agency: row.agency as ApiToken['agency'],
    scopes: JSON.parse(row.scopes) as ApiToken['scopes'],
    name: row.name,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
    revokedAt: row.revoked_at,
    expiresAt: row.expires_at,
    indicators: row.indicators === null ? null : (JSON.parse(row.indicators) as ApiToken['indicators']),
  };
}

export async function insertToken(sql: Sql, token: ApiToken, secretHash: string): Promise<void> {
  await sql.run(`INSERT INTO token (secret_hash, ${columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`, [
    secretHash,
    token.id,
    token.agency,
    JSON.stringify(token.scopes),
    token.name,
    token.createdAt,
    token.lastUsedAt,
    token.revokedAt,
    token.expiresAt,
    token.indicators === null ? null : JSON.stringify(token.indicators),
  ]);
}

export async function findTokenByHash(sql: SqlReader, secretHash: string): Promise<ApiToken | null> {
  const [row] = await sql.all<TokenRow>(`SELECT ${columns} FROM token WHERE secret_hash = ?`, [secretHash]);
  return row ? toToken(row) : null;
}

export async function listTokens(sql: SqlReader): Promise<ApiToken[]> {
  return (await sql.all<TokenRow>(`SELECT ${columns} FROM token ORDER BY created_at, id`)).map(toToken);
}

/** The first revocation stands: a second one does not move its instant. */
export async function revokeToken(sql: Sql, id: string, at: number): Promise<boolean> {
  return (await sql.run('UPDATE token SET revoked_at = coalesce(revoked_at, ?) WHERE id = ?', [at, id])) > 0;
}

export async function expireToken(sql: Sql, id: string, at: number): Promise<boolean> {
  return (await sql.run('UPDATE token SET expires_at = ? WHERE id = ?', [at, id])) > 0;
}

export async function touchTokens(sql: Sql, used: readonly { id: string; at: number }[]): Promise<void> {
  for (const { id, at } of used) {
    await sql.run(
      'UPDATE token SET last_used_at = ? WHERE id = ? AND (last_used_at IS NULL OR last_used_at < ?)',
      [at, id, at],
    );
  }
}
