/**
 * Where a source lies that a map names beside its script. Stands in the place of the resolver that the library for maps brings, which
 * also knows what only addresses of documents have and is five times as long to download.
 */

/** Protocol and host, if there are any, and the path. */
const PARTS = /^([a-z][\w+.-]*:\/\/[^/]*|)(.*)$/is;

/** The address or path `of`, as seen from the file `from`. */
export function resolve(of: string, from = ''): string {
  const [, host = '', path = ''] = PARTS.exec(of) ?? [];
  const [, fromHost = '', fromPath = ''] = PARTS.exec(from) ?? [];
  const isWhole = host !== '' || path.startsWith('/');
  const joined = isWhole ? path : fromPath.slice(0, fromPath.lastIndexOf('/') + 1) + path;
  const steps: string[] = [];
  for (const step of joined.split('/')) {
    if (step !== '..') steps.push(...(step === '.' ? [] : [step]));
    else if (steps.length > 0 && steps.at(-1) !== '..' && steps.at(-1) !== '') steps.pop();
    else if (!joined.startsWith('/')) steps.push(step);
  }
  return (host || fromHost) + steps.join('/');
}

export default resolve;
