import { lookup } from 'node:dns';
import { BlockList, isIP, type LookupFunction } from 'node:net';
import { Agent, type Dispatcher, request } from 'undici';
import { type AnswerCache, createAnswerCache, toConditions, toValidator } from './answerCache.ts';
import { decodeText } from './decodeText.ts';
import { FeedError } from './feed.ts';
import { type RateLimit, sleep } from './rateLimit.ts';

/** The only way out (R22): deadline, byte cap, no redirects, no inner addresses, nothing compressed. */
export interface HttpClient {
  /** Text of a 200 answer, or the kept one after a 304; throws `FeedError` for anything else. */
  getText(url: string, signal: AbortSignal): Promise<string>;
  close(): Promise<void>;
}

/** Limits of one client; the defaults are those of RELIABILITY F21. */
export interface HttpClientOptions {
  /** Stand-in that replaces every host: `${feedBase}/<host>/<path>`. */
  readonly feedBase?: string;
  readonly userAgent?: string;
  readonly deadlineMs?: number;
  readonly maxBytes?: number;
  /** Further tries after a refusal that may pass by itself, inside the same deadline. */
  readonly retries?: number;
  /** Limits by end of host name, e.g. `bmkg.go.id`. */
  readonly limits?: ReadonlyMap<string, RateLimit>;
}

const inner = new BlockList();
for (const [net, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['224.0.0.0', 3],
] as const)
  inner.addSubnet(net, prefix, 'ipv4');
for (const [net, prefix] of [
  ['::', 127],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  inner.addSubnet(net, prefix, 'ipv6');

/** True for loopback, private, link-local and multicast addresses, also when mapped into IPv6. */
export function isInnerAddress(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  const plain = mapped ?? address;
  const family = isIP(plain);
  if (family === 0) return true;
  return inner.check(plain, family === 4 ? 'ipv4' : 'ipv6');
}

function toBare(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '');
}

/** A name is looked up and checked then; a literal address never is. */
function isLiteral(hostname: string): boolean {
  return isIP(toBare(hostname)) !== 0;
}

/** Resolves like Node does, and refuses a name that leads inside; the socket connects to exactly what was checked. */
const outerLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) {
      callback(error, '', 0);
      return;
    }
    const outer = addresses.filter((entry) => !isInnerAddress(entry.address));
    const first = outer[0];
    if (!first) {
      callback(Object.assign(new Error('inner address refused'), { code: 'EINNER' }), '', 0);
      return;
    }
    if (options.all) callback(null, outer);
    else callback(null, first.address, first.family);
  });
};

/** Address that is really asked: the original, or its place below the stand-in. */
export function toTarget(url: string, feedBase: string | undefined): string {
  if (feedBase === undefined) return url;
  const { host, pathname, search } = new URL(url);
  return `${feedBase.replace(/\/+$/, '')}/${host}${pathname}${search}`;
}

async function readBody(body: Dispatcher.ResponseData['body'], maxBytes: number, host: string) {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) throw new FeedError('too-large', `${host}: lebih dari ${maxBytes} byte`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function discard(body: Dispatcher.ResponseData['body']): void {
  body.on('error', () => {});
  body.destroy();
}

function toFeedError(error: unknown, host: string, deadline: AbortSignal): FeedError {
  if (error instanceof FeedError) return error;
  const code = (error as { code?: unknown } | null)?.code;
  const timedOut = deadline.aborted || (typeof code === 'string' && /TIMEOUT|TIMEDOUT/.test(code));
  if (timedOut) return new FeedError('timeout', `${host}: tidak menjawab sampai tenggat`);
  return new FeedError('unreachable', `${host}: ${typeof code === 'string' ? code : 'tidak terhubung'}`);
}

const passing = new Set([502, 503, 504]);

function mayPass(error: FeedError): boolean {
  return error.code === 'unreachable' || (error.status !== null && passing.has(error.status));
}

/** What one question needs beside its address. */
interface Asking {
  readonly dispatcher: Dispatcher;
  readonly headers: Readonly<Record<string, string>>;
  readonly cache: AnswerCache;
  readonly maxBytes: number;
  readonly signal: AbortSignal;
}

/** One question and its answer, or the kept answer when the source says that it did not change. */
async function askOnce(target: string, host: string, asking: Asking): Promise<string> {
  const { dispatcher, headers, cache, maxBytes, signal } = asking;
  const kept = cache.get(target);
  const response = await request(target, {
    dispatcher,
    method: 'GET',
    headers: { ...headers, ...toConditions(kept) },
    signal,
  });
  const { statusCode, headers: said, body } = response;
  if (statusCode === 304 && kept) {
    discard(body);
    return kept.text;
  }
  if (statusCode !== 200) {
    discard(body);
    throw new FeedError('http', `${host}: HTTP ${statusCode}`, statusCode);
  }
  const encoding = said['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') {
    discard(body);
    throw new FeedError('invalid', `${host}: jawaban terkompresi`);
  }
  const bytes = await readBody(body, maxBytes, host);
  const text = decodeText(bytes, toValidator(said['content-type']) ?? undefined);
  const [etag, lastModified] = [toValidator(said.etag), toValidator(said['last-modified'])];
  cache.put(target, { text, etag, lastModified });
  return text;
}

/** Builds the client. Whatever it throws is a `FeedError`, except the reason of the caller's own signal. */
export function createHttpClient(options: HttpClientOptions = {}): HttpClient {
  const deadlineMs = options.deadlineMs ?? 10_000;
  const maxBytes = options.maxBytes ?? 5 * 1_048_576;
  const agent = new Agent({
    connections: 4,
    pipelining: 1,
    connect: {
      timeout: Math.min(deadlineMs, 5_000),
      ...(options.feedBase === undefined ? { lookup: outerLookup } : {}),
    },
    headersTimeout: deadlineMs,
    bodyTimeout: deadlineMs,
  });
  const headers = {
    'user-agent': options.userAgent ?? 'Simpul/1 (pusat kendali kabupaten; umpan publik)',
    accept: 'application/json, application/xml, text/xml;q=0.9, */*;q=0.1',
    // What is not compressed cannot swell: the byte cap is the cap.
    'accept-encoding': 'identity',
  };
  const cache = createAnswerCache();

  async function withRetries(target: string, host: string, signal: AbortSignal): Promise<string> {
    const deadline = AbortSignal.timeout(deadlineMs);
    const both = AbortSignal.any([deadline, signal]);
    const asking = { dispatcher: agent, headers, cache, maxBytes, signal: both };
    for (let left = options.retries ?? 1; ; left--) {
      try {
        return await askOnce(target, host, asking);
      } catch (error) {
        signal.throwIfAborted();
        const fault = toFeedError(error, host, deadline);
        if (left <= 0 || !mayPass(fault)) throw fault;
        await sleep(300, both).catch(() => {
          signal.throwIfAborted();
          throw fault;
        });
      }
    }
  }

  return {
    async getText(url, signal) {
      const { hostname } = new URL(url);
      if (options.feedBase === undefined && isLiteral(hostname) && isInnerAddress(toBare(hostname)))
        throw new FeedError('unreachable', `${hostname}: alamat dalam ditolak`);
      for (const [ending, limit] of options.limits ?? []) {
        if (hostname.endsWith(ending)) await limit.take(signal);
      }
      return await withRetries(toTarget(url, options.feedBase), hostname, signal);
    },
    close: () => agent.destroy(),
  };
}
