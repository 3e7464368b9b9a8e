/**
 * Forbids the page all connections, for good: a policy that has been added cannot be taken away. It is added when
 * everything the page needs has been fetched, and before any file is opened. Workers inherit it because they are started
 * from a blob; one started from an address would not (a page's own policy does not reach it).
 */
/** Nothing but the blob worker, WebAssembly in it, and pictures inside the page itself. */
const LOCKED_POLICY = [
  "default-src 'none'",
  "connect-src 'none'",
  "script-src blob: 'wasm-unsafe-eval'",
  'worker-src blob:',
  'img-src data:',
  // What installing the page needs, carried in the page itself.
  'manifest-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ');

export function lockNetwork(): void {
  const meta = document.createElement('meta');
  meta.httpEquiv = 'Content-Security-Policy';
  meta.content = LOCKED_POLICY;
  document.head.append(meta);
}
