import { WebSocket } from 'ws';

/** A page of a session that speaks just enough Socket.IO, so that three hundred of them are a light load. */
export interface ReviewSocket {
  /** Sends a request of the namespace; resolves with the text of its answer. */
  ask(event: string, payload: object): Promise<string>;
  /** Sends an event that is not answered. */
  tell(event: string, payload: object): void;
  /** Bytes that came in so far, as the operating system counted them. */
  bytesRead(): number;
  close(): void;
}

/** Opens `/review` at a port; `onShown` hears the number of each view that comes. */
export function openReviewSocket(
  port: number,
  cookie: string | null,
  onShown: (n: number) => void,
): Promise<ReviewSocket> {
  const raw = new WebSocket(`ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`, {
    perMessageDeflate: false,
    headers: cookie === null ? {} : { cookie, origin: `http://127.0.0.1:${port}` },
  });
  const waiting = new Map<number, (text: string) => void>();
  let asked = 0;
  const page: ReviewSocket = {
    ask(event, payload) {
      const id = asked;
      asked += 1;
      raw.send(`42/review,${id}${JSON.stringify([event, payload])}`);
      return new Promise((resolve) => waiting.set(id, resolve));
    },
    tell: (event, payload) => raw.send(`42/review,${JSON.stringify([event, payload])}`),
    bytesRead: () => (raw as unknown as { _socket: { bytesRead: number } })._socket.bytesRead,
    close: () => raw.terminate(),
  };
  return new Promise((resolve, reject) => {
    raw.on('error', reject);
    raw.on('message', (data: Buffer) => {
      const text = data.toString('utf8');
      const shown = /^42\/review,\["review:shown",\{"n":(\d+)/.exec(text)?.[1];
      const answered = /^43\/review,(\d+)/.exec(text)?.[1];
      if (shown !== undefined) onShown(Number(shown));
      else if (answered !== undefined) waiting.get(Number(answered))?.(text);
      else if (text.startsWith('0{')) raw.send('40/review,');
      else if (text === '2') raw.send('3');
      else if (text.startsWith('40/review')) resolve(page);
      else if (text.startsWith('44/review')) reject(new Error(text));
    });
  });
}
