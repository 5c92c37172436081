import { describe, expect, it } from 'vitest';
import { createFrameRooms, type FrameConnection } from '../../../../server/realtime/live/frameRooms.ts';

const beat = (epoch: string) => ({
  name: 'live:beat' as const,
  payload: { epoch, prev: 1, seq: 2, at: 3 },
});
const toPacket = (epoch: string): string => `2/live,${JSON.stringify(['live:beat', beat(epoch).payload])}`;

/** An engine.io connection that writes down which way a frame took. */
function createConnection(patch: object = {}, transport: object = {}, socket: object = {}) {
  const sent: Buffer[] = [];
  const queued: string[] = [];
  const conn = {
    readyState: 'open',
    writeBuffer: [],
    transport: {
      name: 'websocket',
      writable: true,
      perMessageDeflate: false,
      socket: {
        readyState: 1,
        bufferedAmount: 0,
        _sender: { sendFrame: (parts: readonly Buffer[]) => void sent.push(Buffer.concat(parts)) },
        ...socket,
      },
      ...transport,
    },
    write: (packet: string) => void queued.push(packet),
    ...patch,
  };
  return { conn: conn as FrameConnection, sent, queued };
}

function sendTo(connection: ReturnType<typeof createConnection>, epoch = 'e1') {
  const rooms = createFrameRooms('/live');
  rooms.join('r', connection.conn);
  rooms.send('r', beat(epoch));
  return connection;
}

describe('frame rooms', () => {
  it.each([
    ['a short', 'e1', 2],
    ['a middling', 'e'.repeat(200), 4],
    ['a long', 'e'.repeat(70_000), 10],
  ])('writes %s message as one WebSocket text frame', (_case, epoch, start) => {
    const { sent, queued } = sendTo(createConnection(), epoch);
    expect(queued).toEqual([]);
    expect(sent).toHaveLength(1);
    const [frame] = sent;
    const length = { 2: frame![1], 4: frame!.readUInt16BE(2), 10: Number(frame!.readBigUInt64BE(2)) }[start];
    expect(frame![0]).toBe(0x81);
    expect(frame!.subarray(start).toString()).toBe(`4${toPacket(epoch)}`);
    expect(length).toBe(frame!.length - start);
  });

  it.each([
    ['packets wait in engine.io', createConnection({ writeBuffer: [{}] })],
    ['engine.io is writing', createConnection({}, { writable: false })],
    ['bytes wait in the socket', createConnection({}, {}, { bufferedAmount: 1 })],
    ['it polls', createConnection({}, { name: 'polling', socket: undefined })],
    ['messages are deflated', createConnection({}, { perMessageDeflate: {} })],
    ['it is closing', createConnection({ readyState: 'closing' })],
    ['its WebSocket is closing', createConnection({}, {}, { readyState: 2 })],
  ])('leaves a frame to the queue of the connection when %s', (_case, connection) => {
    const { sent, queued } = sendTo(connection);
    expect(sent).toEqual([]);
    expect(queued).toEqual([toPacket('e1')]);
  });

  it('reaches the members of the room and nobody who left', () => {
    const rooms = createFrameRooms('/live');
    const [stays, leaves, other] = [createConnection(), createConnection(), createConnection()];
    rooms.join('r', stays.conn);
    rooms.join('r', leaves.conn);
    rooms.join('s', other.conn);
    rooms.leave('r', leaves.conn);
    rooms.leave('r', leaves.conn);
    rooms.send('r', beat('e1'));
    rooms.send('none', beat('e1'));
    expect([stays, leaves, other].map(({ sent }) => sent.length)).toEqual([1, 0, 0]);
  });
});
