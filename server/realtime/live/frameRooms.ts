import type { OutgoingFrame } from './frames.ts';

/** Who gets which frames: one encode and one ready WebSocket frame a message, whatever the number of readers. */
export interface FrameRooms {
  join(room: string, conn: FrameConnection): void;
  leave(room: string, conn: FrameConnection): void;
  send(room: string, frame: OutgoingFrame): void;
}

/** The part of an engine.io connection that frames go through. */
export interface FrameConnection {
  readonly readyState: string;
  /** Takes a Socket.IO packet and keeps its place behind everything written before. */
  write(packet: string, options: object): unknown;
}

/** What engine.io and ws keep to themselves; every field is looked at before it is trusted. */
interface EngineParts extends FrameConnection {
  readonly writeBuffer?: readonly unknown[];
  readonly transport?: {
    readonly name?: string;
    readonly writable?: boolean;
    readonly perMessageDeflate?: unknown;
    readonly socket?: {
      readonly readyState?: number;
      readonly bufferedAmount?: number;
      readonly _sender?: { sendFrame?(parts: readonly Buffer[]): void };
    };
  };
}

const wsOpen = 1;

/**
 * Builds the rooms of a namespace. A connection that has nothing waiting gets the ready frame straight into its WebSocket; one that
 * has (or that polls) gets it through engine.io's own queue, so that frames never overtake an answer and the slow-consumer guard
 * sees what piles up. Allocates two buffers a message and nothing a reader.
 */
export function createFrameRooms(namespace: string): FrameRooms {
  const rooms = new Map<string, Set<FrameConnection>>();
  return {
    join(room, conn) {
      const members = rooms.get(room);
      if (members) members.add(conn);
      else rooms.set(room, new Set([conn]));
    },
    leave(room, conn) {
      const members = rooms.get(room);
      if (members?.delete(conn) && members.size === 0) rooms.delete(room);
    },
    send(room, { name, payload }) {
      const members = rooms.get(room);
      if (!members) return;
      const packet = `2${namespace},${JSON.stringify([name, payload])}`;
      const wsPreEncodedFrame = [toWebSocketFrame(`4${packet}`)];
      for (const conn of members) {
        if (!sendAtOnce(conn, wsPreEncodedFrame)) conn.write(packet, { wsPreEncodedFrame });
      }
    },
  };
}

function sendAtOnce(conn: EngineParts, frame: readonly Buffer[]): boolean {
  const { transport, writeBuffer } = conn;
  if (conn.readyState !== 'open' || writeBuffer?.length !== 0) return false;
  if (!transport?.writable || transport.name !== 'websocket' || transport.perMessageDeflate) return false;
  const socket = transport.socket;
  if (socket?.readyState !== wsOpen || socket.bufferedAmount !== 0 || !socket._sender?.sendFrame)
    return false;
  socket._sender.sendFrame(frame);
  return true;
}

/** One unmasked, final text frame (RFC 6455, section 5.2). */
function toWebSocketFrame(text: string): Buffer {
  const length = Buffer.byteLength(text);
  const start = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(start + length);
  frame[0] = 0x81;
  if (start === 2) frame[1] = length;
  else if (start === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  frame.write(text, start);
  return frame;
}
