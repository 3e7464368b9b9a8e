/**
 * Every way in which a script might send something away. These functions run in a page or in a worker; each way asks
 * for an address of its own, so that whoever hears of it knows which way led there. They give the ways that were tried;
 * `settled` gets the addresses of those that are over: refused by a policy, failed, or done.
 */

export function attemptFromPage(base) {
  globalThis.settled ??= [];
  // Of frames the browser tells the site alone.
  document.addEventListener('securitypolicyviolation', ({ blockedURI, effectiveDirective }) =>
    globalThis.settled.push(effectiveDirective === 'frame-src' ? `${base}frame` : blockedURI),
  );
  const add = (name, properties) =>
    new Promise((resolve) => {
      const element = Object.assign(document.createElement(name), { onload: resolve, onerror: resolve }, properties);
      document.body.appendChild(element);
      if (name === 'a') element.click();
    });
  const submit = (to, method) => {
    const answer = `answer to ${method}`;
    void add('iframe', { name: answer });
    const form = document.body.appendChild(Object.assign(document.createElement('form'), { action: to, method, target: answer }));
    form.submit();
    return new Promise(() => {});
  };
  const ways = {
    fetch: (to) => fetch(to, { mode: 'no-cors' }),
    'fetch-keepalive': (to) => fetch(to, { mode: 'no-cors', method: 'POST', body: 'secret', keepalive: true }),
    xhr: (to) =>
      new Promise((resolve) => {
        const request = new XMLHttpRequest();
        request.open('GET', to);
        request.onloadend = resolve;
        request.send();
      }),
    websocket: (to) => new Promise((resolve) => (new WebSocket(to.replace('http', 'ws')).onerror = resolve)),
    eventsource: (to) => new Promise((resolve) => (new EventSource(to).onerror = resolve)),
    beacon: (to) => (navigator.sendBeacon(to, 'secret') ? new Promise(() => {}) : null),
    import: (to) => import(to),
    cache: (to) => caches.open('attempts').then((cache) => cache.add(to)),
    image: (to) => add('img', { src: to }),
    background: (to) => {
      document.body.style.backgroundImage = `url(${to})`;
      return new Promise(() => {});
    },
    style: (to) => add('link', { rel: 'stylesheet', href: to }),
    prefetch: (to) => add('link', { rel: 'prefetch', href: to }),
    modulepreload: (to) => add('link', { rel: 'modulepreload', href: to }),
    ping: (to) => add('a', { href: '#', ping: to }),
    frame: (to) => add('iframe', { src: to }),
    video: (to) => add('video', { src: to }),
    object: (to) => add('object', { data: to }),
    embed: (to) => add('embed', { src: to }),
    font: (to) => new FontFace('far', `url(${to})`).load(),
    script: (to) => add('script', { src: to }),
    worker: (to) => new Promise((resolve) => (new Worker(to).onerror = resolve)),
    'shared-worker': (to) => new Promise((resolve) => (new SharedWorker(to).onerror = resolve)),
    'form-post': (to) => submit(to, 'post'),
    'form-get': (to) => submit(to, 'get'),
  };
  for (const [name, attempt] of Object.entries(ways)) {
    const over = () => globalThis.settled.push(base + name);
    try {
      Promise.resolve(attempt(base + name)).then(over, over);
    } catch {
      over();
    }
  }
  return Object.keys(ways);
}

export function attemptFromWorker(base) {
  globalThis.settled ??= [];
  self.addEventListener('securitypolicyviolation', ({ blockedURI }) => globalThis.settled.push(blockedURI));
  const nested = (to) =>
    new Promise((resolve) => {
      const script = `fetch('${to}', { mode: 'no-cors' }).then(() => postMessage(0), () => postMessage(0))`;
      const worker = new Worker(URL.createObjectURL(new Blob([script], { type: 'text/javascript' })));
      worker.onmessage = worker.onerror = resolve;
    });
  const ways = {
    fetch: (to) => fetch(to, { mode: 'no-cors' }),
    xhr: (to) =>
      new Promise((resolve) => {
        const request = new XMLHttpRequest();
        request.open('GET', to);
        request.onloadend = resolve;
        request.send();
      }),
    websocket: (to) => new Promise((resolve) => (new WebSocket(to.replace('http', 'ws')).onerror = resolve)),
    eventsource: (to) => new Promise((resolve) => (new EventSource(to).onerror = resolve)),
    import: (to) => import(to),
    importScripts: (to) => importScripts(to),
    cache: (to) => caches.open('attempts').then((cache) => cache.add(to)),
    worker: (to) => new Promise((resolve) => (new Worker(to).onerror = resolve)),
    'nested-worker': nested,
  };
  for (const [name, attempt] of Object.entries(ways)) {
    const over = () => globalThis.settled.push(base + name);
    try {
      Promise.resolve(attempt(base + name)).then(over, over);
    } catch {
      over();
    }
  }
  return Object.keys(ways);
}

/**
 * Ways that lead nowhere even from a page without any policy, so that their silence proves nothing there.
 * By browser: `page` and `worker`.
 */
export const LEADS_NOWHERE = {
  chromium: { page: [], worker: [] },
  // Pings are off, and pages are not fetched ahead.
  firefox: { page: ['prefetch', 'ping'], worker: [] },
  webkit: { page: ['prefetch'], worker: [] },
};

/** Ways whose refusal the browser does not tell, at least not in every case: they are watched at the server alone. */
export const REFUSED_SILENTLY = {
  chromium: { page: [], worker: [] },
  firefox: { page: ['ping', 'object', 'embed'], worker: [] },
  webkit: { page: ['prefetch', 'object', 'embed'], worker: [] },
};
