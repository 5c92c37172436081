import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import { toSendMs } from '#shared/protocol/limits.ts';
import { buildProblem, type ProblemName, toLanguage } from '#shared/protocol/problem.ts';
import { ignoreOtherUpgrades } from './ignoreOtherUpgrades.ts';

/** Needs of `createHttpServer`. */
export interface HttpServerParts {
  readonly handle: (request: IncomingMessage, response: ServerResponse) => void;
  /** Below this path upgrades are taken by whoever attaches there; elsewhere they are ignored. */
  readonly upgradePath: string;
  readonly onError: (error: unknown) => void;
}

/** A sender has this long for a whole request, however large (`toSendMs` gives most far less), and for its headers. Milliseconds. */
const requestMs = 600_000;
const headersMs = 15_000;
/** Node's own, for headers that do not come. */
const timeoutCode = 'ERR_HTTP_REQUEST_TIMEOUT';
/** Longer than proxies keep their side open (Caddy 120 s): who closes first must not be us, or a call sent at that moment is lost. */
const keepAliveMs = 125_000;

/** The HTTP server with its bounds; what Node itself would refuse without a body is refused with a problem, too. */
export function createHttpServer({ handle, upgradePath, onError }: HttpServerParts): Server {
  const server = createServer({ requireHostHeader: false }, (request, response) => {
    limitTime(request, response);
    if (request.headers.host === undefined && request.httpVersion === '1.1') refuse(request, response);
    else handle(request, response);
  });
  server.requestTimeout = requestMs;
  server.headersTimeout = headersMs;
  server.keepAliveTimeout = keepAliveMs;
  server.on('clientError', answerBroken);
  // An `Expect` that is not "100-continue" may be ignored (RFC 9110, 10.1.1).
  server.on('checkExpectation', (request, response) => server.emit('request', request, response));
  // Without file handles for one more connection the ones that stand go on.
  server.on('error', (error) => {
    if (server.listening) onError(error);
  });
  ignoreOtherUpgrades(server, upgradePath);
  return server;
}

/** Ends a connection that brings a body more slowly than any line would; one whose length is not announced has the least time. */
function limitTime(request: IncomingMessage, response: ServerResponse): void {
  const { 'content-length': length, 'transfer-encoding': encoding } = request.headers;
  if (length === undefined && encoding === undefined) return;
  const timer = setTimeout(
    () => {
      if (!request.complete) answerBroken({ code: timeoutCode }, request.socket);
    },
    Math.min(toSendMs(Number(length ?? 0)), requestMs),
  );
  timer.unref();
  const end = (): void => clearTimeout(timer);
  request.once('end', end);
  response.once('close', end);
}

function refuse(request: IncomingMessage, response: ServerResponse): void {
  const problem = buildProblem('bad-request', toLanguage(request.headers['accept-language']));
  response.writeHead(problem.status, {
    'Content-Type': 'application/problem+json; charset=utf-8',
    Connection: 'close',
  });
  response.end(JSON.stringify(problem));
}

/** Nothing could be parsed, so there is no response object: the answer is written by hand, unless one is under way already. */
function answerBroken(error: { readonly code?: string }, socket: Duplex): void {
  const { _httpMessage: underWay } = socket as { _httpMessage?: { headersSent?: boolean } | null };
  if (!socket.writable || error.code === 'ECONNRESET' || underWay?.headersSent) {
    socket.destroy();
    return;
  }
  const problem = buildProblem(toProblemName(error.code), 'id');
  const body = JSON.stringify(problem);
  const head = [
    `HTTP/1.1 ${problem.status} ${reasons[problem.status] ?? ''}`,
    'Content-Type: application/problem+json; charset=utf-8',
    'Content-Language: id',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
}

const reasons: Readonly<Record<number, string>> = {
  400: 'Bad Request',
  408: 'Request Timeout',
  431: 'Request Header Fields Too Large',
};

function toProblemName(code: string | undefined): ProblemName {
  if (code === 'HPE_HEADER_OVERFLOW') return 'headers-too-large';
  if (code === timeoutCode) return 'timeout';
  return 'bad-request';
}
