import { pause } from '../support/pause.ts';
import { type Host, startHost } from './hostChannel.ts';
import { type Comparison, interleave } from './measure.ts';
import { openCrowd } from './sockets.ts';

const seriesCount = 60;

/** Values delivered per second of the server's CPU, over a window after the crowd has settled. */
async function measureHost(host: Host, sockets: number, isBare: boolean, windowMs: number): Promise<number> {
  const crowd = await openCrowd(host.port, sockets, isBare);
  await pause(1_000);
  crowd.takeFrames();
  const before = await host.readCpuMs();
  await pause(windowMs);
  const spentMs = (await host.readCpuMs()) - before;
  const values = crowd.takeFrames() * seriesCount;
  crowd.close();
  await pause(300);
  return values / (spentMs / 1000);
}

/** One frame as our server sends it, for the reference to repeat. */
async function captureFrame(host: Host): Promise<string> {
  const crowd = await openCrowd(host.port, 1, false);
  await pause(500);
  crowd.close();
  return crowd.lastFrame();
}

/**
 * 60 series, each changing ten times a second, to 200 and 1,000 sockets. Ours takes the changes as the store hands them over, merges
 * and encodes them, guards and pings its readers and speaks Socket.IO; the reference repeats one frame that was encoded beforehand.
 * Both are warmed up by a crowd that is not counted: a wall's server runs for weeks.
 */
export async function benchFanOut(isQuick: boolean): Promise<Comparison[]> {
  const ours = await startHost('./liveHost.ts');
  const frame = await captureFrame(ours);
  const bare = await startHost('./bareHost.ts', [frame]);
  // The full window holds one ping to each socket.
  const windowMs = isQuick ? 3_000 : 20_000;
  const rows: Comparison[] = [];
  try {
    await measureHost(ours, 200, false, windowMs);
    await measureHost(bare, 200, true, windowMs);
    for (const sockets of isQuick ? [200] : [200, 1_000]) {
      const medians = await interleave(
        isQuick ? 3 : 5,
        () => measureHost(ours, sockets, false, windowMs),
        () => measureHost(bare, sockets, true, windowMs),
      );
      rows.push({
        name: `fan-out, 60 series × 10/s to ${sockets} sockets`,
        unit: 'values/s of server CPU',
        ...medians,
        bound: { kind: 'atLeast', ratio: 0.8 },
        note: 'bare ws, same frames ready-made',
      });
    }
  } finally {
    await ours.stop();
    await bare.stop();
  }
  return rows;
}
