import type { IncomingMessage } from 'node:http';

/** The body is larger than allowed; reading stopped there. */
export class BodyTooLargeError extends Error {
  constructor() {
    super('body too large');
    this.name = 'BodyTooLargeError';
  }
}

/** The sender went away or was too slow before the body was whole. */
export class BodyCutError extends Error {
  constructor() {
    super('body cut short');
    this.name = 'BodyCutError';
  }
}

/** Reads a body of at most `maxBytes`; `onBytes` hears of each piece as it comes, so that all bodies together can be bounded. */
export function readBody(
  request: IncomingMessage,
  maxBytes: number,
  onBytes: (bytes: number) => void,
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const pieces: Buffer[] = [];
    let size = 0;
    const fail = (error: Error): void => {
      request.removeAllListeners('data');
      request.resume();
      reject(error);
    };
    request.on('data', (piece: Buffer) => {
      size += piece.length;
      onBytes(piece.length);
      if (size > maxBytes) fail(new BodyTooLargeError());
      else pieces.push(piece);
    });
    request.on('end', () =>
      resolve(pieces.length === 1 && pieces[0] ? pieces[0] : Buffer.concat(pieces, size)),
    );
    request.on('error', () => reject(new BodyCutError()));
    request.on('close', () => {
      if (!request.complete) reject(new BodyCutError());
    });
  });
}
