import { useEffect, useState } from 'react';
import { type CameraSignal, type CameraState, toRetryMs } from '../../lib/cameraState.ts';
import { readSnapshot, type Snapshot } from './readSnapshot.ts';

interface SnapshotParts {
  readonly url: string;
  readonly refreshSeconds: number;
  readonly signal: (kind: CameraSignal['kind']) => CameraState;
}

const lookMs = 1_000;

/** Reads a picture again and again while it is on screen; gives the address of the last one, null before the first. */
export function useSnapshot({ url, refreshSeconds, signal }: SnapshotParts): string | null {
  const [src, setSrc] = useState<string | null>(null);
  useEffect(() => {
    const stopper = new AbortController();
    let last: Snapshot | null = null;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const take = (snapshot: Snapshot): void => {
      if (last) release(last);
      last = snapshot;
      setSrc(snapshot.src);
      signal(toKind(snapshot));
    };
    const read = async (): Promise<void> => {
      let pauseMs = refreshSeconds * 1_000;
      try {
        const isOpaque = last !== null && last.bytes === null;
        const snapshot = await readSnapshot(url, last, { stopped: stopper.signal, isOpaque });
        if (stopper.signal.aborted) return release(snapshot);
        take(snapshot);
      } catch {
        if (stopper.signal.aborted) return;
        const { failures } = signal('fail');
        pauseMs = Math.max(toRetryMs(failures), failures > 1 ? pauseMs : 0);
      }
      timer = setTimeout(() => void read(), pauseMs);
    };
    void read();
    const looking = setInterval(() => signal('tick'), lookMs);
    return () => {
      stopper.abort();
      clearTimeout(timer);
      clearInterval(looking);
      if (last) release(last);
      setSrc(null);
    };
  }, [url, refreshSeconds, signal]);
  return src;
}

function toKind({ bytes, isNew }: Snapshot): CameraSignal['kind'] {
  if (bytes === null) return 'opaque';
  if (isNew === null) return 'first';
  return isNew ? 'moved' : 'same';
}

function release({ src }: Snapshot): void {
  if (src.startsWith('blob:')) URL.revokeObjectURL(src);
}
