/** The stand-in for every public feed, by hand: `node --import tsx tests/support/standInServer.ts [PORT]`, then FEED_BASE as it prints. */
import { startStandIn } from './standIn.ts';

const port = Number(process.argv[2] ?? 3217);
const standIn = await startStandIn({ port });
process.stdout.write(`FEED_BASE=${standIn.url} npm start   # the wall then says UJI\n`);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void standIn.close());
