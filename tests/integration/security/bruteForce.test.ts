import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toLimitKey } from '../../../server/feeds/http/clientAddress.ts';
import { createSignInGuard } from '../../../server/identity/signInGuard.ts';
import { createAsk, createPerson, goodPassword, openSession, toCookie } from '../../support/people.ts';
import { type InProcessServer, startTestServer } from '../../support/testServer.ts';
import { toCode } from '../../support/totp.ts';

let server: InProcessServer;
beforeAll(async () => {
  server = await startTestServer({ env: { TRUST_PROXY: 'loopback' } });
});
afterAll(() => server.stop());

/** Asks as the proxy in front of us passes on what came from an address; `forged` is what that sender wrote itself. */
function guess(email: string, password: string, address: string, forged?: string): Promise<Response> {
  const headers = { 'x-forwarded-for': forged === undefined ? address : `${forged}, ${address}` };
  const guest = createAsk(server.url, () => undefined);
  return guest('POST', '/api/auth/sign-in/email', { email, password }, headers);
}

describe('guessing passwords (S7)', () => {
  it('has ten tries an account, whatever addresses the guesser writes into X-Forwarded-For', async () => {
    const email = 'korban@x.id';
    await createPerson(server, { email, role: 'viewer' });
    expect((await guess(email, goodPassword, '198.51.100.7')).status).toBe(200);
    const statuses: number[] = [];
    for (let n = 0; n < 20; n += 1) {
      const written = n % 2 === 0 ? email : ` ${email.toUpperCase()}`;
      statuses.push(
        (await guess(written, `salah-${n}`, `203.0.113.${n}`, `198.51.100.7, 10.0.0.${n}`)).status,
      );
    }
    expect(statuses.filter((status) => status !== 429).length).toBeLessThanOrEqual(10);
    const refused = await guess(email, goodPassword, '203.0.113.200');
    expect([refused.status, Number(refused.headers.get('retry-after')) > 0]).toEqual([429, true]);
    expect((await guess(email, goodPassword, '198.51.100.7')).status).toBe(200);
  });

  it('tells nothing by its time of whether an account is there', async () => {
    await createPerson(server, { email: 'ada@x.id', role: 'viewer' });
    const time = async (email: string, n: number): Promise<number> => {
      const from = performance.now();
      expect((await guess(email, 'salah-salah-salah', `192.0.2.${n}`)).status).toBe(401);
      return performance.now() - from;
    };
    const [there, nobody]: [number[], number[]] = [[], []];
    for (let n = 0; n < 8; n += 1) {
      there.push(await time('ada@x.id', n));
      nobody.push(await time(`tiada${n}@x.id`, n));
    }
    const median = (times: number[]) => times.toSorted((a, b) => a - b)[4] ?? 0;
    console.log(`S7 sign-in: ${median(there).toFixed(1)} ms known, ${median(nobody).toFixed(1)} ms unknown`);
    expect(Math.abs(median(there) - median(nobody))).toBeLessThan(median(there) * 0.3);
  });

  it('has ten tries an account in ten thousand from a thousand addresses, and never locks its owner out', async () => {
    const guard = createSignInGuard({
      isKnown: async (_account, key) => key === toLimitKey('2001:db8:aa:1::5'),
      toLimitKey,
    });
    let effective = 0;
    for (let n = 0; n < 10_000; n += 1) {
      const host = n % 1_000;
      const address =
        n % 2 ? `2001:db8:${host.toString(16)}:${n.toString(16)}::${n}` : `10.9.${host >> 8}.${host & 255}`;
      if ((await guard.enter('email:korban@x.id', address)) === 0) effective += 1;
    }
    expect(effective).toBeLessThanOrEqual(10);
    expect(await guard.enter('email:korban@x.id', '2001:db8:aa:1::77')).toBe(0);
  });

  it('has fifty tries a sender in ten thousand accounts, also where it turns its IPv6 addresses', async () => {
    const guard = createSignInGuard({ isKnown: async () => false, toLimitKey });
    let effective = 0;
    for (let n = 0; n < 10_000; n += 1) {
      const address = `2001:db8:1:2:${n.toString(16)}::1`;
      if ((await guard.enter(`email:p${n}@x.id`, address)) === 0) effective += 1;
    }
    expect(effective).toBeLessThanOrEqual(50);
  });
});

describe('guessing codes of the second factor (S7)', () => {
  it('has ten tries a person, however often the guesser signs in again or names its cookie', async () => {
    const who = await openSession(server, { email: 'dua@x.id', role: 'admin' });
    const made = await who.ask('POST', '/api/auth/two-factor/enable', { password: goodPassword });
    const { totpURI } = (await made.json()) as { totpURI: string };
    const code = toCode(totpURI, Date.now());
    expect((await who.ask('POST', '/api/auth/two-factor/verify-totp', { code })).status).toBe(200);
    let effective = 0;
    for (let round = 0; round < 6; round += 1) {
      const answer = await guess(who.email, goodPassword, `198.18.0.${round}`);
      expect(await answer.json()).toMatchObject({ twoFactorRedirect: true });
      const cookie = toCookie(answer);
      const forms = [
        cookie,
        `x-simpul.two_factor=a${round}; ${cookie}`,
        cookie.replace('=2', '=%32'),
        `${cookie}; ${cookie.replace('=2fa', '=2fb')}`,
      ];
      for (const form of forms) {
        const headers = { 'x-forwarded-for': `198.18.1.${round}` };
        const tried = await createAsk(server.url, () => form)(
          'POST',
          '/api/auth/two-factor/verify-totp',
          { code: '000000' },
          headers,
        );
        if (tried.status !== 429 && (form === cookie || form.startsWith('x-'))) effective += 1;
        expect(tried.ok).toBe(false);
      }
    }
    expect(effective).toBeLessThanOrEqual(10);
    const other = await openSession(server, { email: 'tiga@x.id', role: 'admin' });
    const enable = await other.ask('POST', '/api/auth/two-factor/enable', { password: goodPassword });
    const { totpURI: uri } = (await enable.json()) as { totpURI: string };
    const own = await other.ask('POST', '/api/auth/two-factor/verify-totp', {
      code: toCode(uri, Date.now()),
    });
    expect(own.status).toBe(200);
  });
});

describe('guessing tokens and links (S7)', () => {
  const ask = (secret: string, path: string, address: string) =>
    fetch(server.url + path, {
      method: path.endsWith('readings') ? 'POST' : 'GET',
      headers: {
        authorization: `Bearer ${secret}`,
        'x-forwarded-for': address,
        'content-type': 'application/json',
      },
      ...(path.endsWith('readings') ? { body: '{}' } : {}),
    });

  it('makes a sender of wrong tokens wait, and its neighbour with a good one not', async () => {
    const good = await server.token('dlh', ['readings:write']);
    const path = '/api/v1/me';
    expect((await ask(good, path, '203.0.113.5')).status).toBe(200);
    const startedAt = performance.now();
    const statuses = await Promise.all(
      Array.from({ length: 200 }, (_, n) => ask(`smpl_${String(n).padStart(43, 'x')}`, path, '203.0.113.5')),
    );
    // Twenty at once, then one a second.
    const most = 20 + Math.ceil((performance.now() - startedAt) / 1_000);
    expect(statuses.filter(({ status }) => status !== 429).length).toBeLessThanOrEqual(most);
    expect((await ask(good, path, '203.0.113.5')).status).toBe(200);
    expect((await ask(good, '/api/v1/readings', '203.0.113.5')).status).toBe(422);
  });

  it('lets a sender look at ten links of invitations', async () => {
    const statuses: number[] = [];
    for (let n = 0; n < 40; n += 1) {
      const answer = await fetch(`${server.url}/api/v1/invitations/${String(n).padStart(43, 'x')}`, {
        headers: { 'x-forwarded-for': '203.0.113.99' },
      });
      statuses.push(answer.status);
    }
    expect(statuses.filter((status) => status === 404).length).toBeLessThanOrEqual(10);
    expect(new Set(statuses)).toEqual(new Set([404, 429]));
  });
});
