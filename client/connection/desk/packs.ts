import {
  type NewPack,
  type PackAnswer,
  type PackCheck,
  type PackFileKind,
  type PackList,
  type PackSummary,
  packAnswerSchema,
  packCheckSchema,
  packListSchema,
  packSummarySchema,
} from '#shared/model/pack.ts';
import { ask } from './request.ts';

const path = '/api/v1/packs';

/** Evidence packs, newest first. */
export const fetchPacks = (): Promise<PackList> => ask(path, { schema: packListSchema });

/** One pack as it was frozen. */
export const fetchPack = (id: string): Promise<PackAnswer> =>
  ask(`${path}/${encodeURIComponent(id)}`, { schema: packAnswerSchema });

/** Freezes what is shown now; the same key gives the same pack. */
export const freezePack = (body: NewPack): Promise<PackSummary> =>
  ask(path, { method: 'POST', body, schema: packSummarySchema });

/** Asks whether a file is one of ours. */
export const checkFile = (bytes: Blob): Promise<PackCheck> =>
  ask(`${path}/check`, { method: 'POST', bytes, schema: packCheckSchema });

/** Asks the same of a hash that somebody read off a page. */
export const checkHash = (hash: string): Promise<PackCheck> =>
  ask(`${path}/check?${new URLSearchParams({ hash })}`, { schema: packCheckSchema });

/** Address of a file of a pack. */
export const toPackFile = (id: string, kind: PackFileKind): string =>
  `${path}/${encodeURIComponent(id)}/files/${kind}`;
