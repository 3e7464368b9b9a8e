// Packages from npm for the programs, Node itself among them; installed below tests/.cache on first use.

import {execFileSync} from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

const CACHE = fileURLToPath(new URL('../../.cache', import.meta.url));

/** The folder node_modules with `packages` (name → version). */
export function installed(packages) {
  const wanted = Object.entries(packages).map(([name, version]) => `${name}@${version}`);
  // As the generators of the samples name it: node20.
  const prefix = path.join(
    CACHE,
    wanted
      .join('+')
      .replaceAll('/', '-')
      .replace(/^node@/, 'node'),
  );
  if (!fs.existsSync(prefix)) {
    const unfinished = `${prefix}.${process.pid}`;
    fs.mkdirSync(unfinished, {recursive: true});
    execFileSync(
      'npm',
      ['install', '--prefix', unfinished, '--no-save', '--no-audit', '--no-fund', '--silent', ...wanted],
      {stdio: 'inherit'},
    );
    fs.renameSync(unfinished, prefix);
  }
  return path.join(prefix, 'node_modules');
}
