/**
 * Lets the input pages open without a line: a service worker keeps the page and the last answers. Browsers allow it behind TLS and on the
 * machine itself; without it a form that is open still keeps what is sent.
 */
export function startDeskWorker(): void {
  if (!('serviceWorker' in navigator)) return;
  // Without it everything works but opening a page offline.
  navigator.serviceWorker.register('/desk-worker.js', { scope: '/input' }).catch(() => undefined);
}

/** Forgets the answers that were kept: another person may use this device. */
export async function forgetKept(): Promise<void> {
  if (!('caches' in window)) return;
  await caches.delete('simpul-desk-answers').catch(() => false);
}
