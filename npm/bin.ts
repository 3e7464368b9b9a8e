#!/usr/bin/env node
/** The program `leakscope` of the package: the command line, run by Node.js. */

import { compileEngine } from './engine.js';
import { nodeHost } from './node-host.js';
import { runCommandLine } from './wasi.js';

process.exitCode = runCommandLine(compileEngine(), process.argv.slice(2), process.env, nodeHost);
