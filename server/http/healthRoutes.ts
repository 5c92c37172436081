import { type Request, Router } from 'express';
import type { Registry } from 'prom-client';
import { sendProblem } from './answers.ts';

/** Needs of the health routes. */
export interface HealthParts {
  /** Resolves when storage took a real write. */
  readonly probe: () => Promise<void>;
  readonly metrics: 'loopback' | 'open' | 'off';
  readonly registry: Registry;
  readonly now: () => number;
}

/** An answer of `/readyz` is reused this long: asking it often must not become a load of writes. */
const readyCacheMs = 1_000;
const readyTimeoutMs = 5_000;

/** `/healthz`, `/readyz` and `/metrics`. */
export function createHealthRoutes(parts: HealthParts): Router {
  const router = Router();
  const isReady = createReadiness(parts);
  router.get('/healthz', (_request, response) => {
    response.set('Cache-Control', 'no-store').json({ status: 'ok' });
  });
  router.get('/readyz', async (request, response) => {
    if (await isReady()) response.set('Cache-Control', 'no-store').json({ status: 'ready' });
    else {
      response.set('Retry-After', '5');
      sendProblem(request, response, 'unavailable');
    }
  });
  router.get('/metrics', async (request, response) => {
    if (parts.metrics === 'off') return sendProblem(request, response, 'not-found');
    if (parts.metrics === 'loopback' && !isLoopback(request))
      return sendProblem(request, response, 'restricted');
    const text = await parts.registry.metrics();
    response.set('Cache-Control', 'no-store').type(parts.registry.contentType).send(text);
  });
  return router;
}

function createReadiness({ probe, now }: HealthParts): () => Promise<boolean> {
  let last: { at: number; answer: Promise<boolean> } | null = null;
  return () => {
    if (last && now() - last.at < readyCacheMs) return last.answer;
    const answer = withTimeout(probe()).then(
      () => true,
      () => false,
    );
    last = { at: now(), answer };
    return answer;
  };
}

async function withTimeout(work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no answer in time')), readyTimeoutMs);
  });
  try {
    await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
}

/** Behind a proxy every connection comes from this machine, so a forwarded one never counts. */
function isLoopback(request: Request): boolean {
  const address = request.socket.remoteAddress ?? '';
  const isLocal = address === '::1' || /^(::ffff:)?127\./.test(address);
  return (
    isLocal && request.headers['x-forwarded-for'] === undefined && request.headers.forwarded === undefined
  );
}
