import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';

const hopHeaders = new Set(['upgrade', 'connection', 'http2-settings']);

/**
 * Serves a request that offers another protocol as if it had not (RFC 9110, 7.8: an upgrade may be ignored). Java's own HTTP client
 * offers `h2c` with every plain request; once a server listens for upgrades, Node hands such a request over unparsed and nobody
 * would answer it. It is put back without the offer.
 */
export function ignoreOtherUpgrades(server: Server, upgradePath: string): void {
  server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (request.url?.startsWith(upgradePath)) return;
    const lines = [`${request.method} ${request.url} HTTP/${request.httpVersion}`];
    for (let index = 0; index + 1 < request.rawHeaders.length; index += 2) {
      const name = request.rawHeaders[index] ?? '';
      if (!hopHeaders.has(name.toLowerCase())) lines.push(`${name}: ${request.rawHeaders[index + 1]}`);
    }
    socket.unshift(Buffer.concat([Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1'), head]));
    server.emit('connection', socket);
  });
}
