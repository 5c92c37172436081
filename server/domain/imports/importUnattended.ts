import type { AgencyCode } from '#shared/model/ids.ts';
import type { ImportFault } from '#shared/model/importFile.ts';
import { toImportSentence } from '#shared/protocol/importTexts.ts';
import { toProblemFault } from '#shared/protocol/problem.ts';
import type { Actor } from '../people/actor.ts';
import type { CommitOutcome, ImportCase, Imports } from './createImports.ts';

/** A file that nobody stands beside: it was laid into a folder. */
export interface UnattendedFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  /** SHA-256 of the bytes, hex. */
  readonly hash: string;
  readonly agency: AgencyCode;
}

/** What became of it, with what its owner should read, line by line in Indonesian. */
export type UnattendedOutcome =
  | {
      readonly kind: 'done';
      readonly recorded: number;
      readonly duplicates: number;
      readonly lines: readonly string[];
    }
  | { readonly kind: 'refused'; readonly code: string; readonly lines: readonly string[] };

const maxLines = 100;
const byHand = 'Berkas ini menunggu di menu Impor; selesaikan di sana.';

/** Stores a file whose form was used before and in which nothing needs a person's word; nothing of any other. Throws `StoreUnavailableError`. */
export async function importUnattended(
  imports: Pick<Imports, 'open' | 'list' | 'commit'>,
  file: UnattendedFile,
  by: Actor,
): Promise<UnattendedOutcome> {
  const known = (await imports.list(file.agency)).find(
    ({ body }) => body.hash === file.hash && body.state === 'committed',
  );
  if (known) {
    const duplicates = known.body.result?.recorded ?? 0;
    const lines = [
      `Berkas yang sama sudah diimpor sebagai ${known.body.name}. Tidak ada yang disimpan lagi.`,
    ];
    return { kind: 'done', recorded: 0, duplicates, lines };
  }
  const opened = await imports.open(file, by);
  if (!('id' in opened)) return refuse('file', opened.faults.map(tell));
  return commitCase(imports, opened, by);
}

async function commitCase(
  imports: Pick<Imports, 'commit'>,
  { id, layout, recognised, reading, digest, rows }: ImportCase,
  by: Actor,
): Promise<UnattendedOutcome> {
  if (!layout || !recognised) {
    const lines = ['Bentuk berkas ini belum pernah dipakai, jadi isinya belum dapat dipastikan.', byHand];
    return refuse('layout', lines);
  }
  if (reading.faults.length > 0) return refuse('faulty', [...reading.faults.map(tell), byHand]);
  if (rows.length === 0) return refuse('empty', ['Tidak ada angka di berkas ini.']);
  const outcome = await imports.commit(id, { layout, digest, way: 'folder' }, by);
  return toOutcome(outcome);
}

function toOutcome(outcome: CommitOutcome | null): UnattendedOutcome {
  switch (outcome?.kind) {
    case 'recorded': {
      const { recorded, duplicates } = outcome.receipt;
      const lines = [`${recorded} angka tersimpan, ${duplicates} sudah ada.`];
      return { kind: 'done', recorded, duplicates, lines };
    }
    case 'reason-needed':
      return refuse('reason', [
        'Ada angka yang tidak biasa atau mengubah yang sudah ada: perlu alasan.',
        byHand,
      ]);
    case 'faulty':
      return refuse('faulty', [...outcome.faults.map(tell), byHand]);
    case 'forbidden':
    case 'invalid':
      return refuse(
        outcome.kind,
        outcome.faults.map((fault) => `${fault.pointer} ${toProblemFault(fault, 'id').message}`),
      );
    default:
      return refuse('changed', ['Berkas ini berubah selagi diimpor.', byHand]);
  }
}

function refuse(code: string, lines: readonly string[]): UnattendedOutcome {
  return { kind: 'refused', code, lines: lines.slice(0, maxLines) };
}

function tell(fault: ImportFault): string {
  return toImportSentence(fault, 'id');
}
