import type { ServerMode } from '#shared/protocol/live.ts';

/** Word of a drill, the same in both languages. */
export const drillWord = 'LATIHAN';

const icon =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 40 40'%3E%3Crect width='40' height='40' fill='%23c9a2ff'/%3E%3Cpath d='M13 7v25h16' fill='none' stroke='%23150c24' stroke-width='7'/%3E%3C/svg%3E";

/** Puts the whole page into the look of its server: styles go by the attribute, the tab of a drill has another icon. */
export function markMode(mode: ServerMode): void {
  document.documentElement.dataset['mode'] = mode;
  if (mode !== 'drill') return;
  document.querySelector('link[rel="icon"]')?.setAttribute('href', icon);
  // A page that was titled before its server was known.
  if (!document.title.startsWith(drillWord)) document.title = toTabTitle(document.title);
}

/** Title of the tab; a drill's says so first. */
export function toTabTitle(title: string): string {
  return document.documentElement.dataset['mode'] === 'drill' ? `${drillWord} · ${title}` : title;
}
