import { io } from 'socket.io-client';
import { z } from 'zod';

const changeSchema = z.object({ topic: z.string().max(40) });

/** What an open page is told. */
export interface DeskListener {
  /** Something of a topic changed: ask again. */
  readonly onChange: (topic: string) => void;
  /** The line came back: anything may have changed. */
  readonly onBack: () => void;
  /** The session ended or its rights changed. */
  readonly onEnded: () => void;
  readonly onLine: (isUp: boolean) => void;
}

const retryFromMs = 1_000;
const retryToMs = 5_000;

/** Listens to what changes on the desk; returns its stop. */
export function watchDesk({ onChange, onBack, onEnded, onLine }: DeskListener): () => void {
  const socket = io('/desk', { transports: ['websocket'], reconnectionDelayMax: 15_000 });
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wasDown = false;
  const fall = (): void => {
    wasDown = true;
    onLine(false);
    // Where the library would give up (a close or a refusal by the server) we try again ourselves.
    if (socket.active) return;
    clearTimeout(timer);
    timer = setTimeout(() => socket.connect(), retryFromMs + Math.random() * (retryToMs - retryFromMs));
  };
  socket.on('connect', () => {
    onLine(true);
    if (wasDown) onBack();
    wasDown = false;
  });
  socket.on('disconnect', (reason) => {
    if (reason !== 'io client disconnect') fall();
  });
  socket.on('connect_error', ({ message }) => {
    if (message === 'sign-in') onEnded();
    fall();
  });
  socket.on('desk:changed', (given: unknown) => {
    const change = changeSchema.safeParse(given);
    if (change.success) onChange(change.data.topic);
  });
  socket.on('desk:ended', onEnded);
  return () => {
    clearTimeout(timer);
    socket.disconnect();
  };
}
