import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readSettings, SettingsError } from '../../../../server/config/settings.ts';

describe('readSettings', () => {
  it('has a default for everything', () => {
    const settings = readSettings({});
    expect(settings).toMatchObject({
      port: 3216,
      host: '127.0.0.1',
      feeds: true,
      metrics: 'loopback',
      mode: 'live',
    });
    expect(settings.regionDir).toMatch(/server[/\\]regions[/\\]bekasi$/);
  });

  it.each([
    ['PORT', 'banana'],
    ['PORT', '70000'],
    ['FEEDS', 'perhaps'],
    ['DATABASE_URL', 'mysql://x'],
    ['PUBLIC_URL', 'ftp://x'],
    ['PUBLIC_URL', 'wall.example'],
    ['PUBLIC_URL', 'https://wall.example/simpul'],
    ['TRUST_PROXY', 'true'],
    ['TRUST_PROXY', '10.0.0.0/99'],
    ['VIEWING', 'closed'],
    ['METRICS', 'maybe'],
    ['MQTT_URL', 'http://broker'],
    ['MQTT_URL', 'mqtt://broker/path'],
    ['WEBHOOK_SECRET_GATE', 'short'],
    ['SIMPUL_COLOUR', '1'],
  ])('stops on %s=%s with one line that names it', (key, value) => {
    const read = () => readSettings({ [key]: value });
    expect(read).toThrow(SettingsError);
    expect(read).toThrow(new RegExp(`^[^\\n]*${key}[^\\n]*$`));
  });

  it('never prints a secret', () => {
    expect(() => readSettings({ DATABASE_URL: 'mysql://me:hunter2@x' })).toThrow(/^(?!.*hunter2)/);
    expect(() => readSettings({ MQTT_URL: 'http://me:hunter2@x' })).toThrow(/^(?!.*hunter2)/);
    expect(() => readSettings({ WEBHOOK_SECRET_GATE: 'hunter2' })).toThrow(/^(?!.*hunter2)/);
    expect(() => readSettings({ HEARTBEAT_URL: 'ftp://x/hunter2' })).toThrow(/^HEARTBEAT_URL: (?!.*hunter2)/);
  });

  it('reads a secret from the file that NAME_FILE names', () => {
    const folder = mkdtempSync(join(tmpdir(), 'simpul-settings-'));
    const file = join(folder, 'url');
    writeFileSync(file, 'postgres://a@b/c\n');
    expect(readSettings({ DATABASE_URL_FILE: file }).databaseUrl).toBe('postgres://a@b/c');
    expect(() => readSettings({ DATABASE_URL_FILE: join(folder, 'none') })).toThrow('DATABASE_URL_FILE');
    expect(() => readSettings({ DATABASE_URL_FILE: file, DATABASE_URL: 'postgres://x' })).toThrow(
      'DATABASE_URL',
    );
    writeFileSync(file, 'https://ping.example/a1b2\n');
    expect(readSettings({ HEARTBEAT_URL_FILE: file }).heartbeatUrl).toBe('https://ping.example/a1b2');
    const secret = 'kvR8wZ2pQ5mT7xLcB4nJ6hYdF3gSaU9e';
    writeFileSync(file, `${secret}\n`);
    const { webhookSecrets } = readSettings({ WEBHOOK_SECRET_GATE_FILE: file, WEBHOOK_SECRET_B: secret });
    expect([...webhookSecrets]).toEqual([
      ['GATE', secret],
      ['B', secret],
    ]);
    rmSync(folder, { recursive: true });
  });

  it('tells demo, test and live apart', () => {
    expect(readSettings({}, ['--demo']).mode).toBe('demo');
    expect(readSettings({ FEED_BASE: 'http://127.0.0.1:9' }).mode).toBe('test');
    expect(() => readSettings({}, ['--dmeo'])).toThrow(SettingsError);
  });

  it('takes networks of proxies', () => {
    expect(readSettings({ TRUST_PROXY: '10.0.0.0/8, ::1' }).trustProxy).toEqual(['10.0.0.0/8', '::1']);
  });
});
