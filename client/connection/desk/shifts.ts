import { z } from 'zod';
import {
  type CrewChange,
  type HandoverSign,
  type ShiftEntry,
  type ShiftList,
  type ShiftView,
  shiftListSchema,
  shiftViewSchema,
} from '#shared/model/shift.ts';
import { ask } from './request.ts';

const path = '/api/v1/shifts';

/** What the shift page needs of a wall: whether there is a picture of it. */
const pictured = z.object({
  items: z.array(z.object({ name: z.string(), title: z.string(), pictureAt: z.number().nullable() })),
});
export type PicturedWall = z.infer<typeof pictured>['items'][number];

const post = (to: string, body: unknown): Promise<ShiftView> =>
  ask(`${path}${to}`, { method: 'POST', body, schema: shiftViewSchema });
const toPath = (id: string): string => `/${encodeURIComponent(id)}`;

/** Who is on duty, and the last shifts. */
export const fetchShifts = (): Promise<ShiftList> => ask(path, { schema: shiftListSchema });

/** One shift with its log and handover. */
export const fetchShift = (id: string): Promise<ShiftView> =>
  ask(`${path}${toPath(id)}`, { schema: shiftViewSchema });

/** Starts a shift with oneself as its lead. */
export const startShift = (name: string): Promise<ShiftView> => post('', { name });

/** Writes a line; the same key is one line, however often it is sent. */
export const writeEntry = (id: string, entry: ShiftEntry): Promise<ShiftView> =>
  post(`${toPath(id)}/entries`, entry);

/** Writes a line with a picture. */
export const attachPicture = (
  id: string,
  { text, key }: { text: string; key: string },
  bytes: Blob,
): Promise<ShiftView> =>
  ask(`${path}${toPath(id)}/pictures?${new URLSearchParams({ text, key })}`, {
    method: 'POST',
    bytes,
    schema: shiftViewSchema,
  });

/** Address of a picture of a shift. */
export const toPictureUrl = (id: string, hash: string): string => `${path}${toPath(id)}/pictures/${hash}`;

/** Joins, leaves, or takes the lead. */
export const changeCrew = (id: string, change: CrewChange): Promise<ShiftView> =>
  post(`${toPath(id)}/crew`, change);

/** Has the handover sheet written. */
export const writeSheet = (id: string, note: string): Promise<ShiftView> =>
  post(`${toPath(id)}/handover`, { note });

/** Signs the sheet; gives the shift that is open then. */
export const signSheet = (id: string, signing: HandoverSign): Promise<ShiftView> =>
  post(`${toPath(id)}/handover/sign`, signing);

/** Walls that sent a picture of themselves; none where the server has no walls. */
export async function fetchPicturedWalls(): Promise<readonly PicturedWall[]> {
  try {
    const { items } = await ask('/api/v1/walls', { schema: pictured });
    return items.filter(({ pictureAt }) => pictureAt !== null);
  } catch {
    return [];
  }
}

/** The last picture of a wall; null where it is not there any more. */
export async function fetchWallPicture(name: string): Promise<Blob | null> {
  const answer = await fetch(`/api/v1/walls/${encodeURIComponent(name)}/picture`).catch(() => null);
  return answer?.ok ? answer.blob() : null;
}
