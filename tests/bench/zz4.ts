import { startHost } from './hostChannel.ts';
import { openCrowd } from './sockets.ts';

const sockets = Number(process.argv[2] ?? 200),
  ms = Number(process.argv[3] ?? 2000),
  rounds = Number(process.argv[4] ?? 6);
const pause = (m: number) => new Promise((r) => setTimeout(r, m));
const ours = await startHost('./liveHost.ts');
const c = await openCrowd(ours.port, 1, false);
await pause(500);
const frame = c.lastFrame();
c.close();
const bare = await startHost('./bareHost.ts', [frame]);
const m = async (h: any, b: boolean) => {
  const c = await openCrowd(h.port, sockets, b);
  await pause(1000);
  c.takeFrames();
  const t = await h.readCpuMs();
  await pause(ms);
  const s = (await h.readCpuMs()) - t;
  const f = c.takeFrames();
  c.close();
  await pause(300);
  return { usPerFrame: (s * 1000) / f, f, s };
};
for (let r = 0; r < rounds; r++) {
  const a = await m(ours, false);
  const b = await m(bare, true);
  console.log(
    'ours',
    a.usPerFrame.toFixed(2),
    a.f,
    a.s.toFixed(0),
    'bare',
    b.usPerFrame.toFixed(2),
    b.f,
    b.s.toFixed(0),
    'ratio',
    (b.usPerFrame / a.usPerFrame).toFixed(2),
  );
}
await ours.stop();
await bare.stop();
