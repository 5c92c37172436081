import { connect, type IClientOptions, type MqttClient } from 'mqtt';

/** A message as the broker gave it. */
export interface BrokerMessage {
  readonly topic: string;
  readonly payload: Uint8Array;
  readonly isRetained: boolean;
  /** Tells the broker that the message is safe; until then it keeps it. Does nothing once the connection it came over is gone. */
  acknowledge(): void;
}

/** Needs of `connectBroker`. */
export interface BrokerParts {
  /** `mqtt://` or `mqtts://`, with user and password where the broker asks for them. */
  readonly url: string;
  /** The broker keeps what comes while the server is away under this name. */
  readonly clientId: string;
  /** Topic filters, all at QoS 1. */
  readonly filters: readonly string[];
  /** `onRoom` must be called before the next message comes. */
  readonly onMessage: (message: BrokerMessage, onRoom: () => void) => void;
  readonly onUp: () => void;
  /** `detail` is safe to print. */
  readonly onDown: (code: 'unreachable' | 'invalid', detail: string) => void;
  /** The broker does not let us listen to a topic. */
  readonly onRefusedFilter: (filter: string) => void;
  /** [0, 1) */
  readonly random: () => number;
}

const firstWaitMs = 500;
const longestWaitMs = 30_000;

/** Connects and stays connected until it is stopped; the first connection may come at any time later. */
export function connectBroker(parts: BrokerParts): { stop(): Promise<void> } {
  const client = connect(parts.url, toOptions(parts));
  let failures = 0;
  let reason = unreachable;
  client.handleMessage = (packet, next) => {
    const { topic, payload, qos, retain, messageId } = packet;
    const stream = client.stream;
    const message: BrokerMessage = {
      topic,
      payload: typeof payload === 'string' ? new TextEncoder().encode(payload) : payload,
      isRetained: retain,
      acknowledge() {
        if (qos === 0 || messageId === undefined || client.stream !== stream || !client.connected) return;
        stream.write(toPubAck(messageId));
      },
    };
    // The library acknowledges what `next` is called without an error for; ours follows when the message is stored.
    parts.onMessage(message, () => next(qos === 0 ? undefined : later));
  };
  client.on('connect', () => {
    failures = 0;
    reason = unreachable;
    client.options.reconnectPeriod = firstWaitMs;
    parts.onUp();
    subscribe(client, parts);
  });
  // Set while one try is under way, for the wait before the next one.
  client.on('reconnect', () => {
    failures += 1;
    client.options.reconnectPeriod = toWaitMs(failures, parts.random());
  });
  client.on('error', (error) => {
    reason = toReason(error);
  });
  // Every failure ends here, also one that had its reason before.
  client.on('close', () => parts.onDown(...reason));
  return {
    stop: () => client.endAsync(!client.connected).catch(() => undefined),
  };
}

const later = new Error('acknowledged when it is stored');

/** PUBACK of MQTT 3.1.1; the library has no public way to send one. */
function toPubAck(messageId: number): Buffer {
  return Buffer.from([0x40, 0x02, messageId >> 8, messageId & 0xff]);
}

function toOptions({ clientId }: BrokerParts): IClientOptions {
  return {
    clientId,
    protocolVersion: 4,
    clean: false,
    keepalive: 30,
    connectTimeout: 10_000,
    reconnectPeriod: firstWaitMs,
    // A broker that still starts refuses with words; it must be asked again all the same.
    reconnectOnConnackError: true,
    // A kept session may have lost filters, and a new one has none.
    resubscribe: false,
    queueQoSZero: false,
  };
}

function subscribe(client: MqttClient, { filters, onRefusedFilter }: BrokerParts): void {
  for (const filter of filters) {
    client.subscribe(filter, { qos: 1 }, (error, grants) => {
      const isRefused = grants?.some(({ qos }) => (qos as number) === 128) ?? false;
      // Without grants the connection is gone, and the next one asks anew.
      if (isRefused || (error && grants)) onRefusedFilter(filter);
    });
  }
}

/** Doubles up to half a minute, with jitter so that servers of one broker do not come back in step. */
function toWaitMs(failures: number, random: number): number {
  const ceiling = Math.min(longestWaitMs, firstWaitMs * 2 ** Math.min(failures, 10));
  return Math.round(ceiling * (0.5 + random / 2));
}

type Reason = Parameters<BrokerParts['onDown']>;

const unreachable: Reason = ['unreachable', 'broker MQTT tidak terhubung'];

/** Words of our own: what the library or the network says may name more than a screen should show. */
function toReason(error: Error & { code?: unknown }): Reason {
  const isRefusal = error.code === 4 || error.code === 5;
  return isRefusal ? ['invalid', 'broker MQTT menolak nama atau kata sandi'] : unreachable;
}
