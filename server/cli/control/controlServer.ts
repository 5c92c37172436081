import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import { connect } from 'node:net';
import { isAbsolute } from 'node:path';
import { z } from 'zod';
import { toOperatorLine } from '../runCommand.ts';
import { type Admin, AdminError, type AdminParts, createAdmin } from './admin.ts';
import { toControlFile, toSocketPath } from './controlPath.ts';

/** Listens for the command line of the same machine and user. */
export interface ControlServer {
  close(): Promise<void>;
}

const maxBytes = 65_536;

/** One request of the command line; `command` decides what else it carries. */
const commandSchema = z.discriminatedUnion('command', [
  z.strictObject({
    command: z.literal('createToken'),
    agency: z.string().max(40),
    scopes: z.array(z.string().max(40)).max(16),
    name: z.string().max(200),
  }),
  z.strictObject({ command: z.literal('listTokens') }),
  z.strictObject({ command: z.literal('revokeToken'), id: z.string().max(64) }),
  z.strictObject({ command: z.literal('verifyAudit') }),
  z.strictObject({
    command: z.literal('createUser'),
    email: z.string().max(200),
    role: z.string().max(40),
    agency: z.string().max(40).nullable(),
    name: z.string().max(120),
    password: z.string().max(128),
  }),
  z.strictObject({ command: z.literal('listUsers') }),
  z.strictObject({ command: z.literal('disableUser'), email: z.string().max(200) }),
  z.strictObject({ command: z.literal('backup'), file: z.string().max(4_096).refine(isAbsolute) }),
]);

/** Opens the socket file, readable by its owner only. */
export async function startControlServer(parts: AdminParts & { dataDir: string }): Promise<ControlServer> {
  const admin = createAdmin(parts);
  const socketPath = toSocketPath(parts.dataDir);
  const controlFile = toControlFile(parts.dataDir);
  if (await isAnswering(socketPath)) {
    // Two servers on one PostgreSQL may share a data folder: the first keeps the socket.
    return { close: () => Promise.resolve() };
  }
  rmSync(socketPath, { force: true });
  const server = createServer((request, response) => {
    answer(request, admin).then(
      (body) => response.end(JSON.stringify({ ok: true, data: body ?? null })),
      (error: unknown) => {
        const message = toOperatorLine(error) ?? `failed: ${String(error)}`;
        response.end(JSON.stringify({ ok: false, message }));
      },
    );
  });
  await listen(server, socketPath);
  chmodSync(socketPath, 0o600);
  writeFileSync(controlFile, `${JSON.stringify({ socket: socketPath, pid: process.pid })}\n`, {
    mode: 0o600,
  });
  return {
    async close() {
      await new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      });
      rmSync(socketPath, { force: true });
      rmSync(controlFile, { force: true });
    },
  };
}

async function answer(request: IncomingMessage, admin: Admin): Promise<unknown> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > maxBytes) throw new AdminError('request too large');
    pieces.push(piece);
  }
  const parsed = commandSchema.safeParse(JSON.parse(Buffer.concat(pieces).toString('utf8')));
  if (!parsed.success) throw new AdminError('no such command');
  switch (parsed.data.command) {
    case 'createToken':
      return admin.createToken(parsed.data);
    case 'listTokens':
      return admin.listTokens();
    case 'revokeToken':
      return admin.revokeToken(parsed.data.id);
    case 'createUser':
      return admin.createUser(parsed.data);
    case 'listUsers':
      return admin.listUsers();
    case 'disableUser':
      return admin.disableUser(parsed.data.email);
    case 'verifyAudit':
      return admin.verifyAudit();
    case 'backup':
      return admin.backup(parsed.data.file);
  }
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => resolve());
  });
}

function isAnswering(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
