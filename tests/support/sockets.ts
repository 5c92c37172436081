import { io, type Socket } from 'socket.io-client';
import { pause } from './pause.ts';

/** What a stock client of any namespace heard, and how it ended. */
export interface Listener {
  readonly socket: Socket;
  /** `connected`, or the message of the refusal. */
  readonly outcome: string;
  readonly heard: { readonly name: string; readonly payload: unknown }[];
  /** Milliseconds on the monotonic clock at which the server closed it; null while it is open. */
  closedAt(): number | null;
  /** Waits until it is closed; false where it is not by then. */
  closes(withinMs: number): Promise<boolean>;
  close(): void;
}

/** Connects to a namespace with these headers and waits for the answer. */
export async function listenAt(
  url: string,
  {
    cookie,
    token,
    origin = url,
    bearer,
  }: { cookie?: string; token?: string; origin?: string; bearer?: string },
): Promise<Listener> {
  const base = new URL(url).origin;
  const socket = io(url, {
    forceNew: true,
    transports: ['websocket'],
    reconnection: false,
    ...(token === undefined ? {} : { auth: { token } }),
    extraHeaders: {
      origin: new URL(origin).origin === base ? base : origin,
      ...(cookie === undefined ? {} : { cookie }),
      ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
    },
  });
  const heard: Listener['heard'] = [];
  let closedAt: number | null = null;
  socket.onAny((name: string, payload: unknown) => heard.push({ name, payload }));
  socket.on('disconnect', () => {
    closedAt = performance.now();
  });
  const outcome = await new Promise<string>((resolve) => {
    socket.once('connect', () => resolve('connected'));
    socket.once('connect_error', (error) => resolve(error.message));
  });
  return {
    socket,
    outcome,
    heard,
    closedAt: () => closedAt,
    async closes(withinMs) {
      const until = performance.now() + withinMs;
      while (closedAt === null && performance.now() < until) await pause(20);
      return closedAt !== null;
    },
    close: () => void socket.disconnect(),
  };
}
