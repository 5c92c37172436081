import { createHash, randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { AgencyCode } from '#shared/model/ids.ts';
import { toSystemActor } from '../../../../server/domain/people/actor.ts';
import { createTokenService } from '../../../../server/domain/tokens/createTokenService.ts';
import type { ApiToken, TokenStore } from '../../../../server/domain/tokens/tokenStore.ts';

function buildService() {
  const rows = new Map<string, ApiToken>();
  const asked = { count: 0 };
  let at = 1_000;
  const store: TokenStore = {
    async insertToken(token, hash) {
      rows.set(hash, token);
    },
    async findTokenByHash(hash) {
      asked.count += 1;
      return rows.get(hash) ?? null;
    },
    listTokens: async () => [...rows.values()],
    async revokeToken(id, revokedAt) {
      const [hash, token] = [...rows].find(([, one]) => one.id === id) ?? [];
      if (hash && token) rows.set(hash, { ...token, revokedAt });
      return token !== undefined;
    },
    expireToken: async () => false,
    touchTokens: async () => undefined,
  };
  const service = createTokenService({
    store,
    now: () => at,
    randomSecret: () => randomBytes(32).toString('base64url'),
    randomId: () => `t${rows.size}`,
    hash: (text) => createHash('sha256').update(text).digest('hex'),
  });
  return { service, rows, asked, pass: (ms: number) => (at += ms) };
}

const by = toSystemActor('test');
const request = { agency: 'dlh' as AgencyCode, scopes: ['readings:write'] as const, name: '' };

describe('createTokenService', () => {
  it('stores the hash alone and knows the secret again', async () => {
    const { service, rows } = buildService();
    const { secret } = await service.create(request, by);
    expect(secret).toMatch(/^smpl_[\w-]{43}$/);
    expect(JSON.stringify([...rows])).not.toContain(secret);
    expect((await service.authenticate(secret))?.agency).toBe('dlh');
    expect(await service.authenticate(`smpl_${'x'.repeat(43)}`)).toBeNull();
  });

  it('asks the store once in five seconds and never for what is no token', async () => {
    const { service, asked, pass } = buildService();
    const { secret } = await service.create(request, by);
    await service.authenticate(secret);
    await service.authenticate(secret);
    await service.authenticate('smpl_short');
    expect(asked.count).toBe(1);
    pass(6_000);
    await service.authenticate(secret);
    expect(asked.count).toBe(2);
  });

  it('refuses a token from the instant it expires', async () => {
    const { service, pass } = buildService();
    const { secret } = await service.create({ ...request, expiresAt: 3_000 }, by);
    expect(await service.authenticate(secret)).not.toBeNull();
    pass(2_000);
    expect(await service.authenticate(secret)).toBeNull();
  });

  it('refuses a revoked token at once', async () => {
    const { service } = buildService();
    const { secret, token } = await service.create(request, by);
    await service.authenticate(secret);
    expect(await service.revoke(token.id, by)).toBe(true);
    expect(await service.authenticate(secret)).toBeNull();
    expect(await service.revoke('unknown', by)).toBe(false);
  });
});
