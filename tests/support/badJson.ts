/** A body that is wrong for sure. */
export interface BadBody {
  readonly bytes: Uint8Array;
  readonly type: string;
  readonly encoding?: string;
  /** What was done to it, to be told where a test fails. */
  readonly how: string;
}

type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
type Path = readonly (string | number)[];
type Random = () => number;

const oddKeys = [
  'constructor',
  'prototype',
  'toString',
  'hasOwnProperty',
  '$where',
  'role',
  'agency_id',
  'verified',
  'seq',
  '',
  'a'.repeat(500),
  '\u202e\u0000',
  '<img src=x onerror=alert(1)>',
  "'; DROP TABLE reading; --",
];
const infinity = '@@infinity@@';

const pick = <Item>(random: Random, items: readonly Item[]): Item => {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
};

function listPaths(value: Json, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const inner = Object.entries(value).flatMap(([key, one]) =>
    listPaths(one, [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return [path, ...inner];
}

function readAt(value: Json, path: Path): Json {
  return path.reduce<Json>((at, key) => (at as Record<string | number, Json>)[key] ?? null, value);
}

function change(
  value: Json,
  path: Path,
  act: (holder: Record<string | number, Json>, key: string | number) => void,
): Json {
  const root = { value: structuredClone(value) } as Record<string | number, Json>;
  const whole: Path = ['value', ...path];
  const key = whole.at(-1) ?? 'value';
  act(readAt(root as Json, whole.slice(0, -1)) as Record<string | number, Json>, key);
  return root['value'] ?? null;
}

/** Something of another type than what stands there. */
function toOtherType(random: Random, value: Json): Json {
  const others: Json[] = [7, true, 'x', {}, [], [[]], null];
  const kind = (one: Json) => (one === null ? 'null' : Array.isArray(one) ? 'array' : typeof one);
  return pick(
    random,
    others.filter((other) => kind(other) !== kind(value) && (other !== null || typeof value === 'string')),
  );
}

const encode = (text: string): Uint8Array => new TextEncoder().encode(text);
const json = (how: string, text: string): BadBody => ({ how, bytes: encode(text), type: 'application/json' });

type Mutation = (random: Random, base: Json) => BadBody;

const inShape: readonly Mutation[] = [
  (random, base) => {
    const path = pick(
      random,
      listPaths(base).filter((one) => typeof one.at(-1) === 'string'),
    );
    return json(
      `without ${path.join('/')}`,
      JSON.stringify(change(base, path, (holder, key) => delete holder[key])),
    );
  },
  (random, base) => {
    const path = pick(random, listPaths(base));
    const wrong = change(base, path, (holder, key) => {
      holder[key] = toOtherType(random, holder[key] ?? null);
    });
    return json(`another type at ${path.join('/')}`, JSON.stringify(wrong));
  },
  (random, base) => {
    const isObject = (one: Json) => typeof one === 'object' && one !== null && !Array.isArray(one);
    const path = pick(
      random,
      listPaths(base).filter((one) => isObject(readAt(base, one))),
    );
    const name = pick(random, oddKeys);
    const wrong = change(base, path, (holder, key) => {
      holder[key] = { ...(holder[key] as object), [name]: pick(random, [1, 'x', null, {}]) };
    });
    return json(`a key ${JSON.stringify(name.slice(0, 20))} in /${path.join('/')}`, JSON.stringify(wrong));
  },
  (random, base) => {
    const path = pick(
      random,
      listPaths(base).filter((one) => typeof readAt(base, one) === 'string'),
    );
    const length = pick(random, [5_000, 20_000, 60_000]);
    const wrong = change(base, path, (holder, key) => {
      holder[key] = pick(random, ['x', '\u{1f3ac}', '\u0000', 'e\u0301']).repeat(length / 4);
    });
    return json(`a long text at ${path.join('/')}`, JSON.stringify(wrong));
  },
  (random, base) => {
    const path = pick(
      random,
      listPaths(base).filter((one) => typeof readAt(base, one) !== 'object'),
    );
    const wrong = change(base, path, (holder, key) => {
      holder[key] = infinity;
    });
    const huge = pick(random, ['1e999', '-1e999', `1${'0'.repeat(400)}`]);
    return json(
      `a number without end at ${path.join('/')}`,
      JSON.stringify(wrong).replace(`"${infinity}"`, huge),
    );
  },
];

const inText: readonly Mutation[] = [
  (random, base) => {
    const text = JSON.stringify(base);
    return json('cut short', text.slice(0, Math.floor(random() * (text.length - 1)) + 1));
  },
  (random, base) => {
    const text = JSON.stringify(base);
    const at = Math.floor(random() * text.length);
    return json(
      'a control character',
      `${text.slice(0, at)}${pick(random, ['\u0000', '\u0001', '\u001f'])}${text.slice(at)}`,
    );
  },
  (random, base) => {
    const bytes = encode(JSON.stringify(base));
    const tail = pick(random, [[0xff], [0xc0, 0xae], [0xed, 0xa0, 0x80], [0xf5, 0x80]]);
    return { how: 'not UTF-8', bytes: Uint8Array.from([...bytes, ...tail]), type: 'application/json' };
  },
  (random) => {
    const depth = Math.floor(random() * 10_000) + 1;
    const [open, close] = pick(random, [
      ['[', ']'],
      ['{"a":', '}'],
      ['{"readings":[', ']}'],
    ] as const);
    return json(
      `${depth} deep`,
      open.repeat(depth) + (open.startsWith('{"a') ? '1' : '') + close.repeat(depth),
    );
  },
  (random) =>
    json(
      'not an object',
      pick(random, [
        '',
        ' ',
        'null',
        '1',
        '"x"',
        '[]',
        '[null]',
        'NaN',
        'undefined',
        '-',
        "{'a':1}",
        '{"a":1,}',
        '{"a":01}',
        '{a:1}',
        '\ufeff',
      ]),
    ),
  (random, base) => {
    const type = pick(random, [
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'application/xml',
      'x',
      'application/jsonx',
    ]);
    return { ...json(`as ${type}`, JSON.stringify(base)), type };
  },
  (random, base) => {
    const encoding = pick(random, ['gzip', 'deflate', 'br', 'zstd', 'x', 'gzip, gzip']);
    return { ...json(`packed as ${encoding}`, JSON.stringify(base)), encoding };
  },
];

/** Makes one wrong body of a right one, whose keys must all be needed. */
export function makeBad(random: Random, base: Json): BadBody {
  return pick(random, random() < 0.7 ? inShape : inText)(random, base);
}

/** Where bad bodies are sent, how many, and what a good one looks like. */
export interface Target {
  readonly method: string;
  readonly path: string;
  readonly count: number;
  readonly base: Parameters<typeof makeBad>[1];
  readonly as: 'token' | 'clerk' | 'admin' | 'nobody';
  /** It may also answer with a look at something, which changes nothing. */
  readonly looks?: true;
}
