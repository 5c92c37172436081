// Keeps the input pages usable without a line: the page and its files as they were last loaded, and the last answer to what a form needs.
// Figures themselves never wait here; they wait in the page's own outbox, which sends each of them once.
const pages = 'simpul-desk-pages';
const answers = 'simpul-desk-answers';
const keptAnswers = ['/api/v1/me', '/api/v1/catalogue', '/api/v1/input/obligations', '/api/v1/input/form'];
const maxAnswers = 200;

self.addEventListener('install', (event) => {
  event.waitUntil(keepPage().then(() => self.skipWaiting()));
});
self.addEventListener('activate', (event) => {
  event.waitUntil(self.clients.claim());
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== self.location.origin) return;
  if (request.mode === 'navigate') event.respondWith(answerPage(request));
  else if (url.pathname.startsWith('/assets/desk/')) event.respondWith(answerFile(request));
  else if (keptAnswers.includes(url.pathname)) event.respondWith(answerCall(request));
});

async function keepPage() {
  const answer = await fetch('/input', { cache: 'no-store' });
  if (!answer.ok) return;
  const html = await answer.clone().text();
  const cache = await caches.open(pages);
  const files = [...html.matchAll(/(?:src|href)="(\/assets\/desk\/[^"]+)"/g)].map((match) => match[1]);
  await cache.addAll(files);
  await cache.put('/input', answer);
  // Files of builds that are gone.
  for (const kept of await cache.keys()) {
    const { pathname } = new URL(kept.url);
    if (pathname !== '/input' && !files.includes(pathname) && !/\.woff2$/.test(pathname))
      await cache.delete(kept);
  }
}

async function answerPage(request) {
  try {
    const answer = await fetch(request);
    if (answer.ok) keepPage().catch(() => undefined);
    return answer;
  } catch (error) {
    const kept = await caches.match('/input');
    if (kept) return kept;
    throw error;
  }
}

async function answerFile(request) {
  const kept = await caches.match(request);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) (await caches.open(pages)).put(request, answer.clone()).catch(() => undefined);
  return answer;
}

async function answerCall(request) {
  const cache = await caches.open(answers);
  try {
    const answer = await fetch(request);
    if (answer.ok) {
      await cache.put(request, answer.clone());
      const keys = await cache.keys();
      for (const old of keys.slice(0, Math.max(0, keys.length - maxAnswers))) await cache.delete(old);
    }
    return answer;
  } catch (error) {
    const kept = await cache.match(request);
    if (kept) return kept;
    throw error;
  }
}
