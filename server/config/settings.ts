import { readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { ServerMode } from '#shared/protocol/live.ts';
import { findPackageRoot } from './packageRoot.ts';

/** A setting that cannot be used; the message is the one line that the operator sees. */
export class SettingsError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'SettingsError';
  }
}

const httpUrl = z.url({ protocol: /^https?$/, error: 'must be an http:// or https:// address' });

const origin = httpUrl.pipe(z.string().refine(isOrigin, { error: 'must be an address without a path' }));

const port = z
  .string()
  .regex(/^\d{1,5}$/, { error: 'must be a port number 0..65535' })
  .transform(Number)
  .refine((number) => number <= 65_535, { error: 'must be a port number 0..65535' });

const network = z.string().refine(isNetwork, { error: 'must be addresses or networks such as 10.0.0.0/8' });

const environmentSchema = z.object({
  /** Port of everything: screens, HTTP interface and sockets. */
  PORT: port.default(3216),
  /** Address to listen on; screens on a LAN need 0.0.0.0. */
  HOST: z.string().max(255).default('127.0.0.1'),
  /** Folder of the embedded database and of everything else that is kept. */
  DATA_DIR: z.string().default('./data'),
  /** PostgreSQL in place of the embedded database. */
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, { error: 'must start with postgres://' })
    .optional(),
  /** Folder of another region pack. */
  REGION_DIR: z.string().optional(),
  /** Address under which screens reach the server, behind a reverse proxy. */
  PUBLIC_URL: origin.optional(),
  /** Networks of the reverse proxies whose X-Forwarded-* headers count, comma-separated. */
  TRUST_PROXY: z
    .string()
    .transform((text) => text.split(',').map((part) => part.trim()))
    .pipe(z.array(network))
    .default([]),
  /** Who may see the wall: anyone who reaches it, or people who are signed in. */
  VIEWING: z.enum(['open', 'signed-in']).default('open'),
  /** Public page /publik with open data, for anyone; it shows approved figures alone, whatever VIEWING says. */
  PUBLIC_PAGE: z.enum(['on', 'off']).default('on'),
  /** Key that signs session cookies; made into DATA_DIR when left out. */
  AUTH_SECRET: z
    .string()
    .min(32, { error: 'must have at least 32 characters' })
    .refine(isOwnSecret, { error: 'is a known sample; make one of your own' })
    .optional(),
  /** Single sign-on (OpenID Connect): address of the issuer. */
  OIDC_ISSUER: httpUrl.optional(),
  /** Name of this server at the issuer. */
  OIDC_CLIENT_ID: z.string().max(200).optional(),
  /** Secret of this server at the issuer. */
  OIDC_CLIENT_SECRET: z.string().max(500).optional(),
  /** What the sign-in button says. */
  OIDC_LABEL: z.string().max(60).default('SSO'),
  /** Mail server for reminders, `smtp://user:password@host:587` or `smtps://…`; without it none go out. */
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: 'must be an smtp:// or smtps:// address' }).optional(),
  /** Sender of reminders. */
  SMTP_FROM: z.email({ error: 'must be an e-mail address' }).optional(),
  /** Public feeds on or off. */
  FEEDS: z.enum(['on', 'off']).default('on'),
  /** Test stand-in in place of every public feed's host. */
  FEED_BASE: httpUrl.optional(),
  /** MQTT broker of the sensors: mqtt:// or mqtts://, with user and password where it asks for them. */
  MQTT_URL: z
    .string()
    .max(2_000)
    .refine(isBroker, { error: 'must be an mqtt:// or mqtts:// address without a path' })
    .optional(),
  /** Folder whose sub-folders, one an agency, are looked through for spreadsheets of a known form. */
  WATCH_DIR: z.string().max(4_096).optional(),
  /** Address outside that hears every minute that all is well, so that somebody notices when it no longer does. */
  HEARTBEAT_URL: httpUrl.max(2_000).optional(),
  /** Who may read /metrics. */
  METRICS: z.enum(['loopback', 'open', 'off']).default('loopback'),
  /** File that the end of the audit is written to, best on another disk; inside DATA_DIR where left out. */
  AUDIT_ANCHOR_FILE: z.string().max(4_096).optional(),
  /** Port of a drill's server; the one after PORT where left out, 0 for any that is free. */
  DRILL_PORT: port.optional(),
  /** Address under which screens reach a drill's server, behind a reverse proxy. */
  DRILL_URL: origin.optional(),
  /** Least severe level that is logged. */
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

type Key = keyof z.infer<typeof environmentSchema>;

/** Keys that hold secrets and may come from a file named by `NAME_FILE`. */
const secretKeys: readonly Key[] = [
  'DATABASE_URL',
  'AUTH_SECRET',
  'OIDC_CLIENT_SECRET',
  'SMTP_URL',
  'MQTT_URL',
  'HEARTBEAT_URL',
];

/** Everything that the environment and the command line decide, checked once at the start. */
export interface Settings {
  readonly port: number;
  readonly host: string;
  /** Absolute. */
  readonly dataDir: string;
  readonly databaseUrl?: string;
  /** Absolute. */
  readonly regionDir: string;
  /** Origin form, without a trailing slash. */
  readonly publicUrl?: string;
  readonly trustProxy: readonly string[];
  readonly viewing: 'open' | 'signed-in';
  readonly publicPage: boolean;
  /** Left out, one is made into the data folder. */
  readonly authSecret?: string;
  readonly oidc?: { issuer: string; clientId: string; clientSecret: string; label: string };
  /** Left out, no mail goes out. */
  readonly smtp?: { readonly url: string; readonly from: string };
  readonly feeds: boolean;
  readonly feedBase?: string;
  /** Holds a password. */
  readonly mqttUrl?: string;
  /** Absolute. */
  readonly watchDir?: string;
  /** By the webhook's id as the setting spells it: `FLOOD_GATE` for `flood-gate`. */
  readonly webhookSecrets: ReadonlyMap<string, string>;
  /** Its path is often a secret. */
  readonly heartbeatUrl?: string;
  readonly metrics: 'loopback' | 'open' | 'off';
  /** Absolute. */
  readonly auditAnchorFile: string;
  readonly drillPort: number;
  /** Origin form, without a trailing slash. */
  readonly drillUrl?: string;
  readonly logLevel: string;
  /** `demo` with `--demo`, `drill` with `--drill`, `test` with a stand-in for the feeds. */
  readonly mode: ServerMode;
}

/** Reads the settings; throws `SettingsError` with one line on the first bad value. */
export function readSettings(
  env: Readonly<Record<string, string | undefined>>,
  argv: readonly string[] = [],
): Settings {
  refuseUnknown(env, argv);
  const given: Partial<Record<string, string>> = {};
  for (const key of Object.keys(environmentSchema.shape) as Key[]) {
    const value = readValue(env, key);
    if (value !== undefined && value !== '') given[key] = value;
  }
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) throw new SettingsError(toLine(parsed.error, given));
  if (argv.includes('--drill')) refuseOutside(env);
  return { ...toSettings(parsed.data, argv), webhookSecrets: readWebhookSecrets(env) };
}

function toSettings(
  e: z.infer<typeof environmentSchema>,
  argv: readonly string[],
): Omit<Settings, 'webhookSecrets'> {
  return {
    port: e.PORT,
    host: e.HOST,
    dataDir: resolve(e.DATA_DIR),
    ...(e.DATABASE_URL ? { databaseUrl: e.DATABASE_URL } : {}),
    regionDir: e.REGION_DIR
      ? resolve(e.REGION_DIR)
      : join(findPackageRoot(import.meta.url), 'server/regions/bekasi'),
    ...(e.PUBLIC_URL ? { publicUrl: new URL(e.PUBLIC_URL).origin } : {}),
    trustProxy: e.TRUST_PROXY,
    viewing: e.VIEWING,
    publicPage: e.PUBLIC_PAGE === 'on',
    ...(e.AUTH_SECRET ? { authSecret: e.AUTH_SECRET } : {}),
    ...toOidc(e),
    ...toSmtp(e),
    feeds: e.FEEDS === 'on',
    ...(e.FEED_BASE ? { feedBase: e.FEED_BASE.replace(/\/+$/, '') } : {}),
    ...(e.MQTT_URL ? { mqttUrl: e.MQTT_URL } : {}),
    ...(e.WATCH_DIR ? { watchDir: resolve(e.WATCH_DIR) } : {}),
    ...(e.HEARTBEAT_URL ? { heartbeatUrl: e.HEARTBEAT_URL } : {}),
    metrics: e.METRICS,
    auditAnchorFile: resolve(e.AUDIT_ANCHOR_FILE ?? join(e.DATA_DIR, 'audit-anchor.jsonl')),
    drillPort: toDrillPort(e),
    ...(e.DRILL_URL ? { drillUrl: new URL(e.DRILL_URL).origin } : {}),
    logLevel: e.LOG_LEVEL,
    mode: argv.includes('--demo')
      ? 'demo'
      : argv.includes('--drill')
        ? 'drill'
        : e.FEED_BASE
          ? 'test'
          : 'live',
  };
}

/** Two servers on one port would be one wall. */
function toDrillPort({ PORT: main, DRILL_PORT: own }: z.infer<typeof environmentSchema>): number {
  if (own !== undefined && own === main && own !== 0)
    throw new SettingsError('DRILL_PORT: must differ from PORT');
  return own ?? (main === 0 || main === 65_535 ? 0 : main + 1);
}

/** Every way in or out of the world. A drill has none, whoever starts it. */
const outsideKeys = [
  'DATABASE_URL',
  'OIDC_ISSUER',
  'OIDC_CLIENT_ID',
  'OIDC_CLIENT_SECRET',
  'SMTP_URL',
  'SMTP_FROM',
  'FEED_BASE',
  'MQTT_URL',
  'WATCH_DIR',
  'HEARTBEAT_URL',
  'AUDIT_ANCHOR_FILE',
];

function refuseOutside(env: Readonly<Record<string, string | undefined>>): void {
  const isOutside = (key: string): boolean =>
    outsideKeys.includes(key.replace(/_FILE$/, '')) ||
    outsideKeys.includes(key) ||
    key.startsWith(webhookPrefix);
  const [found] = Object.keys(env).filter((key) => isOutside(key) && env[key]);
  if (found) throw new SettingsError(`${found}: a drill reaches nothing outside`);
  if (env['FEEDS'] !== 'off') throw new SettingsError('FEEDS: must be off in a drill');
}

/** All of it or none: half a single sign-on would fail at the first clerk's click. */
function toOidc(e: z.infer<typeof environmentSchema>): Pick<Settings, 'oidc'> {
  const given = [e.OIDC_ISSUER, e.OIDC_CLIENT_ID, e.OIDC_CLIENT_SECRET];
  if (given.every((one) => one === undefined)) return {};
  const [issuer, clientId, clientSecret] = given;
  if (!issuer || !clientId || !clientSecret)
    throw new SettingsError('OIDC_ISSUER, OIDC_CLIENT_ID and OIDC_CLIENT_SECRET: give all three or none');
  return { oidc: { issuer, clientId, clientSecret, label: e.OIDC_LABEL } };
}

function toSmtp({
  SMTP_URL: url,
  SMTP_FROM: from,
}: z.infer<typeof environmentSchema>): Pick<Settings, 'smtp'> {
  if (url === undefined && from === undefined) return {};
  if (!url || !from) throw new SettingsError('SMTP_URL and SMTP_FROM: give both or none');
  return { smtp: { url, from } };
}

function isOwnSecret(text: string): boolean {
  return new Set(text).size > 8 && !/change.?me|secret|example|better-auth|0123456789/i.test(text);
}

function refuseUnknown(env: Readonly<Record<string, string | undefined>>, argv: readonly string[]): void {
  const unknown = Object.keys(env).filter((key) => key.startsWith('SIMPUL_'));
  if (unknown.length > 0) throw new SettingsError(`${unknown.join(', ')}: no such setting`);
  const odd = argv.filter((word) => word !== '--demo' && word !== '--drill');
  if (odd.length > 0) throw new SettingsError(`${odd.join(' ')}: no such option`);
}

const webhookPrefix = 'WEBHOOK_SECRET_';

/** `WEBHOOK_SECRET_<ID>`, or `WEBHOOK_SECRET_<ID>_FILE` with the name of a file that holds it. */
function readWebhookSecrets(env: Readonly<Record<string, string | undefined>>): Map<string, string> {
  const secrets = new Map<string, string>();
  for (const name of Object.keys(env)) {
    if (!name.startsWith(webhookPrefix)) continue;
    const key = name.replace(/_FILE$/, '');
    const secret = readSecret(env, key);
    if (!secret) continue;
    if (secret.length < 32 || !isOwnSecret(secret))
      throw new SettingsError(`${key}: must have at least 32 characters of your own`);
    secrets.set(key.slice(webhookPrefix.length), secret);
  }
  return secrets;
}

function readValue(env: Readonly<Record<string, string | undefined>>, key: Key): string | undefined {
  return secretKeys.includes(key) ? readSecret(env, key) : env[key]?.trim();
}

function readSecret(env: Readonly<Record<string, string | undefined>>, key: string): string | undefined {
  const file = env[`${key}_FILE`];
  if (!file) return env[key]?.trim();
  if (env[key]) throw new SettingsError(`${key}: give either ${key} or ${key}_FILE, not both`);
  try {
    return readFileSync(file, 'utf8').trim();
  } catch {
    throw new SettingsError(`${key}_FILE: the file cannot be read`);
  }
}

function toLine(error: z.ZodError, given: Partial<Record<string, string>>): string {
  const issue = error.issues[0];
  const key = String(issue?.path[0] ?? '');
  const isSecret = (secretKeys as readonly string[]).includes(key);
  const shown = isSecret ? '' : ` (it is "${(given[key] ?? '').slice(0, 80)}")`;
  return `${key}: ${issue?.message ?? 'is not valid'}${shown}`;
}

function isOrigin(text: string): boolean {
  const { pathname, search, hash, username } = new URL(text);
  return pathname === '/' && search + hash + username === '';
}

function isBroker(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname, pathname, search, hash } = new URL(text);
  if (protocol !== 'mqtt:' && protocol !== 'mqtts:') return false;
  return hostname !== '' && (pathname === '' || pathname === '/') && search + hash === '';
}

function isNetwork(text: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(text)) return true;
  const [address = '', bits, ...rest] = text.split('/');
  const family = isIP(address);
  if (family === 0 || rest.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}
