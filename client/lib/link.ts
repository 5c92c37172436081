/** `connecting` before the first answer, `catching-up` when frames are missing, `cut` when nothing came for `cutAfterMs`. */
export type LinkToServer = 'connecting' | 'live' | 'catching-up' | 'cut';
