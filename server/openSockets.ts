import type { IncomingHttpHeaders } from 'node:http';
import type { Logger } from 'pino';
import type { DeskTopic } from '#shared/protocol/desk.ts';
import type { Settings } from './config/settings.ts';
import type { LiveState, StreamStep } from './domain/live/liveState.ts';
import { isAllowedOrigin } from './domain/people/isAllowedOrigin.ts';
import { type DeskNamespace, registerDesk } from './realtime/desk/registerDesk.ts';
import { type LiveNamespace, registerLive } from './realtime/live/registerLive.ts';
import type { SocketRegistry } from './realtime/socketRegistry.ts';
import type { RightsParts } from './realtime/socketRights.ts';
import type { LiveRegion } from './regions/liveRegion.ts';
import type { Accounts } from './startDesk.ts';

type Io = Parameters<typeof registerLive>[0];

/** Needs of `createSockets`. */
export interface SocketParts {
  readonly region: LiveRegion;
  readonly liveState: LiveState;
  readonly accounts: Accounts;
  readonly settings: Settings;
  readonly now: () => number;
  readonly log: Logger;
}

/** Opens one namespace more, with what all of them share. */
export type OpenNamespace = (
  registry: SocketRegistry,
  shared: { rights: RightsParts; allowOrigin: (headers: IncomingHttpHeaders) => boolean },
) => { close(): void };

/** The namespaces, also while there are none yet. */
export interface Sockets {
  /** Adds a namespace to those that are opened; before `register`. */
  add(open: OpenNamespace): void;
  register(io: Io, registry: SocketRegistry): { close(): void };
  /** Tells open pages of the desk that they show something old. */
  tell(topic: DeskTopic, agency?: string): void;
  /** Figures of the live channel by name; refusals carry their code. */
  liveFigures(): Record<string, number>;
}

/** Builds what is registered once Socket.IO is there. */
export function createSockets(parts: SocketParts): Sockets {
  let live: LiveNamespace | null = null;
  let desk: DeskNamespace | null = null;
  const more: OpenNamespace[] = [];
  const tell: Sockets['tell'] = (topic, agency) => desk?.tell(topic, agency);
  return {
    tell,
    add: (open) => void more.push(open),
    register(io, registry) {
      const opened = openNamespaces(io, registry, parts);
      live = opened.live;
      desk = opened.desk;
      const others = more.map((open) => open(registry, opened.shared));
      const stopPeople = parts.accounts.onChange(() => tell('people'));
      const stopLinks = watchLinks(parts.liveState, () => tell('links'));
      return {
        close() {
          stopPeople();
          stopLinks();
          for (const other of others) other.close();
          opened.desk.close();
          opened.live.close();
        },
      };
    },
    liveFigures: () => toFigures(live),
  };
}

function openNamespaces(io: Io, registry: SocketRegistry, parts: SocketParts) {
  const { region, liveState, accounts, settings, now, log } = parts;
  const allowOrigin = (headers: Parameters<typeof isAllowedOrigin>[0]) =>
    isAllowedOrigin(headers, settings.publicUrl);
  const rights: RightsParts = {
    viewing: settings.viewing,
    identify: accounts.identify,
    recheck: accounts.recheck,
    onChange: (listener) => {
      const stops = [
        accounts.onChange(listener),
        accounts.walls.onChange(({ uid }) => listener(uid)),
        accounts.sessionDoor.guests.onChange(listener),
      ];
      return () => {
        for (const stop of stops) stop();
      };
    },
    onError: (error) => log.error({ err: error }, 'a right could not be looked up'),
  };
  const live = registerLive(
    io,
    {
      liveState,
      mode: settings.mode,
      pillarOf: (id) => region.indicator(id)?.pillar,
      catalogue: { version: () => region.catalogueVersion, onChange: region.onCatalogue },
      now,
      log,
      allowOrigin,
      rights,
    },
    registry,
  );
  const desk = registerDesk(registry, { rights, log, allowOrigin, monotonic: () => performance.now() });
  return { live, desk, shared: { rights, allowOrigin } };
}

/** A link is shown by its state; that it brought something once more is no news. */
function watchLinks(liveState: LiveState, onChange: () => void): () => void {
  const states = new Map(liveState.listFeeds().map(({ feed }) => [feed.id, feed.state]));
  return liveState.onStep(({ feeds }: StreamStep) => {
    const changed = feeds.filter(({ id, state }) => states.get(id) !== state);
    for (const { id, state } of changed) states.set(id, state);
    if (changed.length > 0) onChange();
  });
}

function toFigures(live: LiveNamespace | null): Record<string, number> {
  if (!live) return {};
  const { refused, ...figures } = live.figures();
  for (const [code, count] of Object.entries(refused)) Object.assign(figures, { [`refused_${code}`]: count });
  return { ...figures };
}
