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

/** Listens to what changes on the desk; returns its stop. */
export function watchDesk({ onChange, onBack, onEnded, onLine }: DeskListener): () => void {
  const socket = io('/desk', { transports: ['websocket'], reconnectionDelayMax: 15_000 });
  let wasUp = false;
  socket.on('connect', () => {
    onLine(true);
    if (wasUp) onBack();
    wasUp = true;
  });
  socket.on('disconnect', (reason) => {
    if (reason !== 'io client disconnect' && reason !== 'io server disconnect') onLine(false);
  });
  socket.on('connect_error', () => {
    if (socket.active) onLine(false);
  });
  socket.on('desk:changed', (given: unknown) => {
    const change = changeSchema.safeParse(given);
    if (change.success) onChange(change.data.topic);
  });
  socket.on('desk:ended', onEnded);
  return () => socket.disconnect();
}
