/**
 * Has the browser keep the page, so that it opens without a network (build/service-worker.js says what is kept). Done
 * before the lock, which forbids it; where it cannot be done (a page from disk, an address that is not secure, a private
 * window) nothing else suffers.
 */
import { newVersion } from '../state/new-version';
import { ownScript } from './own-scripts';

export async function keepForOffline(): Promise<void> {
  const container = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  if (container === undefined || import.meta.env.DEV || !location.protocol.startsWith('http')) return;
  const address = new URL(`service-worker.js?${version()}`, document.baseURI).href;
  container.addEventListener('controllerchange', () => {
    // One that another tab has brought along: it belongs to a page that is newer than this one.
    newVersion.value = container.controller !== null && container.controller.scriptURL !== address;
  });
  await container.register(ownScript(address), { updateViaCache: 'none' }).catch(() => {});
}

/** What tells this build from others: the names of its scripts and styles are made from what is in them. */
function version(): string {
  const parts = document.querySelectorAll<HTMLElement>('head script[src], head link[rel="stylesheet"]');
  const names = Array.from(parts, (part) => (part.getAttribute('src') ?? part.getAttribute('href') ?? '').split('/').pop());
  return encodeURIComponent(names.join(' '));
}
