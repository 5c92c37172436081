import type { Registry } from 'prom-client';
import { withTimeout } from '../domain/health/withTimeout.ts';
import { ProblemError, sendProblem } from './answers.ts';
import type { RouteDefinition } from './registry.ts';

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
export function createHealthRoutes(parts: HealthParts): RouteDefinition[] {
  const isReady = createReadiness(parts);
  return [
    {
      method: 'get',
      path: '/healthz',
      access: { kind: 'public' },
      handle: (_request, response) => response.set('Cache-Control', 'no-store').json({ status: 'ok' }),
    },
    {
      method: 'get',
      path: '/readyz',
      access: { kind: 'public' },
      async handle(request, response) {
        if (await isReady()) response.set('Cache-Control', 'no-store').json({ status: 'ready' });
        else {
          response.set('Retry-After', '5');
          sendProblem(request, response, 'unavailable');
        }
      },
    },
    {
      method: 'get',
      path: '/metrics',
      access: { kind: parts.metrics === 'loopback' ? 'loopback' : 'public' },
      async handle(_request, response) {
        if (parts.metrics === 'off') throw new ProblemError('not-found');
        const text = await parts.registry.metrics();
        response.set('Cache-Control', 'no-store').type(parts.registry.contentType).send(text);
      },
    },
  ];
}

function createReadiness({ probe, now }: HealthParts): () => Promise<boolean> {
  let last: { at: number; answer: Promise<boolean> } | null = null;
  return () => {
    const age = last ? now() - last.at : 0;
    // After a clock was set back an answer seems to come from the future: it would stand until that comes.
    if (last && age >= 0 && age < readyCacheMs) return last.answer;
    const answer = withTimeout(probe(), readyTimeoutMs).then(
      () => true,
      () => false,
    );
    last = { at: now(), answer };
    return answer;
  };
}
