/**
 * Tries what the network lock forbids: to fetch the page itself. Used by the page after locking and by every worker, so
 * that the lock is not only believed.
 */

/** What became of the worker's attempt to connect, made to check the network lock. */
export type ConnectionAttempt = 'refused-by-policy' | 'refused' | 'connected';

/** Documents and workers report violations of their policy in the same way. */
interface PolicyScope {
  addEventListener(type: 'securitypolicyviolation', listener: (event: SecurityPolicyViolationEvent) => void): void;
}

/** The violation is reported in a task of its own, after the refusal; later than this it will not come any more. */
const REPORT_WITHIN_MS = 1000;

export async function attemptConnection(scope: PolicyScope, address: string): Promise<ConnectionAttempt> {
  const reported = new Promise<ConnectionAttempt>((resolve) => {
    scope.addEventListener('securitypolicyviolation', ({ disposition, effectiveDirective }) => {
      if (disposition === 'enforce' && effectiveDirective === 'connect-src') resolve('refused-by-policy');
    });
  });
  try {
    await fetch(address, { cache: 'no-store' });
    return 'connected';
  } catch {
    return Promise.race([reported, notReported()]);
  }
}

const notReported = () => new Promise<ConnectionAttempt>((resolve) => setTimeout(resolve, REPORT_WITHIN_MS, 'refused'));
