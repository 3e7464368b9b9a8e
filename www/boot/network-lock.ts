/**
 * Forbids the page all connections, for good: a policy that has been added cannot be taken away. It is added when
 * everything the page needs has been fetched, and before any file is opened. Workers inherit it because they are started
 * from a blob; one started from an address would not (a page's own policy does not reach it).
 */
import type { ConnectionAttempt } from '../engine/protocol';

/** Nothing but the blob worker, WebAssembly in it, and pictures inside the page itself. */
const LOCKED_POLICY = [
  "default-src 'none'",
  "connect-src 'none'",
  "script-src blob: 'wasm-unsafe-eval'",
  'worker-src blob:',
  'img-src data:',
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

/** Tries to fetch this very page, and tells whether it was the policy that refused. */
export async function attemptConnection(address: string): Promise<ConnectionAttempt> {
  let byPolicy = false;
  const listener = (event: SecurityPolicyViolationEvent) => {
    if (event.disposition === 'enforce' && event.effectiveDirective === 'connect-src') byPolicy = true;
  };
  document.addEventListener('securitypolicyviolation', listener);
  try {
    await fetch(address, { cache: 'no-store' });
    return 'connected';
  } catch {
    // The violation is reported in a task of its own, after the refusal.
    await new Promise((resolve) => setTimeout(resolve));
    return byPolicy ? 'refused-by-policy' : 'refused';
  } finally {
    document.removeEventListener('securitypolicyviolation', listener);
  }
}
