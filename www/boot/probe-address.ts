/**
 * Where page and workers try to connect to prove the lock: the page itself, which surely answers. A page that was opened
 * from disk tries an address of the web instead, since Firefox asks no policy about files; the name is reserved for
 * being no name (RFC 2606), so that nothing could answer even if the policy let the attempt through.
 */
export function probeAddress(page: string): string {
  return page.startsWith('file:') ? 'http://leakscope.invalid/' : page.replace(/[?#].*$/, '');
}
