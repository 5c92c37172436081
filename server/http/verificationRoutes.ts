import type { AgencyCode, PillarId } from '#shared/model/ids.ts';
import { pillarIds } from '#shared/model/lists.ts';
import { decisionsSchema, lockRequestSchema, unlockRequestSchema } from '#shared/model/verification.ts';
import type { Locks } from '../domain/verification/createLocks.ts';
import type { Verification } from '../domain/verification/createVerification.ts';
import { listQueue, type QueueSource } from '../domain/verification/listQueue.ts';
import { ProblemError } from './answers.ts';
import { toKnown, verifying } from './deskCaller.ts';
import { createQueryReader } from './query.ts';
import { readBody } from './readBody.ts';
import type { RouteDefinition } from './registry.ts';

/** Needs of the walidata's routes. */
export interface VerificationRouteParts {
  readonly verification: Verification;
  readonly locks: Locks;
  /** Read anew with each use: definitions and names change. */
  readonly queue: () => Promise<QueueSource>;
  /** Told which indicators were decided about. */
  readonly onDecision: (indicators: readonly string[]) => void;
}

const path = '/api/v1/verification';

/** The walidata's queue, decisions and locks. */
export function createVerificationRoutes(parts: VerificationRouteParts): RouteDefinition[] {
  return [...createQueueRoutes(parts), ...createLockRoutes(parts)];
}

function createQueueRoutes(parts: VerificationRouteParts): RouteDefinition[] {
  return [
    {
      method: 'get',
      path: `${path}/queue`,
      access: verifying,
      async handle(request, response) {
        const query = createQueryReader(request, ['agency', 'pillar']);
        const agency = query.text('agency') as AgencyCode | undefined;
        const pillar = query.text('pillar');
        if (pillar && !pillarIds.some((id) => id === pillar))
          query.fault('pillar', 'unknown_pillar', { given: pillar });
        query.assertGood();
        const filter = { ...(agency ? { agency } : {}), ...(pillar ? { pillar: pillar as PillarId } : {}) };
        response.set('Cache-Control', 'no-store').json(await listQueue(await parts.queue(), filter));
      },
    },
    {
      method: 'post',
      path: `${path}/decisions`,
      access: verifying,
      body: 'json',
      async handle(request, response, caller) {
        const { items } = readBody(request, decisionsSchema);
        const results = await parts.verification.decide(items, toKnown(caller));
        parts.onDecision(items.map((item) => item.indicator));
        response.json({ items: results });
      },
    },
  ];
}

function createLockRoutes({ locks }: VerificationRouteParts): RouteDefinition[] {
  return [
    {
      method: 'get',
      path: `${path}/locks`,
      access: verifying,
      async handle(_request, response) {
        response.set('Cache-Control', 'no-store').json({ items: await locks.list() });
      },
    },
    {
      method: 'post',
      path: `${path}/locks`,
      access: verifying,
      body: 'json',
      async handle(request, response, caller) {
        const { indicator, until, reason } = readBody(request, lockRequestSchema);
        const outcome = await locks.lock({ indicator, until: Date.parse(until), reason }, toKnown(caller));
        if (outcome.kind === 'unverified') {
          throw new ProblemError('invalid', [
            { pointer: '/until', code: 'unverified', params: { count: outcome.count } },
          ]);
        }
        response.status(201).json({ ok: true });
      },
    },
    {
      method: 'post',
      path: `${path}/unlock`,
      access: verifying,
      body: 'json',
      async handle(request, response, caller) {
        const { indicator, until, reason } = readBody(request, unlockRequestSchema);
        const at = until === null ? null : Date.parse(until);
        await locks.unlock({ indicator, until: at, reason }, toKnown(caller));
        response.json({ ok: true });
      },
    },
  ];
}
