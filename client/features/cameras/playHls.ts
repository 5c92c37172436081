/// <reference path="./hlsLight.d.ts" />
/** What a stream tells of itself. */
export interface StreamSigns {
  onFail(): void;
  /** Its playlist grew since it was first read: what plays is not what an encoder that stopped had left behind. */
  onGrowth(): void;
  /** What plays has an end: somebody's recording, not what happens now. */
  onRecording(): void;
}

/** Begins to play a stream in a muted video; returns its stop, which leaves nothing running. */
export async function playHls(
  video: HTMLVideoElement,
  url: string,
  { onFail, onGrowth, onRecording }: StreamSigns,
): Promise<() => void> {
  video.muted = true;
  const { default: Hls } = await import('hls.js/light');
  if (!Hls.isSupported()) return playNative(video, url, { onFail, onGrowth, onRecording });
  // Its worker would come from a blob, which our policy keeps out.
  const hls = new Hls({ enableWorker: false, maxBufferLength: 20, backBufferLength: 0 });
  hls.on(Hls.Events.ERROR, (_event, { fatal }) => {
    if (fatal) onFail();
  });
  let firstEnd: number | null = null;
  hls.on(Hls.Events.LEVEL_LOADED, (_event, { details }) => {
    if (!details.live) return onRecording();
    firstEnd ??= details.endSN;
    if (details.endSN > firstEnd) onGrowth();
  });
  hls.attachMedia(video);
  hls.loadSource(url);
  play(video);
  return () => hls.destroy();
}

/** A browser that plays streams by itself does not show their playlists: that the picture moves has to do. */
function playNative(
  video: HTMLVideoElement,
  url: string,
  { onFail, onGrowth, onRecording }: StreamSigns,
): () => void {
  const look = (): void => {
    if (Number.isFinite(video.duration)) onRecording();
    else onGrowth();
  };
  video.addEventListener('error', onFail);
  video.addEventListener('durationchange', look);
  video.src = url;
  play(video);
  return () => {
    video.removeEventListener('error', onFail);
    video.removeEventListener('durationchange', look);
    video.removeAttribute('src');
    video.load();
  };
}

/** A video that may not begin yet begins when its first picture is there; whether it moves is watched elsewhere. */
function play(video: HTMLVideoElement): void {
  video.autoplay = true;
  video.play().catch(() => undefined);
}
