import { createHash } from 'node:crypto';
import type { Logger } from 'pino';
import type { FeedState } from '#shared/model/feedState.ts';
import type { Settings } from './config/settings.ts';
import { importUnattended } from './domain/imports/importUnattended.ts';
import type { StreamWriter } from './domain/live/createStreamWriter.ts';
import type { LiveState } from './domain/live/liveState.ts';
import { createMachineInput } from './domain/machines/createMachineInput.ts';
import { createMachineLinks, type LinkSource, type MachineLinks } from './domain/machines/machineLinks.ts';
import type { MachineSource, MqttSource, WebhookSource } from './domain/machines/machineSource.ts';
import { createRepeatMemory, type RepeatMemory } from './domain/machines/repeatMemory.ts';
import { createSignatureCheck } from './domain/machines/signature.ts';
import { submitMessages } from './domain/machines/submitMessages.ts';
import type { SubmitReadings } from './domain/readings/submitReadings.ts';
import type { TokenService } from './domain/tokens/createTokenService.ts';
import { startFolder } from './feeds/folder/startFolder.ts';
import { startMqtt } from './feeds/mqtt/startMqtt.ts';
import { createMachineRoutes } from './http/machineRoutes.ts';
import type { RouteDefinition } from './http/registry.ts';
import type { Desk } from './openDesk.ts';
import type { Region } from './regions/region.ts';

/** Needs of `openMachines`. */
export interface MachineParts {
  readonly region: Pick<Region, 'machines' | 'agencies'>;
  readonly settings: Pick<Settings, 'mqttUrl' | 'webhookSecrets' | 'watchDir'>;
  readonly liveState: Pick<LiveState, 'epoch' | 'listFeeds'>;
  readonly writer: Pick<StreamWriter, 'putLinks'>;
  readonly tokens: Pick<TokenService, 'authenticate'>;
  readonly submit: SubmitReadings;
  readonly now: () => number;
  readonly log: Logger;
}

/** Everything by which machines send readings beside the door for agencies. */
export interface Machines {
  readonly routes: readonly RouteDefinition[];
  /** What the link of a machine counts; null for other links. */
  linkDetail(id: string): unknown;
  /** Begins to listen, once the server does; its stop resolves when nothing is under way. */
  start(desk: Pick<Desk, 'imports' | 'onInput'>): () => Promise<void>;
}

const tickMs = 1_000;
const folderPollMs = 5_000;

/** Composes the machines' ways in. */
export function openMachines(parts: MachineParts): Machines {
  const { region, settings, submit, now, log } = parts;
  const onError = (error: unknown): void => log.error({ err: error }, 'a message of a machine failed');
  const links = openLinks(parts);
  const repeats = createRepeatMemory(now);
  const webhooks = new Map(region.machines.filter(isWebhook).map((source) => [source.id, source]));
  const secretOf = (id: string): string | null =>
    webhooks.has(id) ? (settings.webhookSecrets.get(toSecretName(id)) ?? null) : null;
  return {
    routes: createMachineRoutes({
      input: createMachineInput({ sources: region.machines, submit, links, repeats, now }),
      tokens: parts.tokens,
      signatures: createSignatureCheck(secretOf, now),
      webhook: (id) => webhooks.get(id),
    }),
    linkDetail: (id) => links.detail(id),
    start(desk) {
      const ticking = setInterval(() => links.tick(), tickMs);
      const running = [startBroker(parts, { links, repeats, onError }), startWatch(parts, links, desk)];
      return async () => {
        clearInterval(ticking);
        await Promise.all(running.map((one) => one?.stop()));
      };
    },
  };
}

/** Null without a broker, or with nothing to hear from it. */
function startBroker(
  { region, settings, submit, liveState, now, log }: MachineParts,
  common: { links: MachineLinks; repeats: RepeatMemory; onError: (error: unknown) => void },
) {
  const sources = region.machines.filter(isMqtt);
  if (settings.mqttUrl === undefined || sources.length === 0) return null;
  const { links, repeats, onError } = common;
  return startMqtt({
    url: settings.mqttUrl,
    clientId: toClientId(liveState.epoch),
    sources,
    links,
    repeats,
    submit: (source, messages) => submitMessages({ submit, onError }, source, messages, 'mqtt'),
    now,
    random: Math.random,
    log,
  });
}

/** Null without a folder to watch. */
function startWatch(
  { region, settings, now, log }: MachineParts,
  links: MachineLinks,
  { imports, onInput }: Pick<Desk, 'imports' | 'onInput'>,
) {
  if (settings.watchDir === undefined) return null;
  return startFolder({
    dir: settings.watchDir,
    linkId: folderLink.id,
    agencies: region.agencies.map(({ code }) => code),
    async take(file) {
      const { agency } = file;
      const label = `Folder ${region.agencies.find(({ code }) => code === agency)?.abbreviation ?? agency}`;
      const by = { kind: 'file', id: `folder-${agency}`, label, role: null, agency, from: null } as const;
      const outcome = await importUnattended(imports, file, by);
      onInput(agency);
      return outcome;
    },
    links,
    now,
    pollMs: folderPollMs,
    log,
  });
}

const folderLink: LinkSource = {
  id: 'folder',
  label: 'Folder berkas',
  provider: 'Perangkat daerah',
  silentAfter: null,
  indicators: [],
};

function openLinks({ region, settings, liveState, writer, now, log }: MachineParts): MachineLinks {
  const put = (states: readonly FeedState[]): Promise<void> =>
    writer.putLinks(states).catch((error: unknown) => {
      log.warn({ err: error }, 'link states of machines could not be stored');
      throw error;
    });
  const previous = liveState.listFeeds().map(({ feed }) => feed);
  const sources = [
    ...region.machines.map(toLinkSource),
    ...(settings.watchDir === undefined ? [] : [folderLink]),
  ];
  const links = createMachineLinks({ sources, previous, put, now });
  for (const source of region.machines) if (isWayOff(source, settings)) links.way(source.id, { kind: 'off' });
  // A machine that left the pack has nobody to say that its link is gone.
  const known = new Set(sources.map(({ id }) => id));
  const gone = previous.filter(({ id, kind, state }) => kind === 'push' && !known.has(id) && state !== 'off');
  put(gone.map((feed) => ({ ...feed, state: 'off', since: now() }))).catch(() => undefined);
  return links;
}

function toLinkSource({ id, label, provider, silentAfter, fields }: MachineSource): LinkSource {
  return { id, label, provider, silentAfter, indicators: fields.map(({ indicator }) => indicator) };
}

function isMqtt(source: MachineSource): source is MqttSource {
  return source.kind === 'mqtt';
}

function isWebhook(source: MachineSource): source is WebhookSource {
  return source.kind === 'webhook';
}

function isWayOff(
  { id, kind }: MachineSource,
  { mqttUrl, webhookSecrets }: MachineParts['settings'],
): boolean {
  if (kind === 'mqtt') return mqttUrl === undefined;
  return kind === 'webhook' && !webhookSecrets.has(toSecretName(id));
}

/** Name of a webhook as its setting spells it. */
function toSecretName(id: string): string {
  return id.replaceAll('-', '_').toUpperCase();
}

/** The same for as long as the data is: the broker keeps what comes meanwhile under this name. At most 23 characters, as MQTT 3.1.1 promises. */
function toClientId(epoch: string): string {
  return `simpul${createHash('sha256').update(epoch).digest('hex').slice(0, 16)}`;
}
