/** A snapshot as it was read; `isNew` is null where there was none before, `bytes` where the host lets no page look at it. */
export interface Snapshot {
  readonly src: string;
  readonly bytes: Uint8Array | null;
  readonly modifiedAt: number | null;
  readonly isNew: boolean | null;
}

const timeoutMs = 10_000;
const maxBytes = 12_000_000;

/**
 * Reads a picture anew. Where the host allows it (CORS) its bytes are compared with the last ones, or its `Last-Modified` has to advance;
 * a host's `Date` says nothing of the picture. Throws where no picture came. Whoever takes `src` revokes it when it is a blob.
 */
export async function readSnapshot(
  url: string,
  before: Pick<Snapshot, 'bytes' | 'modifiedAt'> | null,
  { stopped, isOpaque }: { stopped: AbortSignal; isOpaque: boolean },
): Promise<Snapshot> {
  const fresh = new URL(url);
  fresh.searchParams.set('_', String(Date.now()));
  if (isOpaque) return loadOpaque(fresh.href, stopped);
  const signal = AbortSignal.any([stopped, AbortSignal.timeout(timeoutMs)]);
  const response = await fetch(fresh, {
    cache: 'no-store',
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    signal,
  }).catch((error: unknown) => {
    // The browser does not tell a host that is down from one that lets no page look: the picture itself decides.
    if (error instanceof TypeError) return null;
    throw error;
  });
  if (response === null) return loadOpaque(fresh.href, stopped);
  const type = response.headers.get('content-type') ?? '';
  if (!response.ok || !type.startsWith('image/')) throw new Error(`snapshot answered ${response.status}`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  if (bytes.length === 0 || bytes.length > maxBytes) throw new Error('snapshot has no sensible size');
  const modifiedAt = Date.parse(response.headers.get('last-modified') ?? '') || null;
  return {
    src: URL.createObjectURL(new Blob([bytes], { type })),
    bytes,
    modifiedAt,
    isNew: isChanged({ bytes, modifiedAt }, before),
  };
}

function isChanged(
  now: { bytes: Uint8Array; modifiedAt: number | null },
  before: Pick<Snapshot, 'bytes' | 'modifiedAt'> | null,
): boolean | null {
  if (!before?.bytes) return null;
  if (now.modifiedAt !== null && before.modifiedAt !== null && now.modifiedAt > before.modifiedAt)
    return true;
  const { bytes } = before;
  return bytes.length !== now.bytes.length || bytes.some((byte, index) => byte !== now.bytes[index]);
}

function loadOpaque(src: string, stopped: AbortSignal): Promise<Snapshot> {
  return new Promise((resolve, reject) => {
    const image = new Image();
    const settle = (work: () => void) => () => {
      clearTimeout(patience);
      stopped.removeEventListener('abort', fail);
      image.onload = null;
      image.onerror = null;
      work();
    };
    const fail = settle(() => {
      image.src = '';
      reject(new Error('snapshot not loaded'));
    });
    const patience = setTimeout(fail, timeoutMs);
    stopped.addEventListener('abort', fail);
    image.referrerPolicy = 'no-referrer';
    image.onload = settle(() => resolve({ src, bytes: null, modifiedAt: null, isNew: null }));
    image.onerror = fail;
    image.src = src;
  });
}
