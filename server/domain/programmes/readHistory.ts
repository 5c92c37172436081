import type { ProgrammeChangeLine } from '#shared/model/budget.ts';
import type { AuditEntry, AuditStore } from '../audit/auditStore.ts';
import type { Entry } from './programmeBook.ts';

/** What happened to a programme, newest first. */
export interface ProgrammeHistory {
  read(entry: Pick<Entry, 'id' | 'files'>): Promise<ProgrammeChangeLine[]>;
}

const maxLines = 50;

/** Reads it from the audit: changes of its own, and imports that touched it. */
export function createProgrammeHistory(
  store: Pick<AuditStore, 'listAudit'>,
  filesOf: (id: string) => readonly string[],
): ProgrammeHistory {
  const list = (subject: string, limit: number) =>
    store.listAudit({ subject, action: 'programme.', ofReadings: false, limit });
  return {
    async read({ id, files }) {
      const all = [...new Set([...files, ...filesOf(id)])];
      const imports = await Promise.all(all.map((file) => list(file, 1)));
      const own = await list(id, maxLines);
      return [...own, ...imports.flat()]
        .sort((a, b) => b.n - a.n)
        .slice(0, maxLines)
        .map(toLine);
    },
  };
}

const kinds: Readonly<Record<string, ProgrammeChangeLine['kind']>> = {
  'programme.add': 'added',
  'programme.change': 'changed',
  'programme.money': 'money',
  'programme.import': 'import',
};

function toLine({ at, label, action, before, after }: AuditEntry): ProgrammeChangeLine {
  const kind = kinds[action] ?? 'changed';
  const { year, file } = toObject(after);
  return {
    at,
    by: label,
    kind,
    parts: kind === 'changed' || kind === 'money' ? listChanged(toObject(before), toObject(after)) : [],
    year: typeof year === 'number' && kind === 'money' ? year : null,
    file: typeof file === 'string' && kind === 'import' ? file : null,
  };
}

function toObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Readonly<Record<string, unknown>>) : {};
}

function listChanged(
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): string[] {
  const names = Object.keys(after).filter((name) => name !== 'year');
  return names.filter((name) => JSON.stringify(before[name] ?? null) !== JSON.stringify(after[name] ?? null));
}
