import { z } from 'zod';
import type { Camera } from '#shared/model/camera.ts';
import { agencyCodeSchema, areaCodeSchema } from '#shared/model/ids.ts';

const name = z
  .strictObject({ id: z.string().min(1).max(80), en: z.string().min(1).max(80).optional() })
  .transform(({ id, en }) => ({ id, en: en ?? id }));

/** Every screen is told the address: a password in it would be told to every screen. */
const url = z
  .string()
  .max(500)
  .refine(isCameraUrl, { error: 'must be an http or https address without user, password or #' });

const common = {
  id: z
    .string()
    .max(40)
    .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/),
  name,
  area: areaCodeSchema,
  point: z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]),
  url,
  owner: agencyCodeSchema,
  /** Nothing is public that nobody called so. */
  public: z.boolean().default(false),
};

/** An entry of `cameras.json`. Unknown keys are refused; MJPEG is none of the kinds: it holds a connection for every screen. */
export const cameraEntrySchema: z.ZodType<Camera> = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('hls'), ...common, refreshSeconds: z.null().default(null) }),
    z.strictObject({
      kind: z.literal('snapshot'),
      ...common,
      refreshSeconds: z.number().int().min(2).max(3_600).default(10),
    }),
  ],
  { error: 'must be "hls" or "snapshot"' },
);

function isCameraUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, username, password, hash } = new URL(text);
  return /^https?:$/.test(protocol) && username === '' && password === '' && hash === '';
}
