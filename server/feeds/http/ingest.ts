import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { type RateLimiterAbstract, RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { Agency } from '#shared/model/agency.ts';
import { maxIngestBytes } from '#shared/protocol/limits.ts';
import { buildProblem, type ProblemName, toLanguage, toProblemFault } from '#shared/protocol/problem.ts';
import type { ReadingFault } from '../../domain/readings/checkReading.ts';
import type { Receipt, SubmitReadings } from '../../domain/readings/submitReadings.ts';
import { IdempotencyConflictError, StoreUnavailableError } from '../../domain/storeErrors.ts';
import type { TokenService } from '../../domain/tokens/createTokenService.ts';
import type { ApiToken } from '../../domain/tokens/tokenStore.ts';
import { type ClientAddress, toLimitKey } from './clientAddress.ts';
import {
  createFailedTokens,
  defaultFailedTokenLimits,
  type FailedTokenLimits,
  type FailedTokens,
} from './failedTokens.ts';
import { BodyCutError, BodyTooLargeError, readBody } from './readBody.ts';

/** Bounds of what the door holds at once. */
export interface IngestLimits {
  /** Calls being read or stored. */
  readonly maxCalls: number;
  /** Bytes of all their bodies. */
  readonly maxBytes: number;
  /** Readings that one token may send in a second. */
  readonly readingsPerSecond: number;
  /** Wrong tokens of one sender. */
  readonly failedTokens: FailedTokenLimits;
}

/** Generous defaults: a whole regency sends far less. */
export const defaultIngestLimits: IngestLimits = {
  maxCalls: 512,
  maxBytes: 67_108_864,
  readingsPerSecond: 50_000,
  failedTokens: defaultFailedTokenLimits,
};

/** Needs of `createIngest`. */
export interface IngestParts {
  readonly submit: SubmitReadings;
  readonly tokens: Pick<TokenService, 'authenticate'>;
  readonly agency: (code: string) => Agency | undefined;
  readonly onError: (error: unknown) => void;
  readonly clientAddress: ClientAddress;
  /** Milliseconds. */
  readonly monotonic: () => number;
  /** Told of each answer, for the metrics. */
  readonly onAnswer?: (status: number, recorded: number) => void;
  readonly limits?: Partial<IngestLimits>;
}

/** The door for readings. */
export interface Ingest {
  /** True for the one path that this handler serves; ask before Express does. */
  isMine(request: IncomingMessage): boolean;
  handle(request: IncomingMessage, response: ServerResponse): void;
}

/** An answer that is not a receipt. */
class Refusal extends Error {
  readonly problem: ProblemName;
  readonly faults: readonly ReadingFault[] | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    problem: ProblemName,
    more: { faults?: readonly ReadingFault[]; retryAfterSeconds?: number } = {},
  ) {
    super(problem);
    this.name = 'Refusal';
    this.problem = problem;
    this.faults = more.faults;
    this.retryAfterSeconds = more.retryAfterSeconds;
  }
}

const path = '/api/v1/readings';
const keyPattern = /^[\x21-\x7e]{1,200}$/;

/** Builds the handler of `POST /api/v1/readings`, which stands before Express because it is the hot path. */
export function createIngest(parts: IngestParts): Ingest {
  const limits = { ...defaultIngestLimits, ...parts.limits };
  const limiter = new RateLimiterMemory({ points: limits.readingsPerSecond, duration: 1 });
  const load = { calls: 0, bytes: 0 };

  const failures = createFailedTokens(parts.monotonic, limits.failedTokens);
  const desk: Desk = { parts, limits, limiter, failures, load };
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.method !== 'POST') {
      response.setHeader('Allow', 'POST');
      refuse(request, response, new Refusal('method'));
      return;
    }
    if (load.calls >= limits.maxCalls) {
      parts.onAnswer?.(refuse(request, response, new Refusal('unavailable', { retryAfterSeconds: 1 })), 0);
      return;
    }
    load.calls += 1;
    try {
      const { recorded, body } = await receive(request, desk);
      send(response, 201, 'application/json; charset=utf-8', body);
      parts.onAnswer?.(201, recorded);
    } catch (error) {
      if (error instanceof BodyCutError) return;
      const refusal = toRefusal(error);
      if (refusal.problem === 'internal') parts.onError(error);
      parts.onAnswer?.(refuse(request, response, refusal), 0);
    } finally {
      load.calls -= 1;
    }
  };

  return {
    isMine: ({ url = '' }) => url === path || url.startsWith(`${path}?`) || url === `${path}/`,
    handle: (request, response) => {
      handle(request, response).catch((error: unknown) => {
        parts.onError(error);
        response.destroy();
      });
    },
  };
}

/** What all calls share. */
interface Desk {
  readonly parts: IngestParts;
  readonly limits: IngestLimits;
  readonly limiter: RateLimiterAbstract;
  readonly failures: FailedTokens;
  readonly load: { calls: number; bytes: number };
}

/** From the first header to the receipt; throws a `Refusal` or what the store threw. */
async function receive(request: IncomingMessage, desk: Desk): Promise<{ recorded: number; body: string }> {
  const { parts, limits, limiter, load } = desk;
  const token = await authenticate(request, desk);
  const key = readIdempotencyKey(request);
  checkMediaType(request);
  const declared = Number(request.headers['content-length'] ?? 0);
  if (declared > maxIngestBytes) throw new Refusal('too-large');
  if (load.bytes + declared > limits.maxBytes) throw new Refusal('unavailable', { retryAfterSeconds: 1 });
  let held = 0;
  try {
    const bytes = await readBody(request, maxIngestBytes, (count) => {
      held += count;
      load.bytes += count;
    });
    const body = parseJson(bytes);
    await takePoints(limiter, token.id, body);
    const label = parts.agency(token.agency)?.abbreviation ?? token.agency;
    const outcome = await parts.submit({
      body,
      agency: token.agency,
      source: { key: `agency:${token.agency}`, label },
      actor: {
        kind: 'token',
        id: token.id,
        label: token.name || label,
        role: null,
        agency: token.agency,
        from: parts.clientAddress(request),
      },
      way: 'api',
      indicators: token.indicators,
      ...(key ? { idempotency: { scope: token.id, key, bodyHash: hash(bytes) } } : {}),
    });
    if (outcome.kind !== 'recorded') throw new Refusal(outcome.kind, { faults: outcome.faults });
    return { recorded: outcome.receipt.recorded, body: toReceiptJson(outcome.receipt) };
  } finally {
    load.bytes -= held;
  }
}

/** The receipt of the contract. */
function toReceiptJson({ recorded, duplicates, seq }: Receipt): string {
  return JSON.stringify({ recorded, duplicates, seq });
}

/** A sender of many wrong tokens waits with every further one, but for those that were good before. */
async function authenticate(request: IncomingMessage, { parts, failures }: Desk): Promise<ApiToken> {
  const header = request.headers.authorization ?? '';
  const secret = /^Bearer +(\S{1,200}) *$/i.exec(header)?.[1];
  if (!secret) throw new Refusal('unauthorized');
  const sender = toLimitKey(parts.clientAddress(request));
  const find = () => parts.tokens.authenticate(secret);
  const { waitMs, token } = await failures.check(sender, hash(secret), find);
  if (waitMs > 0) throw new Refusal('rate', { retryAfterSeconds: Math.ceil(waitMs / 1_000) });
  if (!token) throw new Refusal('unauthorized');
  if (!token.scopes.includes('readings:write')) throw new Refusal('scope');
  return token;
}

function readIdempotencyKey(request: IncomingMessage): string | null {
  const header = request.headers['idempotency-key'];
  if (header === undefined) return null;
  if (typeof header !== 'string' || !keyPattern.test(header)) {
    throw new Refusal('bad-request', { faults: [{ pointer: '', code: 'idempotency_key', params: {} }] });
  }
  return header;
}

function checkMediaType(request: IncomingMessage): void {
  const type = (request.headers['content-type'] ?? '').split(';', 1)[0]?.trim().toLowerCase();
  if (type !== 'application/json') throw new Refusal('media-type');
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') throw new Refusal('media-type');
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown;
  } catch {
    throw new Refusal('not-json');
  }
}

async function takePoints(limiter: RateLimiterAbstract, token: string, body: unknown): Promise<void> {
  const list = typeof body === 'object' && body !== null ? (body as { readings?: unknown }).readings : null;
  try {
    await limiter.consume(token, Array.isArray(list) ? Math.max(1, list.length) : 1);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    throw new Refusal('rate', { retryAfterSeconds: Math.max(1, Math.ceil(error.msBeforeNext / 1_000)) });
  }
}

function toRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof BodyTooLargeError) return new Refusal('too-large');
  if (error instanceof IdempotencyConflictError) return new Refusal('idempotency-conflict');
  if (error instanceof StoreUnavailableError) {
    return new Refusal('unavailable', { retryAfterSeconds: error.fault === 'overloaded' ? 1 : 5 });
  }
  return new Refusal('internal');
}

function refuse(request: IncomingMessage, response: ServerResponse, refusal: Refusal): number {
  const language = toLanguage(request.headers['accept-language']);
  const errors = refusal.faults?.map((fault) => toProblemFault(fault, language));
  const problem = buildProblem(refusal.problem, language, errors);
  if (problem.status === 401) response.setHeader('WWW-Authenticate', 'Bearer realm="simpul"');
  if (refusal.retryAfterSeconds !== undefined) response.setHeader('Retry-After', refusal.retryAfterSeconds);
  // The rest is drained, not cut: a sender that still writes would see a reset in place of this answer. The server bounds its time.
  if (!request.complete) request.resume();
  response.setHeader('Content-Language', language);
  send(response, problem.status, 'application/problem+json; charset=utf-8', JSON.stringify(problem));
  return problem.status;
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, {
    'Content-Type': type,
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(body);
}

function hash(content: Buffer | string): string {
  return createHash('sha256').update(content).digest('hex');
}
