import { WebSocket } from 'ws';
import type { LivePace } from '../../shared/protocol/live.ts';

/** A crowd of raw sockets that speak just enough Socket.IO to subscribe, so that the load stays light. */
export interface Crowd {
  /** Frames with figures that arrived since the last call. */
  takeFrames(): number;
  /** The last such frame, as text. */
  readonly lastFrame: () => string;
  close(): void;
}

type OnFrame = (text: string) => void;

const toSubscription = (pace: LivePace): string =>
  `42/live,0${JSON.stringify(['live:subscribe', { topics: ['all'], encoding: 'rows', pace }])}`;

function answerHandshake(socket: WebSocket, text: string, pace: LivePace): 'joined' | 'waiting' | 'frame' {
  if (text.startsWith('42/live,["live:delta"')) return 'frame';
  if (text.startsWith('0{')) socket.send('40/live,');
  else if (text === '2') socket.send('3');
  else if (text.startsWith('40/live')) socket.send(toSubscription(pace));
  else if (text.startsWith('43/live,0')) return 'joined';
  return 'waiting';
}

function openOne(port: number, isBare: boolean, onFrame: OnFrame, pace: LivePace): Promise<WebSocket> {
  const path = isBare ? '/' : '/socket.io/?EIO=4&transport=websocket';
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { perMessageDeflate: false });
  return new Promise((resolve, reject) => {
    socket.on('error', reject);
    if (isBare) socket.on('open', () => resolve(socket));
    socket.on('message', (data: Buffer) => {
      const text = data.toString('latin1');
      const state = isBare ? 'frame' : answerHandshake(socket, text, pace);
      if (state === 'joined') resolve(socket);
      if (state === 'frame') onFrame(text);
    });
  });
}

/** Opens `count` sockets, fifty at a time, and resolves when all of them are subscribed. */
export async function openCrowd(
  port: number,
  count: number,
  isBare: boolean,
  listen: OnFrame = () => undefined,
  pace: LivePace = 'quick',
): Promise<Crowd> {
  let frames = 0;
  let last = '';
  const sockets: WebSocket[] = [];
  const onFrame = (text: string) => {
    frames += 1;
    last = text;
    listen(text);
  };
  while (sockets.length < count) {
    const size = Math.min(50, count - sockets.length);
    sockets.push(
      ...(await Promise.all(Array.from({ length: size }, () => openOne(port, isBare, onFrame, pace)))),
    );
  }
  return {
    takeFrames() {
      const taken = frames;
      frames = 0;
      return taken;
    },
    lastFrame: () => last,
    close() {
      for (const socket of sockets) socket.terminate();
    },
  };
}
