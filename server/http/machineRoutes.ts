import type { Request, Response } from 'express';
import type { MachineInput, PostingToken, PostOutcome } from '../domain/machines/createMachineInput.ts';
import type { WebhookSource } from '../domain/machines/machineSource.ts';
import type { SignatureCheck } from '../domain/machines/signature.ts';
import type { Actor } from '../domain/people/actor.ts';
import { StoreUnavailableError } from '../domain/storeErrors.ts';
import type { TokenService } from '../domain/tokens/createTokenService.ts';
import { ProblemError } from './answers.ts';
import { createGate, type Gate } from './createGate.ts';
import type { RouteDefinition } from './registry.ts';

/** Needs of the routes that machines post to. */
export interface MachineRouteParts {
  readonly input: MachineInput;
  readonly tokens: Pick<TokenService, 'authenticate'>;
  readonly signatures: SignatureCheck;
  readonly webhook: (id: string) => WebhookSource | undefined;
}

const maxBytes = 1_048_576;
/** Posts being read or stored; a whole regency's machines send far fewer at once. */
const maxPosts = 64;

/** NGSI-LD notifications, SensorThings observations and signed webhooks. */
export function createMachineRoutes(parts: MachineRouteParts): RouteDefinition[] {
  const gate = createGate(maxPosts);
  return [
    toTokenRoute('/api/v1/ngsi-ld/notifications', 200, { parts, gate, take: parts.input.notification }),
    toTokenRoute('/api/v1/sensorthings/v1.1/Observations', 201, {
      parts,
      gate,
      take: parts.input.observation,
    }),
    {
      method: 'post',
      path: '/api/v1/webhooks/:id',
      // Whoever knows the secret: the signature is looked at before anything else.
      access: { kind: 'public' },
      body: 'raw',
      maxBytes,
      async handle(request, response) {
        await gate(() => takeWebhook(request, response, parts));
      },
    },
  ];
}

function toTokenRoute(
  path: string,
  status: number,
  { parts, gate, take }: { parts: MachineRouteParts; gate: Gate; take: MachineInput['notification'] },
): RouteDefinition {
  return {
    method: 'post',
    path,
    access: { kind: 'token', scope: 'readings:write' },
    body: 'raw',
    maxBytes,
    async handle(request, response, caller) {
      const bytes = readBytes(request);
      await gate(async () => {
        sendReceipt(response, status, await take(bytes, await findToken(request, caller, parts)));
      });
    },
  };
}

/** The token's own limits are not part of who asks. */
async function findToken(request: Request, caller: Actor | null, { tokens }: MachineRouteParts) {
  const secret = /^Bearer +(\S{1,200}) *$/i.exec(request.headers.authorization ?? '')?.[1];
  const token = secret === undefined ? null : await tokens.authenticate(secret);
  if (!token || !caller) throw new ProblemError('unauthorized');
  const { agency, indicators } = token;
  return { actor: { ...caller, agency }, agency, indicators } satisfies PostingToken;
}

async function takeWebhook(
  request: Request,
  response: Response,
  { input, signatures, webhook }: MachineRouteParts,
): Promise<void> {
  const id = String(request.params['id']);
  const body = request.body instanceof Uint8Array ? request.body : new Uint8Array();
  const signed = signatures.check({ id, header: request.get('simpul-signature'), body });
  const source = webhook(id);
  if (!signed || !source) throw new ProblemError('signature');
  try {
    const outcome = await input.webhook(source, readBytes(request), signed.signedAt);
    sendReceipt(response, 201, outcome);
  } catch (error) {
    // The sender may try the very same post again: nothing of it was kept.
    if (error instanceof StoreUnavailableError) signed.forget();
    throw error;
  }
}

function readBytes(request: Request): Uint8Array {
  if (!request.is(['application/json', 'application/ld+json'])) throw new ProblemError('media-type');
  return request.body instanceof Uint8Array ? request.body : new Uint8Array();
}

function sendReceipt(response: Response, status: number, outcome: PostOutcome): void {
  if (outcome.kind === 'not-json') throw new ProblemError('not-json');
  if (outcome.kind !== 'recorded') throw new ProblemError(outcome.kind, outcome.faults);
  const { recorded, duplicates, seq } = outcome.receipt;
  response.status(status).set('Cache-Control', 'no-store').json({ recorded, duplicates, seq });
}
