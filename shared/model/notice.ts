import { z } from 'zod';

/** What an agency is told in the app. `rejected`: a figure was turned down; `reminder`: figures fall due. */
export const noticeSchema = z.object({
  id: z.string(),
  kind: z.enum(['rejected', 'reminder']),
  at: z.string(),
  /** What the screen puts into words. */
  params: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  read: z.boolean(),
});
export type Notice = z.infer<typeof noticeSchema>;
