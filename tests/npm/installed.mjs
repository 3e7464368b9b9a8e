// The packed package ($LEAKSCOPE_NPM), installed in a folder of its own as a user would, with the servers, runners of tests and versions of
// Node.js that `packages/` pins. It is installed once, for all test files of a run: the folder has the package's hash.

import {spawn, spawnSync} from 'node:child_process';
import crypto from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const NPM = process.platform === 'win32' ? 'npm.cmd' : 'npm';

const archive = process.env.LEAKSCOPE_NPM;
if (!archive) throw new Error('LEAKSCOPE_NPM names no package: run cargo xtask test --only npm');

/** The command line as it is built for this machine. */
export const native = process.env.LEAKSCOPE;

/** The folder with node_modules and the servers. */
export const folder = install();

/** The package's program. */
export const program = path.join(folder, 'node_modules/.bin/leakscope');

/** The running Node.js, and the others that could be installed. */
export const nodes = [
  process.execPath,
  ...['node20', 'node24', 'node26'].map((name) => path.join(folder, 'node_modules', name, 'bin/node')).filter(fs.existsSync),
];

function install() {
  const hash = crypto.createHash('sha256').update(fs.readFileSync(archive));
  for (const name of ['package.json', 'package-lock.json']) hash.update(fs.readFileSync(here(`packages/${name}`)));
  const target = path.join(os.tmpdir(), `leakscope-npm-${hash.digest('hex').slice(0, 16)}`);
  if (!fs.existsSync(path.join(target, 'node_modules/leakscope'))) {
    fs.rmSync(target, {recursive: true, force: true});
    fs.cpSync(here('packages'), target, {recursive: true});
    npm(target, 'ci');
    npm(target, 'install', '--no-save', '--no-package-lock', archive);
  }
  for (const programs of ['servers', 'runners']) fs.cpSync(here(programs), target, {recursive: true});
  return target;
}

function npm(cwd, command, ...args) {
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  const {status, stderr} = spawnSync(NPM, [command, ...quiet, ...args], {cwd, encoding: 'utf8'});
  if (status !== 0) throw new Error(`npm ${command} failed: ${stderr}`);
}

/** Runs a program to its end. */
export function run(command, args, {input, ...options} = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {cwd: folder, timeout: 300_000, killSignal: 'SIGKILL', ...options});
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text) => (stderr += text));
    child.stdin.on('error', () => {}).end(input);
    child.on('error', reject);
    child.on('close', (status) => resolve({status, stdout, stderr}));
  });
}
