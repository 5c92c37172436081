/** Why a page opens itself again. */
export type ReloadCause = 'version' | 'build' | 'chunk' | 'astray' | 'asked';

/** One reload that took place; kept over reloads. Epoch milliseconds of the screen. */
export interface Reload {
  readonly at: number;
  readonly cause: ReloadCause;
}

/** `wait` for so long and ask again; `safe`: too many in a short time, so stay and say why until the window has passed. */
export type ReloadVerdict =
  | { readonly kind: 'reload'; readonly history: readonly Reload[] }
  | { readonly kind: 'wait' | 'safe'; readonly ms: number };

const spacingMs = 60_000;
const windowMs = 600_000;
const mostInWindow = 3;

/** Whether a page may open itself again: at most once in 60 s and three times in ten minutes, so that it never goes round in circles. */
export function judgeReload(history: readonly Reload[], cause: ReloadCause, now: number): ReloadVerdict {
  const recent = history.filter(({ at }) => at <= now && now - at < windowMs);
  const [oldest] = recent;
  if (oldest && recent.length >= mostInWindow) return { kind: 'safe', ms: oldest.at + windowMs - now };
  const last = recent.at(-1);
  if (last && now - last.at < spacingMs) return { kind: 'wait', ms: last.at + spacingMs - now };
  return { kind: 'reload', history: [...recent, { at: now, cause }] };
}

/** Reads the history as `sessionStorage` keeps it; what cannot be read counts as none. */
export function parseReloads(text: string | null): Reload[] {
  try {
    const kept: unknown = JSON.parse(text ?? '[]');
    if (!Array.isArray(kept)) return [];
    return kept.filter(
      (one): one is Reload => typeof one === 'object' && one !== null && Number.isFinite(one.at),
    );
  } catch {
    return [];
  }
}
