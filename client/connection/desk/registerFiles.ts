import { z } from 'zod';
import {
  type RegisterFile,
  type RegisterForm,
  type RegisterLayout,
  type RegisterView,
  registerFileSchema,
  registerViewSchema,
} from '#shared/model/registerImport.ts';
import { ask } from './request.ts';

const path = '/api/v1/programmes/files';
const files = z.object({ items: z.array(registerFileSchema) });

/** Drops a spreadsheet of programmes or money; an agency of null is every one that the file names. */
export function dropRegisterFile(
  file: File,
  { form, agency }: { form: RegisterForm; agency: string | null },
): Promise<RegisterView> {
  const query = new URLSearchParams({ form, name: file.name, ...(agency === null ? {} : { agency }) });
  return ask(`${path}?${query}`, { method: 'POST', bytes: file, schema: registerViewSchema });
}

/** Files that were dropped, newest first. */
export const fetchRegisterFiles = async (): Promise<readonly RegisterFile[]> =>
  (await ask(path, { schema: files })).items;

/** A dropped file as it is read now. */
export const fetchRegisterFile = (id: string): Promise<RegisterView> =>
  ask(`${path}/${encodeURIComponent(id)}`, { schema: registerViewSchema });

/** Reads a file by another layout. */
export const previewRegisterFile = (id: string, layout: RegisterLayout): Promise<RegisterView> =>
  ask(`${path}/${encodeURIComponent(id)}/preview`, {
    method: 'POST',
    body: { layout },
    schema: registerViewSchema,
  });

/** Stores a file whole, or nothing of it. */
export const commitRegisterFile = (
  id: string,
  body: { layout: RegisterLayout; digest: string },
): Promise<RegisterFile> =>
  ask(`${path}/${encodeURIComponent(id)}/commit`, { method: 'POST', body, schema: registerFileSchema });
