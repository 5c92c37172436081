import { describe, expect, it } from 'vitest';
import { readSettings, SettingsError } from '../../../../server/config/settings.ts';
import { buildDrillEnv } from '../../../../server/drill/drillEnv.ts';

const secret = 'kvR8wZ2pQ5mT7xLcB4nJ6hYdF3gSaU9e';

/** Every setting that leads out of the real server or into it. */
const outside = {
  DATABASE_URL: 'postgres://real/simpul',
  AUTH_SECRET: secret,
  OIDC_ISSUER: 'https://issuer.example',
  OIDC_CLIENT_ID: 'simpul',
  OIDC_CLIENT_SECRET: secret,
  SMTP_URL: 'smtp://mail.example',
  SMTP_FROM: 'a@x.id',
  MQTT_URL: 'mqtt://broker.example',
  WATCH_DIR: '/srv/in',
  HEARTBEAT_URL: 'https://ping.example/a1b2',
  AUDIT_ANCHOR_FILE: '/srv/anchor',
  WEBHOOK_SECRET_GATE: secret,
  HTTPS_PROXY: 'http://proxy.example',
  NODE_OPTIONS: '--require /srv/hook.js',
  PGPASSWORD: 'hunter2',
  SOMETHING_NEW: 'tomorrow',
} as const;

const parent = {
  ...outside,
  PATH: '/bin',
  HOME: '/root',
  TZ: 'Asia/Jakarta',
  DATA_DIR: '/srv/data',
  PORT: '3216',
};

describe('the environment of a drill', () => {
  const env = buildDrillEnv(parent, { settings: readSettings(parent), dataDir: '/srv/data/drills/a' });

  it('holds what is named and nothing else, whatever stands around it', () => {
    expect(Object.keys(env).sort()).toEqual([
      'DATA_DIR',
      'FEEDS',
      'HOME',
      'HOST',
      'LOG_LEVEL',
      'METRICS',
      'PATH',
      'PORT',
      'REGION_DIR',
      'TZ',
      'VIEWING',
    ]);
    for (const value of Object.values(outside)) expect(Object.values(env)).not.toContain(value);
    expect(env).toMatchObject({ DATA_DIR: '/srv/data/drills/a', PORT: '3217', FEEDS: 'off' });
  });

  it('makes a server that is a drill and reaches nothing', () => {
    const settings = readSettings(env, ['--drill']);
    expect(settings).toMatchObject({ mode: 'drill', feeds: false, metrics: 'off' });
    for (const key of [
      'databaseUrl',
      'oidc',
      'smtp',
      'mqttUrl',
      'watchDir',
      'heartbeatUrl',
      'feedBase',
      'authSecret',
    ] as const)
      expect(settings[key], key).toBeUndefined();
    expect(settings.webhookSecrets.size).toBe(0);
  });

  it('takes the address of the proxy along only where the drill has one of its own', () => {
    const behind = { ...parent, PUBLIC_URL: 'https://wall.example', TRUST_PROXY: '127.0.0.1' };
    const dataDir = '/srv/data/drills/a';
    expect(buildDrillEnv(behind, { settings: readSettings(behind), dataDir })).not.toHaveProperty(
      'PUBLIC_URL',
    );
    const named = { ...behind, DRILL_URL: 'https://drill.example' };
    expect(buildDrillEnv(named, { settings: readSettings(named), dataDir })).toMatchObject({
      PUBLIC_URL: 'https://drill.example',
      TRUST_PROXY: '127.0.0.1',
    });
  });
});

describe('the settings of a drill', () => {
  it.each(
    Object.entries(outside).filter(([key]) =>
      /^(DATABASE|OIDC|SMTP|MQTT|WATCH|HEARTBEAT|AUDIT|WEBHOOK)/.test(key),
    ),
  )('refuse %s, whoever starts it', (key, value) => {
    const read = () => readSettings({ FEEDS: 'off', [key]: value }, ['--drill']);
    expect(read).toThrow(SettingsError);
    expect(read).toThrow(key);
  });

  it('refuse secrets from files, a stand-in and feeds', () => {
    expect(() => readSettings({ FEEDS: 'off', MQTT_URL_FILE: 'package.json' }, ['--drill'])).toThrow(
      SettingsError,
    );
    expect(() => readSettings({ FEEDS: 'off', FEED_BASE: 'http://127.0.0.1:9' }, ['--drill'])).toThrow(
      'FEED_BASE',
    );
    expect(() => readSettings({}, ['--drill'])).toThrow('FEEDS');
  });

  it('put the drill on a port of its own', () => {
    expect(readSettings({}).drillPort).toBe(3217);
    expect(readSettings({ PORT: '0' }).drillPort).toBe(0);
    expect(readSettings({ PORT: '8080', DRILL_PORT: '9000' }).drillPort).toBe(9000);
    expect(() => readSettings({ PORT: '8080', DRILL_PORT: '8080' })).toThrow('DRILL_PORT');
    expect(() => readSettings({ DRILL_PORT: 'x' })).toThrow('DRILL_PORT');
    expect(() => readSettings({ DRILL_URL: 'https://a.example/b' })).toThrow('DRILL_URL');
  });
});
