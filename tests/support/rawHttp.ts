import { connect } from 'node:net';

/** What a server answered to bytes that no HTTP library would send. */
export interface RawAnswer {
  readonly status: number;
  readonly head: string;
  readonly body: string;
}

/** Sends bytes as they are and collects the answer until the server closes, or until `quietMs` of silence. */
export function sendRaw(port: number, pieces: readonly string[], quietMs = 400): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect(port, '127.0.0.1');
    const finish = (): void => {
      socket.destroy();
      const [head = '', ...body] = text.split('\r\n\r\n');
      resolve({ status: Number(head.split(' ')[1] ?? 0), head, body: body.join('\r\n\r\n') });
    };
    const send = async (): Promise<void> => {
      for (const piece of pieces) {
        socket.write(piece);
        await new Promise((next) => setTimeout(next, 20));
      }
    };
    socket.setTimeout(quietMs, finish);
    socket.on('data', (piece: Buffer) => {
      text += piece.toString('latin1');
    });
    socket.once('close', finish);
    socket.on('error', (error) => (text === '' ? reject(error) : finish()));
    socket.once('connect', () => void send());
  });
}
