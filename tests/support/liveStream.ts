import { readFileSync } from 'node:fs';

/** A live HLS stream of a moving square: a recording of 20 seconds in fragments of one second, told again and again. */
export interface LiveStream {
  /** Body of a file below the stream; null for none. */
  read(path: string): { readonly type: string; readonly body: string | Buffer } | null;
  /** From now on nothing new is told. */
  stop(): void;
}

interface Box {
  readonly type: string;
  readonly bytes: Buffer;
}

function readBoxes(file: Buffer): Box[] {
  const boxes: Box[] = [];
  for (let at = 0; at + 8 <= file.length; ) {
    const size = file.readUInt32BE(at);
    boxes.push({ type: file.toString('latin1', at + 4, at + 8), bytes: file.subarray(at, at + size) });
    at += size;
  }
  return boxes;
}

const shownAtOnce = 6;

/** Begins to tell a new second of the stream every second. */
export function startLiveStream(now: () => number): LiveStream {
  const boxes = readBoxes(readFileSync('tests/fixtures/cameras/square.mp4'));
  const firstFragment = boxes.findIndex(({ type }) => type === 'moof');
  const head = Buffer.concat(boxes.slice(0, firstFragment).map(({ bytes }) => bytes));
  const fragments = boxes.flatMap(({ type, bytes }, index) =>
    type === 'moof' ? [Buffer.concat([bytes, boxes[index + 1]?.bytes ?? Buffer.alloc(0)])] : [],
  );
  const startedAt = now();
  let stoppedAt: number | null = null;
  const playlist = (): string => {
    const first = Math.floor(((stoppedAt ?? now()) - startedAt) / 1_000);
    const lines = Array.from({ length: shownAtOnce }, (_, index) => {
      const place = (first + index) % fragments.length;
      return `${place === 0 && first + index > 0 ? '#EXT-X-DISCONTINUITY\n' : ''}#EXTINF:1.0,\n${place}.m4s`;
    });
    return [
      '#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:1',
      `#EXT-X-MEDIA-SEQUENCE:${first}`,
      `#EXT-X-DISCONTINUITY-SEQUENCE:${Math.max(0, Math.ceil(first / fragments.length) - 1)}`,
      '#EXT-X-MAP:URI="head.mp4"',
      ...lines,
    ].join('\n');
  };
  return {
    read(path) {
      if (path === 'live.m3u8') return { type: 'application/vnd.apple.mpegurl', body: playlist() };
      if (path === 'head.mp4') return { type: 'video/mp4', body: head };
      const fragment = fragments[Number(/^(\d+)\.m4s$/.exec(path)?.[1] ?? Number.NaN)];
      return fragment ? { type: 'video/iso.segment', body: fragment } : null;
    },
    stop() {
      stoppedAt ??= now();
    },
  };
}
