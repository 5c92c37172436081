// `npm run dev`: the server restarts on a change of its sources, the client reloads through Vite.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from './build.mjs';

const tools = join(root, 'node_modules');
const children = [
  spawn(
    process.execPath,
    [join(tools, 'tsx/dist/cli.mjs'), 'watch', '--clear-screen=false', 'server/index.ts'],
    {
      cwd: root,
      stdio: 'inherit',
    },
  ),
  spawn(process.execPath, [join(tools, 'vite/bin/vite.js')], { cwd: root, stdio: 'inherit' }),
];
let isStopping = false;
const stop = () => {
  // A second signal would make tsx kill the server before it has closed its data.
  if (isStopping) return;
  isStopping = true;
  for (const child of children) child.kill('SIGTERM');
};
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stop);
for (const child of children) child.on('exit', stop);
