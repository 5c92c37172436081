import { z } from 'zod';
import type { languages } from './lists.ts';

/** One of the languages of the screens. */
export type Language = (typeof languages)[number];

/** A text in both languages. `id` is always there; English falls back to it where a pack gives none. */
export const localisedSchema = z.object({ id: z.string().min(1).max(600), en: z.string().min(1).max(600) });
export type Localised = z.infer<typeof localisedSchema>;

/** Where a figure, limit or shape comes from. `key` resolves in the region's sources; `label` is what a screen prints. */
export const sourceSchema = z.object({
  key: z.string().min(1).max(64),
  label: z.string().min(1).max(200),
  url: z.string().max(500).optional(),
});
export type Source = z.infer<typeof sourceSchema>;
