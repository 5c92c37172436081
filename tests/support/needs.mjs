/**
 * Finds what the tests need beside npm packages: a Chromium, PostgreSQL's programs, an MQTT broker and a reader of PDF. Installs them where it may (root with apt-get), otherwise
 * says in one line what to install. As a program it prints `{"chromium": …, "postgresBin": …, "mosquitto": …, "pdftotext": …}`.
 */
import { spawnSync } from 'node:child_process';
import { accessSync, constants, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** @param {readonly string[]} names */
function findOnPath(names) {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter(Boolean);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

function findChromium() {
  const named = process.env['CHROMIUM'];
  if (named) return isExecutable(named) ? named : undefined;
  return (
    findOnPath(['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']) ??
    [
      '/usr/bin/chromium',
      '/snap/bin/chromium',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    ].find(isExecutable)
  );
}

/** @param {string} folder */
function listFolders(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function findPostgresBin() {
  const versions = listFolders('/usr/lib/postgresql').sort((a, b) => Number(b) - Number(a));
  const folders = [
    ...versions.map((version) => `/usr/lib/postgresql/${version}/bin`),
    '/opt/homebrew/opt/postgresql/bin',
    '/usr/local/opt/postgresql/bin',
    ...(process.env['PATH'] ?? '').split(delimiter),
  ];
  return folders.find(
    (folder) => isExecutable(join(folder, 'initdb')) && isExecutable(join(folder, 'postgres')),
  );
}

function findMosquitto() {
  const folders = ['/usr/sbin', '/usr/local/sbin', '/opt/homebrew/sbin'];
  return findOnPath(['mosquitto']) ?? folders.map((folder) => join(folder, 'mosquitto')).find(isExecutable);
}

function findNeeds() {
  return {
    chromium: findChromium(),
    postgresBin: findPostgresBin(),
    mosquitto: findMosquitto(),
    pdftotext: findOnPath(['pdftotext']),
  };
}

/** @param {Record<'chromium' | 'postgresBin' | 'mosquitto' | 'pdftotext', string | undefined>} found */
function listMissing(found) {
  const packages = {
    chromium: 'chromium',
    postgresBin: 'postgresql',
    mosquitto: 'mosquitto',
    pdftotext: 'poppler-utils',
  };
  return Object.entries(packages).flatMap(([key, name]) =>
    found[/** @type {keyof typeof packages} */ (key)] ? [] : [name],
  );
}

/** @param {readonly string[]} packages */
function install(packages) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const stdio = /** @type {const} */ (['ignore', 2, 2]);
  spawnSync('apt-get', ['update', '-qq'], { env, stdio });
  spawnSync('apt-get', ['install', '-y', '-qq', ...packages], { env, stdio });
}

let found = findNeeds();
if (listMissing(found).length > 0 && process.getuid?.() === 0 && findOnPath(['apt-get'])) {
  install(listMissing(found));
  found = findNeeds();
}
const missing = listMissing(found);
if (missing.length > 0) {
  console.error(
    `The tests need ${missing.join(', ')}: install with your package manager, for instance "apt-get install -y ${missing.join(' ')}".`,
  );
  process.exit(1);
}
console.log(JSON.stringify(found));
