/**
 * How workers are started. The worker's script is kept as a blob; where the browser has Trusted Types, the page's one
 * policy (`leakscope`, named in index.html) lets that blob's address through and nothing else.
 */

/** The part of Trusted Types that is used; the type library does not have it. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL(address: string): string },
  ): {
    createScriptURL(address: string): unknown;
  };
}

export function blobWorkerStarter(script: string): () => Worker {
  const address = URL.createObjectURL(new Blob([script], { type: 'text/javascript' }));
  const trusted = trustedScriptAddress(address);
  return () => new Worker(trusted, { name: 'leakscope engine' });
}

function trustedScriptAddress(address: string): string {
  const trustedTypes = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes;
  if (trustedTypes === undefined) return address;
  const policy = trustedTypes.createPolicy('leakscope', {
    createScriptURL: (candidate) => {
      if (candidate !== address) throw new TypeError('Only the engine’s own worker may be started.');
      return candidate;
    },
  });
  return policy.createScriptURL(address) as string;
}
