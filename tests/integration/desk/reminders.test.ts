import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { noticeSchema } from '../../../shared/model/notice.ts';
import { findFreePort } from '../../support/freePort.ts';
import { openSession, type SignedIn } from '../../support/people.ts';
import { type InProcessServer, startTestServer } from '../../support/testServer.ts';

const hourMs = 3_600_000;
/** Thursday, 5 November 2026, 10.00 WIB. */
let now = Date.parse('2026-11-05T03:00:00Z');
const mails: { to: string; text: string }[] = [];
const calls: unknown[] = [];
let mailRefuses = false;
let smtp: SMTPServer;
let hook: Server;
let server: InProcessServer;
let clerk: SignedIn;
let admin: SignedIn;

async function startMail(): Promise<number> {
  const port = await findFreePort();
  smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      const pieces: Buffer[] = [];
      stream.on('data', (piece: Buffer) => pieces.push(piece));
      stream.on('end', () => {
        if (mailRefuses) return done(new Error('mailbox is full'));
        const to = session.envelope.rcptTo[0];
        mails.push({ to: to ? to.address : '', text: Buffer.concat(pieces).toString('utf8') });
        done();
      });
    },
  });
  await new Promise<void>((resolve) => smtp.listen(port, '127.0.0.1', resolve));
  return port;
}

async function startHook(): Promise<string> {
  hook = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      calls.push(JSON.parse(Buffer.concat(pieces).toString('utf8')));
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => hook.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(hook.address() as AddressInfo).port}/kait`;
}

beforeAll(async () => {
  const port = await startMail();
  const webhook = await startHook();
  server = await startTestServer({
    now: () => now,
    env: { SMTP_URL: `smtp://127.0.0.1:${port}`, SMTP_FROM: 'simpul@kab.example' },
  });
  clerk = await openSession(server, { email: 'damkar@x.id', role: 'agency-operator', agency: 'disdamkar' });
  admin = await openSession(server, { email: 'admin@x.id', role: 'admin' });
  const saved = await admin.ask('PUT', '/api/v1/admin/contacts/disdamkar', {
    email: 'data@damkar.example',
    webhook: null,
  });
  expect(saved.status).toBe(200);
  const plain = { email: null, webhook: 'http://127.0.0.1/' };
  expect((await admin.ask('PUT', '/api/v1/admin/contacts/dlh', plain)).status).toBe(422);
  // Only https may be entered; the way itself is tried over loopback.
  await server.store.changeRecords(
    [{ kind: 'contact', id: 'dlh', owner: 'dlh', body: { email: null, webhook } }],
    { at: now, actor: 'system:test', label: 'test', from: null, action: 'contact.set', subject: 'dlh' },
  );
});
afterAll(async () => {
  await server.stop();
  await new Promise<void>((resolve) => smtp.close(resolve));
  await new Promise((resolve) => hook.close(resolve));
});

const readNotices = async () => {
  const answer = await clerk.ask('GET', '/api/v1/notices');
  return z.object({ items: z.array(noticeSchema) }).parse(await answer.json()).items;
};

describe('reminders', () => {
  it('tell an agency in the app, by mail and by webhook what is late', async () => {
    expect(await server.remind()).toBeGreaterThan(5);
    const [notice] = await readNotices();
    expect(notice).toMatchObject({ kind: 'reminder', read: false });
    expect(Number(notice?.params['late'])).toBeGreaterThan(0);
    expect(mails).toHaveLength(1);
    expect(mails[0]?.to).toBe('data@damkar.example');
    expect(mails[0]?.text).toMatch(/isian terlambat/);
    expect(calls).toEqual([expect.objectContaining({ type: 'simpul.reminder', agency: 'dlh' })]);
  });

  it('do not tell the same again', async () => {
    now += hourMs;
    expect(await server.remind()).toBe(0);
    expect(mails).toHaveLength(1);
    expect(await readNotices()).toHaveLength(1);
  });

  it('rest at night and at the weekend', async () => {
    now = Date.parse('2026-11-12T20:00:00Z');
    expect(await server.remind()).toBe(0);
    now = Date.parse('2026-11-14T03:00:00Z');
    expect(await server.remind()).toBe(0);
  });

  it('tell of what is still open after a week, and try a mail again that was not taken', async () => {
    now = Date.parse('2026-11-13T03:00:00Z');
    mailRefuses = true;
    expect(await server.remind()).toBeGreaterThan(0);
    expect(mails).toHaveLength(1);
    mailRefuses = false;
    now += hourMs;
    expect(await server.remind()).toBe(0);
    expect(mails).toHaveLength(2);
    now += hourMs;
    await server.remind();
    expect(mails).toHaveLength(2);
  });

  it('do not call sent what had nowhere to go', async () => {
    now = Date.parse('2026-11-23T03:00:00Z');
    mailRefuses = true;
    expect(await server.remind()).toBeGreaterThan(0);
    mailRefuses = false;
    await admin.ask('PUT', '/api/v1/admin/contacts/disdamkar', { email: null, webhook: null });
    now += hourMs;
    await server.remind();
    expect(mails).toHaveLength(2);
    expect((await server.store.getRecord('reminder', 'disdamkar'))?.body).toMatchObject({ mail: 'off' });
  });

  it('are marked as read by the agency alone', async () => {
    const [notice] = await readNotices();
    const other = await openSession(server, { email: 'dlh@x.id', role: 'agency-operator', agency: 'dlh' });
    expect((await other.ask('POST', `/api/v1/notices/${notice?.id}/read`, {})).status).toBe(404);
    expect((await clerk.ask('POST', `/api/v1/notices/${notice?.id}/read`, {})).status).toBe(200);
    expect((await readNotices())[0]?.read).toBe(true);
  });
});
