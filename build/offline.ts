/**
 * Writes the service worker of the site: the script of service-worker.js with the list of the files that it may keep, and a
 * version that changes with any of them. The sample snapshots and Practise are left out: they are large and seldom asked for.
 */
import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';

/** Written after the build, by `cargo xtask`. */
const LICENCES = 'licences.txt';

export const offline: Plugin = {
  name: 'offline',
  apply: ({ build }, { command, mode }) => command === 'build' && mode !== 'single' && build?.ssr !== true,
  writeBundle: ({ dir }) => {
    if (dir !== undefined) writeServiceWorker(dir);
  },
};

function writeServiceWorker(site: string): void {
  const names = readdirSync(join(site, 'assets')).filter((name) => !name.startsWith('practice-'));
  const files = names.map((name) => `assets/${name}`);
  const hash = createHash('sha256');
  for (const name of ['index.html', ...files.sort()]) hash.update(name).update(readFileSync(join(site, name)));
  const script = readFileSync(new URL('service-worker.js', import.meta.url), 'utf8')
    .replace('__VERSION__', hash.digest('hex').slice(0, 16))
    .replace('__FILES__', JSON.stringify([...files, LICENCES]));
  writeFileSync(join(site, 'service-worker.js'), script);
}
