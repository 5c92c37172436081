import { z } from 'zod';
import {
  type ImportLayout,
  type ImportView,
  importSummarySchema,
  importViewSchema,
} from '#shared/model/importFile.ts';
import { obligationsSchema } from '#shared/model/obligation.ts';
import {
  type Evidence,
  evidenceSchema,
  type FormView,
  formViewSchema,
  type SubmissionReceipt,
  type SubmissionRequest,
  submissionReceiptSchema,
} from '#shared/model/submission.ts';
import { ask } from './request.ts';

const files = z.object({ items: z.array(importSummarySchema) });
const receipt = z.object({ recorded: z.number(), duplicates: z.number(), held: z.number() });
const undone = z.object({ restored: z.number(), withdrawn: z.number() });

function toQuery(params: Readonly<Record<string, string | null>>): string {
  const given = Object.entries(params).filter((pair): pair is [string, string] => pair[1] !== null);
  return given.length > 0 ? `?${new URLSearchParams(given)}` : '';
}

/** What an agency owes; null for one's own. */
export const fetchObligations = (agency: string | null): Promise<z.infer<typeof obligationsSchema>> =>
  ask(`/api/v1/input/obligations${toQuery({ agency })}`, { schema: obligationsSchema });

/** One indicator in one period. */
export const fetchForm = (indicator: string, period: string): Promise<FormView> =>
  ask(`/api/v1/input/form${toQuery({ indicator, period })}`, { schema: formViewSchema });

/** Sends a person's form; the same key is stored once, however often it is sent. */
export const sendSubmission = (body: SubmissionRequest, person: string): Promise<SubmissionReceipt> =>
  ask('/api/v1/input/submissions', { method: 'POST', body, person, schema: submissionReceiptSchema });

/** Attaches a file to an agency's figures; as this person alone, where one is named. */
export const sendEvidence = (
  file: { name: string; blob: Blob },
  agency: string,
  person?: string,
): Promise<Evidence> =>
  ask(`/api/v1/input/evidence${toQuery({ name: file.name, agency })}`, {
    method: 'POST',
    bytes: file.blob,
    person,
    schema: evidenceSchema,
  });

/** Drops a spreadsheet. */
export const dropFile = (file: File, agency: string | null): Promise<ImportView> =>
  ask(`/api/v1/input/files${toQuery({ name: file.name, agency })}`, {
    method: 'POST',
    bytes: file,
    schema: importViewSchema,
  });

/** Files that were dropped, newest first. */
export const fetchFiles = async (agency: string | null): Promise<z.infer<typeof files>['items']> =>
  (await ask(`/api/v1/input/files${toQuery({ agency })}`, { schema: files })).items;

/** A dropped file as it is read now. */
export const fetchFile = (id: string): Promise<ImportView> =>
  ask(`/api/v1/input/files/${id}`, { schema: importViewSchema });

/** Reads a file by another layout. */
export const previewFile = (id: string, layout: ImportLayout): Promise<ImportView> =>
  ask(`/api/v1/input/files/${id}/preview`, { method: 'POST', body: { layout }, schema: importViewSchema });

/** Stores a file whole, or nothing of it. */
export const commitFile = (
  id: string,
  body: { layout: ImportLayout; digest: string; reason?: string },
): Promise<z.infer<typeof receipt>> =>
  ask(`/api/v1/input/files/${id}/commit`, { method: 'POST', body, schema: receipt });

/** Takes a stored file back. */
export const undoFile = (id: string, reason: string): Promise<z.infer<typeof undone>> =>
  ask(`/api/v1/input/files/${id}/undo`, { method: 'POST', body: { reason }, schema: undone });
