import type { Request } from 'express';

/** Behind a proxy every connection comes from this machine, so a forwarded one never counts. */
export function isLoopback(request: Request): boolean {
  const address = request.socket.remoteAddress ?? '';
  const isLocal = address === '::1' || /^(::ffff:)?127\./.test(address);
  return (
    isLocal && request.headers['x-forwarded-for'] === undefined && request.headers.forwarded === undefined
  );
}
