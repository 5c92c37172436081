/**
 * Lets the input pages open without a line: a service worker keeps the page and the last answers. Browsers allow it behind TLS and on the
 * machine itself; without it a form that is open still keeps what is sent. `onReady` is told when the worker begins to keep answers: what
 * was asked before it must be asked again. Returns its stop.
 */
export function startDeskWorker(onReady: () => void): () => void {
  if (!('serviceWorker' in navigator)) return () => undefined;
  const { serviceWorker } = navigator;
  serviceWorker.addEventListener('controllerchange', onReady);
  // Without it everything works but opening a page offline.
  serviceWorker.register('/desk-worker.js', { scope: '/input' }).catch(() => undefined);
  return () => serviceWorker.removeEventListener('controllerchange', onReady);
}

/** True where answers are kept already, or the browser has no such worker. */
export function isDeskWorkerReady(): boolean {
  return !('serviceWorker' in navigator) || navigator.serviceWorker.controller !== null;
}

/** Forgets the answers that were kept: another person may use this device. */
export async function forgetKept(): Promise<void> {
  if (!('caches' in window)) return;
  await caches.delete('simpul-desk-answers').catch(() => false);
}
