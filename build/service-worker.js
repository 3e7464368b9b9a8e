/**
 * Keeps the page so that it opens without a network. This script is outside the page's network lock, so it does nothing
 * but this: when it is installed it fetches the files listed here, of one version; later it answers requests for them
 * from what it kept. It hears no messages, fetches no address that the page gives it, and stores nothing else.
 *
 * The page itself comes from the network when there is one, so that a new version is seen at the next visit. `VERSION` and
 * `FILES` are filled in by the build (build/offline.ts), which makes this file differ for every version.
 */
const VERSION = '__VERSION__';
const FILES = __FILES__;

/** One name a version and a folder: several copies of the page may live on one server. */
const PREFIX = `leakscope ${registration.scope} `;
const CACHE = PREFIX + VERSION;
const PAGE = new URL('./', registration.scope).href;
const KEPT = new Set(FILES.map((name) => new URL(name, registration.scope).href));

addEventListener('install', (event) => {
  skipWaiting();
  event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll([PAGE, ...KEPT].map(fresh))));
});

addEventListener('activate', (event) => {
  event.waitUntil(removeOtherVersions().then(() => clients.claim()));
});

addEventListener('fetch', (event) => {
  const { request } = event;
  if (request.method !== 'GET') return;
  if (request.mode === 'navigate') {
    if (isPage(request.url)) event.respondWith(networkFirst(request));
  } else if (KEPT.has(request.url)) {
    event.respondWith(caches.match(request.url, { cacheName: CACHE }).then((kept) => kept ?? fetch(request)));
  }
});

/** Not from the browser's own cache, which may hold another version. */
function fresh(address) {
  return new Request(address, { cache: 'reload' });
}

/** The page with or without its file name, whatever stands behind. */
function isPage(address) {
  const path = address.replace(/[?#].*$/, '');
  return path === PAGE || path === `${PAGE}index.html`;
}

/** A network that is there and does not answer is as good as none. */
const PATIENCE_MS = 4000;

async function networkFirst(request) {
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(PATIENCE_MS) });
    if (answer.ok) return answer;
  } catch {
    // No network: what was kept.
  }
  return (await caches.match(PAGE, { cacheName: CACHE })) ?? fetch(request);
}

async function removeOtherVersions() {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== CACHE).map((name) => caches.delete(name)));
}
