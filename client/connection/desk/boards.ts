import { z } from 'zod';
import { feedStateSchema } from '#shared/model/feedState.ts';
import { type Notice, noticeSchema } from '#shared/model/notice.ts';
import { type TimelinessBoard, timelinessBoardSchema } from '#shared/model/timeliness.ts';
import { type Trail, trailSchema } from '#shared/model/trail.ts';
import { ask } from './request.ts';

/** What a machine's link has counted since the server started. */
const linkDetail = z.object({
  received: z.number(),
  recorded: z.number(),
  duplicates: z.number(),
  refused: z.number(),
  lastRefusal: z.object({ at: z.number(), reason: z.string(), sample: z.string() }).nullable(),
});
const link = feedStateSchema.extend({ detail: linkDetail.nullable().catch(null) });
export type Link = z.infer<typeof link>;

const links = z.object({ items: z.array(link) });
const notices = z.object({ items: z.array(noticeSchema) });

/** How all agencies did with what fell due in a month, `2026-10`. */
export const fetchTimeliness = (month: string): Promise<TimelinessBoard> =>
  ask(`/api/v1/timeliness?period=${month}`, { schema: timelinessBoardSchema });

/** Every way in for data. */
export const fetchLinks = async (): Promise<readonly Link[]> =>
  (await ask('/api/v1/links', { schema: links })).items;

/** What one's agency is told, newest first. */
export const fetchNotices = async (): Promise<readonly Notice[]> =>
  (await ask('/api/v1/notices', { schema: notices })).items;

/** Marks a notice as read. */
export async function readNotice(id: string): Promise<void> {
  await ask(`/api/v1/notices/${id}/read`, { method: 'POST', body: {}, schema: z.unknown() });
}

/** The way of one figure: all of its versions. */
export const fetchTrail = ({ indicator, area, observedAt }: FigurePlace): Promise<Trail> =>
  ask(`/api/v1/trail?${new URLSearchParams({ indicator, area, observedAt })}`, { schema: trailSchema });

/** Which figure. */
export interface FigurePlace {
  readonly indicator: string;
  readonly area: string;
  /** ISO 8601. */
  readonly observedAt: string;
}
