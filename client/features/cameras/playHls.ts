/// <reference path="./hlsLight.d.ts" />
/** Ways in which a stream tells that it will not play. */
export interface StreamEnds {
  onFail(): void;
  /** What plays has an end: somebody's recording, not what happens now. */
  onRecording(): void;
}

/** Begins to play a stream in a muted video; returns its stop, which leaves nothing running. */
export async function playHls(
  video: HTMLVideoElement,
  url: string,
  { onFail, onRecording }: StreamEnds,
): Promise<() => void> {
  video.muted = true;
  const { default: Hls } = await import('hls.js/light');
  if (!Hls.isSupported()) return playNative(video, url, { onFail, onRecording });
  // Its worker would come from a blob, which our policy keeps out.
  const hls = new Hls({ enableWorker: false, maxBufferLength: 20, backBufferLength: 0 });
  hls.on(Hls.Events.ERROR, (_event, { fatal }) => {
    if (fatal) onFail();
  });
  hls.on(Hls.Events.LEVEL_LOADED, (_event, { details }) => {
    if (!details.live) onRecording();
  });
  hls.attachMedia(video);
  hls.loadSource(url);
  play(video);
  return () => hls.destroy();
}

function playNative(video: HTMLVideoElement, url: string, { onFail, onRecording }: StreamEnds): () => void {
  const look = (): void => {
    if (Number.isFinite(video.duration)) onRecording();
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
