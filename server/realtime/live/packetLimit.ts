import type { DispatchLog } from './dispatcher.ts';

/** What of an engine.io connection is used here. */
interface EngineConnection {
  on(name: 'packet', heard: (packet: { readonly data?: unknown }) => void): unknown;
  close(discard?: boolean): unknown;
}

/** What of the engine.io server is used here. */
interface Engine {
  on(name: 'connection', heard: (connection: EngineConnection) => void): unknown;
  off(name: 'connection', heard: (connection: EngineConnection) => void): unknown;
}

/** Points a connection may spend at once, and how many a second come back; a packet costs one and one more for each KiB. */
export interface PacketLimits {
  readonly burst: number;
  readonly perSecond: number;
}

/** Closes connections that flood the transport below every event: pongs, namespaces, broken packets (P2). */
export interface PacketLimit {
  figures(): { readonly closedForFlood: number };
  close(): void;
}

const defaultLimits: PacketLimits = { burst: 300, perSecond: 50 };

/** Watches every connection of the engine; a few additions a packet, nothing allocated. */
export function createPacketLimit(
  engine: Engine,
  { log, monotonic }: { log: DispatchLog; monotonic: () => number },
  { burst, perSecond }: PacketLimits = defaultLimits,
): PacketLimit {
  let closedForFlood = 0;
  const watch = (connection: EngineConnection): void => {
    let points = burst;
    let refilledAt = monotonic();
    connection.on('packet', ({ data }) => {
      const at = monotonic();
      points = Math.min(burst, points + ((at - refilledAt) / 1_000) * perSecond) - 1 - sizeOf(data) / 1_024;
      refilledAt = at;
      if (points >= 0) return;
      closedForFlood += 1;
      log.warn({}, 'connection closed for flooding');
      connection.close(true);
    });
  };
  engine.on('connection', watch);
  return {
    figures: () => ({ closedForFlood }),
    close: () => void engine.off('connection', watch),
  };
}

function sizeOf(data: unknown): number {
  return typeof data === 'string' || Buffer.isBuffer(data) ? data.length : 0;
}
