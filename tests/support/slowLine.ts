import type { Socket } from 'node:net';
import { type Duplex, Transform } from 'node:stream';

/** A line that carries so much and no more, each direction by itself. */
export interface LineSpeed {
  /** Bytes a second in each direction, shared by all connections. */
  readonly bytesPerSecond: number;
  /** What each way takes beside that. Milliseconds. */
  readonly delayMs: number;
}

/** 64 kbit/s over a far satellite or a crowded cell. */
export const thinLine: LineSpeed = { bytesPerSecond: 8_000, delayMs: 100 };

/** About what TCP puts into one packet: connections take turns at this size. */
const pieceBytes = 1_400;
/** What one connection may have under way; more stays with who sends it, as TCP holds it back. */
const windowPieces = 3;

/** One direction of a line. */
export interface SlowLane {
  /** Carries what one socket sends to another one; its end follows what is still under way. */
  carry(from: Socket, to: Socket): void;
  /** Bytes that arrived so far. */
  bytes(): number;
  /** From now on as slow as it is; until then everything passes at once. */
  slowDown(): void;
}

/** Builds it. At most `windowPieces` pieces of each connection wait here. */
export function createSlowLane({ bytesPerSecond, delayMs }: LineSpeed): SlowLane {
  let isSlow = false;
  let freeAt = 0;
  let arrived = 0;
  /** When a piece arrives: the line is shared, so whoever asks first is carried first. */
  const takeTurn = (bytes: number): number => {
    if (!isSlow) return performance.now();
    freeAt = Math.max(freeAt, performance.now()) + (bytes * 1_000) / bytesPerSecond;
    return freeAt + delayMs;
  };
  const later = (at: number, work: () => void): void => {
    setTimeout(work, Math.max(0, at - performance.now()));
  };
  const createPipe = (): Duplex => {
    let underWay = 0;
    let waiting: (() => void) | null = null;
    let flushed: (() => void) | null = null;
    const send = (pipe: Transform, piece: Buffer): void => {
      underWay += 1;
      later(takeTurn(piece.length), () => {
        underWay -= 1;
        arrived += piece.length;
        if (!pipe.destroyed) pipe.push(piece);
        waiting?.();
        if (underWay === 0) flushed?.();
      });
    };
    return new Transform({
      readableHighWaterMark: pieceBytes,
      writableHighWaterMark: pieceBytes,
      transform(chunk: Buffer, _encoding, done) {
        let from = 0;
        const next = (): void => {
          while (from < chunk.length && underWay < windowPieces) {
            send(this, chunk.subarray(from, from + pieceBytes));
            from += pieceBytes;
          }
          waiting = from < chunk.length ? next : null;
          if (from >= chunk.length) done();
        };
        next();
      },
      flush(done) {
        if (underWay === 0) done();
        else flushed = done;
      },
    });
  };
  return {
    carry(from, to) {
      const pipe = createPipe();
      from.on('close', () => pipe.destroy());
      from.pipe(pipe).pipe(to);
    },
    bytes: () => arrived,
    slowDown() {
      isSlow = true;
    },
  };
}
