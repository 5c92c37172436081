import type { Settings } from '../config/settings.ts';

/** What of the surrounding environment programs need to run; nothing of it leads anywhere. */
const kept = [
  'PATH',
  'HOME',
  'TMPDIR',
  'TEMP',
  'TMP',
  'TZ',
  'LANG',
  'LC_ALL',
  'NODE_ENV',
  'SystemRoot',
  'ComSpec',
];

/** What decides a drill's environment. */
export interface DrillEnvParts {
  readonly settings: Pick<
    Settings,
    'host' | 'drillPort' | 'drillUrl' | 'regionDir' | 'trustProxy' | 'viewing' | 'logLevel'
  >;
  readonly dataDir: string;
}

/**
 * Environment of a drill's server: built from what is named here, never by leaving out, so that a setting nobody thought of cannot reach
 * it. It has no database, broker, mail, single sign-on, webhook, folder or feed of the real server, and no secret of it.
 */
export function buildDrillEnv(
  around: Readonly<Record<string, string | undefined>>,
  { settings, dataDir }: DrillEnvParts,
): Record<string, string> {
  const base = Object.fromEntries(
    kept.flatMap((key) => (around[key] === undefined ? [] : [[key, around[key]]])),
  ) as Record<string, string>;
  const { host, drillPort, drillUrl, regionDir, trustProxy, viewing, logLevel } = settings;
  return {
    ...base,
    PORT: String(drillPort),
    HOST: host,
    DATA_DIR: dataDir,
    REGION_DIR: regionDir,
    FEEDS: 'off',
    METRICS: 'off',
    VIEWING: viewing,
    LOG_LEVEL: logLevel,
    ...(drillUrl ? { PUBLIC_URL: drillUrl } : {}),
    ...(drillUrl && trustProxy.length > 0 ? { TRUST_PROXY: trustProxy.join(',') } : {}),
  };
}
