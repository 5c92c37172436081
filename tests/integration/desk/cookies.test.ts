import { request } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { createPerson, goodPassword } from '../../support/people.ts';
import { type InProcessServer, startTestServer } from '../../support/testServer.ts';

let server: InProcessServer;
afterEach(() => server.stop());

/** Signs in as a proxy passes it on: `fetch` would not let the host be another one. */
function signInAs(host: string, origin: string): Promise<{ status: number; cookies: string[] }> {
  const { port } = new URL(server.url);
  return new Promise((resolve, reject) => {
    const call = request(
      {
        host: '127.0.0.1',
        port,
        method: 'POST',
        path: '/api/auth/sign-in/email',
        headers: {
          host,
          origin,
          'content-type': 'application/json',
          'x-forwarded-for': '203.0.113.7',
          'x-forwarded-proto': 'https',
        },
      },
      (answer) => {
        answer.resume();
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, cookies: answer.headers['set-cookie'] ?? [] }),
        );
      },
    );
    call.on('error', reject);
    call.end(JSON.stringify({ email: 'a@x.id', password: goodPassword }));
  });
}

describe('the session cookie', () => {
  it('is Secure, HttpOnly and SameSite behind TLS', async () => {
    server = await startTestServer({
      env: { PUBLIC_URL: 'https://simpul.example', TRUST_PROXY: 'loopback' },
    });
    await createPerson(server, { email: 'a@x.id', role: 'viewer' });
    const { status, cookies } = await signInAs('simpul.example', 'https://simpul.example');
    expect(status).toBe(200);
    expect(cookies.length).toBeGreaterThan(0);
    for (const cookie of cookies) {
      expect(cookie).toMatch(/^__Secure-simpul\./);
      expect(cookie).toMatch(/; Secure/);
      expect(cookie).toMatch(/; HttpOnly/);
      expect(cookie).toMatch(/; SameSite=(?:Lax|Strict)/);
    }
    expect((await signInAs('simpul.example', 'https://evil.example')).status).toBe(403);
  });

  it('is HttpOnly and SameSite on a plain line, where Secure would lock everyone out', async () => {
    server = await startTestServer();
    await createPerson(server, { email: 'a@x.id', role: 'viewer' });
    const { host } = new URL(server.url);
    const { status, cookies } = await signInAs(host, server.url);
    expect(status).toBe(200);
    for (const cookie of cookies) {
      expect(cookie).toMatch(/^simpul\./);
      expect(cookie).not.toMatch(/; Secure/);
      expect(cookie).toMatch(/; HttpOnly/);
    }
  });
});
