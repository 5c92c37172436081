import { spawnSync } from 'node:child_process';
import { goodPassword } from './people.ts';
import { buildEnv, type TestServer } from './server.ts';

/** Makes an operator's account on a running server by the command line. */
export function createOperator({ dataDir, port }: Pick<TestServer, 'dataDir' | 'port'>, email: string): void {
  const args = [
    'server/cli/run.mjs',
    'user',
    'create',
    '--email',
    email,
    '--role',
    'operator',
    '--name',
    'Dewi',
  ];
  const { status, stderr } = spawnSync(process.execPath, args, {
    env: buildEnv({ DATA_DIR: dataDir, PORT: String(port) }),
    input: `${goodPassword}\n`,
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(stderr);
}
