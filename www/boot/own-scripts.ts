/**
 * The only scripts that the page may start: its worker and its service worker. Where the browser has Trusted Types, the
 * page's one policy (`leakscope`, named in index.html; the lock lets no other be made) lets their addresses through.
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

const own = new Set<string>();

const policy = (globalThis as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy('leakscope', {
  createScriptURL: (candidate) => {
    if (!own.has(candidate)) throw new TypeError('Only the page’s own workers may be started.');
    return candidate;
  },
});

/** The address in the form in which the browser takes it. */
export function ownScript(address: string): string {
  if (policy === undefined) return address;
  own.add(address);
  return policy.createScriptURL(address) as string;
}
