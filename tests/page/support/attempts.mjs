/**
 * Every way in which a script might send something away. These functions run in a page or in a worker; each way asks
 * for an address of its own, so that whoever hears of it knows which way led there. They give the ways that were tried.
 */

export function attemptFromPage(base) {
  globalThis.violations ??= [];
  // Of frames the browser tells the site alone.
  document.addEventListener('securitypolicyviolation', ({ blockedURI, effectiveDirective }) =>
    globalThis.violations.push(effectiveDirective === 'frame-src' ? `${base}frame` : blockedURI),
  );
  const add = (name, properties) => document.body.appendChild(Object.assign(document.createElement(name), properties));
  const ways = {
    fetch: (to) => fetch(to, { mode: 'no-cors' }),
    xhr: (to) => {
      const request = new XMLHttpRequest();
      request.open('GET', to);
      request.send();
    },
    websocket: (to) => new WebSocket(to.replace('http', 'ws')),
    eventsource: (to) => new EventSource(to),
    beacon: (to) => navigator.sendBeacon(to, 'secret'),
    import: (to) => import(to),
    image: (to) => add('img', { src: to }),
    style: (to) => add('link', { rel: 'stylesheet', href: to }),
    prefetch: (to) => add('link', { rel: 'prefetch', href: to }),
    preload: (to) => add('link', { rel: 'preload', as: 'fetch', href: to }),
    ping: (to) => add('a', { href: '#', ping: to }).click(),
    frame: (to) => add('iframe', { src: to }),
    video: (to) => add('video', { src: to }),
    object: (to) => add('object', { data: to }),
    font: (to) => new FontFace('far', `url(${to})`).load(),
    script: (to) => add('script', { src: to }),
    worker: (to) => new Worker(to),
    form: (to) => {
      add('iframe', { name: 'answer' });
      add('form', { action: to, method: 'post', target: 'answer' }).submit();
    },
  };
  for (const [name, attempt] of Object.entries(ways)) {
    try {
      Promise.resolve(attempt(`${base}${name}`)).catch(() => {});
    } catch {
      // Refused at once: that it was refused is seen at the server.
      globalThis.violations.push(`${base}${name}`);
    }
  }
  return Object.keys(ways);
}

export function attemptFromWorker(base) {
  globalThis.violations ??= [];
  self.addEventListener('securitypolicyviolation', ({ blockedURI }) => globalThis.violations.push(blockedURI));
  const ways = {
    fetch: (to) => fetch(to, { mode: 'no-cors' }),
    xhr: (to) => {
      const request = new XMLHttpRequest();
      request.open('GET', to);
      request.send();
    },
    websocket: (to) => new WebSocket(to.replace('http', 'ws')),
    eventsource: (to) => new EventSource(to),
    import: (to) => import(to),
    importScripts: (to) => importScripts(to),
    font: (to) => new FontFace('far', `url(${to})`).load(),
    worker: (to) => new Worker(to),
  };
  for (const [name, attempt] of Object.entries(ways)) {
    try {
      Promise.resolve(attempt(`${base}${name}`)).catch(() => {});
    } catch {
      globalThis.violations.push(`${base}${name}`);
    }
  }
  return Object.keys(ways);
}
