// The closed lists of the model, apart from the schemas: a wall needs these words, not the schema library.

/** The six pillars in the ministry's order (DOMAIN section 1). The order is part of the meaning: screens keep it. */
export const pillarIds = ['governance', 'branding', 'economy', 'living', 'society', 'environment'] as const;

/** Levels of area an indicator can be given for. */
export const areaLevels = ['regency', 'kecamatan', 'village'] as const;

/** Languages of the screens; Indonesian is the default. */
export const languages = ['id', 'en'] as const;

/** Status of a value against the bands of its threshold; `none` where nothing with a legal source can colour it. */
export const statuses = ['none', 'normal', 'watch', 'bad'] as const;

/** Where a value comes from: sensor, agency, statistics office, model, our formula, simulation. */
export const origins = ['measured', 'reported', 'published', 'estimated', 'derived', 'simulated'] as const;

/** How far a value can be trusted; `bad` is kept in history, drawn apart and never counted. */
export const qualities = ['good', 'uncertain', 'bad'] as const;

/** Where a value stands with the walidata; `restated` replaced an earlier value of the same instant. */
export const verifications = ['provisional', 'verified', 'restated'] as const;

/** What happened: weather warning, earthquake, flood report. Alarms are another thing (they have a life-cycle of their own). */
export const eventKinds = ['warning', 'quake', 'flood-report'] as const;

/** Severity as CAP 1.2 names it; quakes and reports map onto it in their feed. */
export const eventSeverities = ['extreme', 'severe', 'moderate', 'minor', 'unknown'] as const;

/**
 * State of a link: `up` answers, `degraded` answers late or partly, `down` does not, `off` is switched off by configuration or
 * has no credentials, `waiting` has not been tried since the start.
 */
export const linkStates = ['up', 'degraded', 'down', 'off', 'waiting'] as const;

/** What raises an alarm: a limit, a weather warning, an earthquake, silence of something that should speak, a person. */
export const alarmKinds = ['limit', 'warning', 'quake', 'silence', 'manual'] as const;

/** How bad it is for people and service, whatever there is to do about it. */
export const alarmSeverities = ['critical', 'major', 'minor'] as const;

/** How soon an operator has to act (ISA-18.2: set apart from severity), most urgent first. */
export const alarmPriorities = ['urgent', 'high', 'medium', 'low'] as const;

/**
 * States of the alarm life-cycle (ISA-18.2, figure 2): `returned` is returned to normal but unacknowledged; `shelved` always has an
 * end; `suppressed` is by design, while another alarm explains it; `out-of-service` is for maintenance.
 */
export const alarmStates = [
  'normal',
  'unacknowledged',
  'acknowledged',
  'returned',
  'shelved',
  'suppressed',
  'out-of-service',
] as const;

/** Which kind of server this is: a screen of a `demo` says SIMULASI, of a `test` stand-in UJI, of a `drill` LATIHAN. */
export const serverModes = ['live', 'demo', 'test', 'drill'] as const;

/**
 * Roles of people. `agency-operator` belongs to one agency and feeds its figures; `verifier` is the walidata (Perpres 39/2019);
 * `operator` watches the room; `presenter` leads a session; `admin` keeps people and settings.
 */
export const roles = ['viewer', 'agency-operator', 'verifier', 'operator', 'presenter', 'admin'] as const;

/** Who sees the console: operators; officials look on. */
export const watchingRoles: readonly (typeof roles)[number][] = ['operator', 'presenter', 'admin'];

/** Who acts at the console. */
export const operatingRoles: readonly (typeof roles)[number][] = ['operator', 'admin'];

/** Who leads sessions of officials. */
export const leadingRoles: readonly (typeof roles)[number][] = ['presenter', 'admin'];
/** Who keeps what officials work with: agreements, assistance, evaluations. */
export const reviewingRoles: readonly (typeof roles)[number][] = ['verifier', 'presenter', 'admin'];

/** The ways in which a figure comes in. */
export const waysIn = [
  'api',
  'form',
  'file',
  'mqtt',
  'ngsi-ld',
  'sensorthings',
  'webhook',
  'folder',
  'feed',
  'pack',
] as const;

/** What an API token may do. */
export const tokenScopes = ['readings:write', 'readings:read'] as const;

/** Scenes that a wall can show. */
export const wallScenes = ['ikhtisar', 'pilar', 'peta', 'alarm', 'kamera', 'program'] as const;

/** Panels of each scene that can be left out; what is not named here belongs to the scene always. */
export const wallPanels = {
  ikhtisar: ['map', 'attention', 'stream', 'ribbon'],
  pilar: ['map', 'ranking', 'history', 'programmes', 'late', 'ribbon'],
  peta: ['ranking', 'events', 'ribbon'],
  alarm: ['ribbon'],
  kamera: ['ribbon'],
  program: ['money', 'list', 'ribbon'],
} as const satisfies Record<(typeof wallScenes)[number], readonly string[]>;

/** How a scene is laid out: as the screen's shape asks, or with the map first and large. */
export const wallLayouts = ['standard', 'map-first'] as const;

/** How an operator's message on a wall is meant. */
export const wallTones = ['info', 'watch', 'bad'] as const;

/**
 * State of a paired wall as the desk sees it. `live` paints what the server holds; `catching-up` and `cut` are the wall's own link;
 * `stuck` still speaks but paints no more; `astray` holds other figures than the server; `gone` has just lost its connection; `dead`
 * has been silent for too long; `off` is not expected: not set up yet, or not watched.
 */
export const wallStates = ['live', 'catching-up', 'cut', 'stuck', 'astray', 'gone', 'dead', 'off'] as const;

/** What the server says to a proof: the same state, another one, or one that it can no longer compare. */
export const proofVerdicts = ['same', 'different', 'unknown'] as const;
