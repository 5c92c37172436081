/** True where the browser can take a picture of a screen: only on pages behind TLS or on the machine itself. */
export function canGrabScreen(): boolean {
  return typeof navigator.mediaDevices?.getDisplayMedia === 'function';
}

const jpegQuality = 0.9;

/** One frame of a screen that the person chooses. Throws where it is not allowed. */
export async function grabScreen(): Promise<Blob> {
  const stream = await navigator.mediaDevices.getDisplayMedia({ video: true });
  try {
    const video = document.createElement('video');
    video.srcObject = stream;
    await video.play();
    const canvas = document.createElement('canvas');
    canvas.width = video.videoWidth;
    canvas.height = video.videoHeight;
    canvas.getContext('2d')?.drawImage(video, 0, 0);
    return await new Promise((resolve, reject) => {
      canvas.toBlob(
        (blob) => (blob ? resolve(blob) : reject(new Error('no frame'))),
        'image/jpeg',
        jpegQuality,
      );
    });
  } finally {
    for (const track of stream.getTracks()) track.stop();
  }
}
