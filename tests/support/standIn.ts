import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { fileURLToPath } from 'node:url';

/** How a host of the stand-in misbehaves. */
export type StandInFault =
  | 'ok'
  | 'down'
  | 'slow'
  | 'status500'
  | 'notFound'
  | 'garbage'
  | 'huge'
  | 'redirect';

/** HTTP stand-in for every public feed: `FEED_BASE=url`, sample payloads with all times moved so that the newest is now. */
export interface StandIn {
  readonly url: string;
  readonly port: number;
  /** Paths asked for, host first, in order. */
  readonly requests: string[];
  /** Sets the fault of every path that starts with `prefix`; `''` is all. The longest prefix counts. */
  setFault(prefix: string, fault: StandInFault): void;
  /** Puts another body in place of a path (query left out), as text or made for the full address; null takes it away again. */
  setBody(path: string, body: string | ((address: string) => string) | null): void;
  close(): Promise<void>;
}

const samples = fileURLToPath(new URL('../fixtures/samples/', import.meta.url));

/** Text of a sample as recorded. */
export function readSample(name: string): string {
  return readFileSync(`${samples}${name}`, 'utf8');
}

const isoPattern = /\b\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{3})?)?(Z|[+-]\d{2}:\d{2})?/g;
const rfcPattern = /\b[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} \+0700/g;

function pad(value: number): string {
  return String(value).padStart(2, '0');
}

function shiftIso(text: string, zone: string | undefined, deltaMs: number): string {
  const bare = zone ? text.slice(0, -zone.length) : text;
  const moved = new Date(Date.parse(`${bare.replace(' ', 'T')}Z`) + deltaMs).toISOString();
  return `${moved.slice(0, 10)}${bare[10]}${moved.slice(11, bare.length)}${zone ?? ''}`;
}

function shiftRfc(text: string, deltaMs: number): string {
  const local = new Date(Date.parse(text) + deltaMs + 7 * 3_600_000);
  const [day, date, month, year] = local.toUTCString().split(' ');
  const clock = [local.getUTCHours(), local.getUTCMinutes(), local.getUTCSeconds()].map(pad).join(':');
  return `${day} ${date} ${month} ${year} ${clock} +0700`;
}

/** Moves every date of a payload by the same time, keeping its notation. */
export function shiftTimes(payload: string, deltaMs: number): string {
  return payload
    .replace(isoPattern, (text, zone: string | undefined) => shiftIso(text, zone, deltaMs))
    .replace(rfcPattern, (text) => shiftRfc(text, deltaMs));
}

const hourMs = 3_600_000;

/** What stands for "newest" in each sample, and how long before now it is put. Whole hours where the source works in steps. */
const files: Readonly<Record<string, { file: string; newest: string; ageMs: number; stepMs: number }>> = {
  'api.bmkg.go.id/publik/prakiraan-cuaca': {
    file: 'bmkg_prakiraan_32.16.09.2001.json',
    newest: '2026-09-24T07:00:00Z',
    ageMs: 0,
    stepMs: hourMs,
  },
  'data.bmkg.go.id/DataMKG/TEWS/autogempa.json': {
    file: 'bmkg_autogempa.json',
    newest: '2026-09-12T13:42:16Z',
    ageMs: 120_000,
    stepMs: 1_000,
  },
  'data.bmkg.go.id/DataMKG/TEWS/gempaterkini.json': {
    file: 'bmkg_gempaterkini.json',
    newest: '2026-09-23T01:20:09Z',
    ageMs: 3 * hourMs,
    stepMs: 1_000,
  },
  'data.bmkg.go.id/DataMKG/TEWS/gempadirasakan.json': {
    file: 'bmkg_gempadirasakan.json',
    newest: '2026-09-23T04:02:11Z',
    ageMs: hourMs,
    stepMs: 1_000,
  },
  'www.bmkg.go.id/alerts/nowcast/id': {
    file: 'bmkg_nowcast_rss.xml',
    newest: '2026-09-24T07:15:00Z',
    ageMs: 600_000,
    stepMs: 1_000,
  },
  'www.bmkg.go.id/alerts/nowcast/id/CJB20260924001_alert.xml': {
    file: 'bmkg_cap_CJB20260924001_alert.xml',
    newest: '2026-09-24T07:20:00Z',
    ageMs: 300_000,
    stepMs: 1_000,
  },
  'api.petabencana.id/reports': {
    file: 'petabencana_reports.json',
    newest: '2026-02-20T02:31:45Z',
    ageMs: 60_000,
    stepMs: 1_000,
  },
  'api.open-meteo.com/v1/forecast': {
    file: 'openmeteo_forecast.json',
    newest: '2026-09-24T07:00:00Z',
    ageMs: 0,
    stepMs: hourMs,
  },
  'air-quality-api.open-meteo.com/v1/air-quality': {
    file: 'openmeteo_air_quality.json',
    newest: '2026-09-24T07:00:00Z',
    ageMs: 0,
    stepMs: hourMs,
  },
};

function toSampleBody(path: string, query: URLSearchParams, now: number): string | null {
  const entry = files[path.replace(/\/rss\.xml$/, '')];
  if (!entry) return null;
  const newestAt = Math.floor((now - entry.ageMs) / entry.stepMs) * entry.stepMs;
  const body = shiftTimes(readSample(entry.file), newestAt - Date.parse(entry.newest));
  if (entry.file.startsWith('bmkg_prakiraan'))
    return body.replaceAll('32.16.09.2001', query.get('adm4') ?? '');
  const points = query.get('latitude')?.split(',').length ?? 1;
  return entry.file.startsWith('openmeteo_') && points > 1
    ? `[${Array.from({ length: points }, () => body).join(',')}]`
    : body;
}

function misbehave(fault: Exclude<StandInFault, 'ok' | 'down'>, response: ServerResponse, url: string): void {
  switch (fault) {
    case 'slow': {
      response.writeHead(200, { 'content-type': 'application/json' });
      const timer = setInterval(() => response.write(' '), 1_000);
      response.on('close', () => clearInterval(timer));
      return;
    }
    case 'status500':
      response.writeHead(500).end('boom');
      return;
    case 'notFound':
      response.writeHead(404).end('{}');
      return;
    case 'garbage':
      response.writeHead(200).end('\u0000<html>{"__proto__":1');
      return;
    case 'redirect':
      response.writeHead(302, { location: url }).end();
      return;
    case 'huge': {
      response.writeHead(200, { 'content-type': 'application/json' });
      const chunk = Buffer.alloc(262_144, 0x20);
      const pump = () => {
        while (!response.destroyed && response.write(chunk)) {}
      };
      response.on('drain', pump);
      pump();
      return;
    }
  }
}

/** Starts the stand-in on a loopback port; `now` may be a fixed clock. */
export async function startStandIn(options: { now?: () => number; port?: number } = {}): Promise<StandIn> {
  // Fixed at the start: a quake that moved with every poll would be a new quake each time.
  const startedAt = (options.now ?? Date.now)();
  const faults = new Map<string, StandInFault>();
  const bodies = new Map<string, string | ((address: string) => string)>();
  const requests: string[] = [];
  const sockets = new Set<Socket>();

  function faultOf(path: string): StandInFault {
    const prefixes = [...faults.keys()].filter((prefix) => path.startsWith(prefix));
    const longest = prefixes.sort((a, b) => b.length - a.length)[0];
    return longest === undefined ? 'ok' : (faults.get(longest) ?? 'ok');
  }

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const url = new URL(request.url ?? '/', 'http://stand-in');
    const path = url.pathname.slice(1);
    requests.push(`${path}${url.search}`);
    const fault = faultOf(`${path}${url.search}`);
    if (fault === 'down') request.socket.destroy();
    else if (fault !== 'ok') misbehave(fault, response, request.url ?? '/');
    else {
      const other = bodies.get(path);
      const own = typeof other === 'function' ? other(`${path}${url.search}`) : other;
      const body = own ?? toSampleBody(path, url.searchParams, startedAt);
      if (body === null) response.writeHead(404).end('{}');
      else response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(body);
    }
  }

  const server = createServer(answer);
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    requests,
    setFault: (prefix, fault) => void faults.set(prefix, fault),
    setBody: (path, body) => void (body === null ? bodies.delete(path) : bodies.set(path, body)),
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
