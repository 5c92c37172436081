import { type RefObject, useEffect } from 'react';
import { type CameraSignal, type CameraState, toRetryMs } from '../../lib/cameraState.ts';
import { playHls } from './playHls.ts';

interface HlsParts {
  readonly url: string;
  readonly video: RefObject<HTMLVideoElement | null>;
  /** Keeps the last picture of a stream that ended. */
  readonly still: RefObject<HTMLCanvasElement | null>;
  readonly signal: (kind: CameraSignal['kind']) => CameraState;
}

const lookMs = 1_000;
const tryMs = 10_000;

/** Plays a stream while the picture is on screen: looks every second whether it moves, tries again with growing pauses. */
export function useHls({ url, video, still, signal }: HlsParts): void {
  useEffect(() => {
    const element = video.current;
    if (!element) return;
    let stopStream: (() => void) | null = null;
    let retry: ReturnType<typeof setTimeout> | undefined;
    let isOver = false;
    let turn = 0;
    let seenAt = -1;
    /** Start of the try, or the last time that anything moved in it. */
    let movedAt = 0;
    let hasGrown = false;
    let wasDead = false;

    /** Keeps the picture at the moment of its death: what a later try plays is older. */
    const heed = (state: CameraState): CameraState => {
      const isDead = state.phase === 'dead';
      if (isDead && !wasDead) keepPicture(element, still.current);
      wasDead = isDead;
      return state;
    };
    const end = (kind: 'fail' | 'recording'): void => {
      const { failures } = heed(signal(kind));
      turn += 1;
      stopStream?.();
      stopStream = null;
      clearTimeout(retry);
      retry = setTimeout(start, toRetryMs(failures));
    };
    const start = (): void => {
      turn += 1;
      const own = turn;
      seenAt = -1;
      movedAt = performance.now();
      hasGrown = false;
      const once = (work: () => void) => () => {
        if (own === turn && !isOver) work();
      };
      playHls(element, url, {
        onFail: once(() => end('fail')),
        onGrowth: once(() => {
          hasGrown = true;
        }),
        onRecording: once(() => end('recording')),
      }).then(
        (stop) => {
          if (own === turn && !isOver) stopStream = stop;
          else stop();
        },
        once(() => end('fail')),
      );
    };
    const look = (): void => {
      const at = element.currentTime;
      const hasMoved = seenAt >= 0 && at > seenAt && element.readyState >= element.HAVE_CURRENT_DATA;
      seenAt = at;
      const { phase } = heed(signal(!hasMoved ? 'tick' : hasGrown ? 'moved' : 'playing'));
      if (hasMoved) {
        movedAt = performance.now();
        return;
      }
      // A dead camera that is tried again has its own ten seconds.
      if (phase === 'dead' && stopStream && performance.now() - movedAt > tryMs) end('fail');
    };
    start();
    const looking = setInterval(look, lookMs);
    return () => {
      isOver = true;
      clearInterval(looking);
      clearTimeout(retry);
      stopStream?.();
    };
  }, [url, video, still, signal]);
}

/** The picture is only drawn, never read back, so that it may come from any host. */
function keepPicture(video: HTMLVideoElement, canvas: HTMLCanvasElement | null): void {
  if (!canvas || video.videoWidth === 0) return;
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext('2d')?.drawImage(video, 0, 0);
}
