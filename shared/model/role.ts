import { z } from 'zod';
import { roles } from './lists.ts';

/** One of `roles`: what a signed-in person is to the command centre. */
export const roleSchema = z.enum(roles);
export type Role = z.infer<typeof roleSchema>;
