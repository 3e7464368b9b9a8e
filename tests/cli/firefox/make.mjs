// Has Firefox write two snapshots of orders.js: node make.mjs [FIREFOX]. Needs Firefox ESR 153 or later; not part of the tests,
// which read what is stored here.

import fs from 'node:fs';
import path from 'node:path';
import {snapshotsOf} from '../../support/firefox-sandbox.mjs';

const here = name => path.join(import.meta.dirname, name);
const programs = [fs.readFileSync(here('orders.js'), 'utf8'), 'take(1000, 1500)'];
const [before, after] = await snapshotsOf(process.argv[2] ?? 'firefox', programs);
fs.writeFileSync(here('before.fxsnapshot'), before);
fs.writeFileSync(here('after.fxsnapshot'), after);
