import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { z } from 'zod';
import type { Person } from '#shared/model/person.ts';
import { makeDataDir } from '../../config/makeDataDir.ts';
import type { Settings } from '../../config/settings.ts';
import type { AuditReport } from '../../domain/audit/verifyAudit.ts';
import { createPeople } from '../../domain/people/createPeople.ts';
import { createTurns } from '../../domain/people/createTurns.ts';
import { createTokenService } from '../../domain/tokens/createTokenService.ts';
import type { ApiToken } from '../../domain/tokens/tokenStore.ts';
import { createPasswordHash } from '../../identity/passwordHash.ts';
import { loadRegion } from '../../regions/loadRegion.ts';
import { openStore } from '../../storage/openStore.ts';
import { type Admin, AdminError, createAdmin } from './admin.ts';
import { readSocketPath } from './controlPath.ts';
import { verifyStoredAudit } from './verifyStoredAudit.ts';
import { writeBackup } from './writeBackup.ts';

const answerSchema = z.union([
  z.object({ ok: z.literal(true), data: z.unknown() }),
  z.object({ ok: z.literal(false), message: z.string() }),
]);

/** Nobody listens on the socket: no server runs on this data folder. */
class NoServerError extends Error {
  constructor() {
    super('no server');
    this.name = 'NoServerError';
  }
}

/** Does one thing as an administrator: through the running server of the data folder, or on the store itself where none runs. */
export async function withAdmin<T>(settings: Settings, work: (admin: Admin) => Promise<T>): Promise<T> {
  const socketPath = readSocketPath(settings.dataDir);
  if (socketPath) {
    try {
      return await work(createRemoteAdmin(socketPath));
    } catch (error) {
      if (!(error instanceof NoServerError)) throw error;
    }
  }
  const region = loadRegion(settings.regionDir);
  makeDataDir(settings.dataDir);
  const store = await openStore({
    dataDir: settings.dataDir,
    ...(settings.databaseUrl ? { databaseUrl: settings.databaseUrl } : {}),
    now: Date.now,
    randomId: randomUUID,
  });
  try {
    const tokens = createTokenService({
      store,
      now: Date.now,
      randomSecret: () => randomBytes(32).toString('base64url'),
      randomId: randomUUID,
      hash: (text) => createHash('sha256').update(text).digest('hex'),
    });
    const isAgency = (code: string): boolean => region.agencies.some((agency) => agency.code === code);
    const backup = (file: string): Promise<void> =>
      writeBackup(file, { dataDir: settings.dataDir, backup: store.backup });
    const verifyAudit = () => verifyStoredAudit(store, settings);
    const people = createPeople({
      store,
      now: Date.now,
      randomId: randomUUID,
      hashPassword: createPasswordHash().hash,
      onChange: () => undefined,
      inTurn: createTurns(),
    });
    return await work(createAdmin({ tokens, isAgency, backup, verifyAudit, people }));
  } finally {
    await store.close();
  }
}

function createRemoteAdmin(socketPath: string): Admin {
  const ask = (command: string, more: object = {}): Promise<unknown> =>
    call(socketPath, { command, ...more });
  return {
    createToken: async (wanted) => String(await ask('createToken', wanted)),
    // Both ends are the same build on the same machine.
    listTokens: async () => (await ask('listTokens')) as readonly ApiToken[],
    revokeToken: async (id) => (await ask('revokeToken', { id })) === true,
    backup: async (file) => void (await ask('backup', { file })),
    createUser: async (wanted) => String(await ask('createUser', wanted)),
    listUsers: async () => (await ask('listUsers')) as readonly Person[],
    disableUser: async (email) => (await ask('disableUser', { email })) === true,
    verifyAudit: async () => (await ask('verifyAudit')) as AuditReport,
  };
}

function call(socketPath: string, body: object): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const outgoing = request({ socketPath, method: 'POST', path: '/' }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (piece: string) => {
        text += piece;
      });
      response.on('end', () => {
        const answer = answerSchema.safeParse(JSON.parse(text));
        if (!answer.success) reject(new AdminError('the server gave an answer that cannot be read'));
        else if (answer.data.ok) resolve(answer.data.data);
        else reject(new AdminError(answer.data.message));
      });
    });
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      const isNobody = error.code === 'ENOENT' || error.code === 'ECONNREFUSED';
      reject(isNobody ? new NoServerError() : error);
    });
    outgoing.end(JSON.stringify(body));
  });
}
