/** The samples, and what the command line says about them: the page must say the same. */
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { findLeakscope } from '../../conformance/leakscope.mjs';

const run = promisify(execFile);
const program = findLeakscope();
const answers = new Map();

export const sample = (name) => fileURLToPath(new URL(`../../samples/${name}.heapsnapshot.gz`, import.meta.url));
export const shippedSample = (name) =>
  fileURLToPath(new URL(`../../../www/public/sample/${name}.heapsnapshot.gz`, import.meta.url));

/** Snapshots of one of the leaking programs. */
export const leakCase = (name, ...letters) =>
  letters.map((letter) =>
    fileURLToPath(new URL(`../../leaks/cases/${name}/${letter}.heapsnapshot.gz`, import.meta.url)),
  );

/** The exit codes where a leak is still there and where the files do not tell: the answer is printed all the same. */
const WITH_ANSWER = [3, 4];

/** What `leakscope ARGS` prints; asked once. */
export function leakscope(...args) {
  const question = args.join('\n');
  if (!answers.has(question)) {
    answers.set(
      question,
      run(program, args, { maxBuffer: 1 << 28 })
        .catch((error) => (WITH_ANSWER.includes(error.code) && error.stdout !== '' ? error : Promise.reject(error)))
        .then(({ stdout }) => stdout),
    );
  }
  return answers.get(question);
}

/** The JSON that `leakscope ARGS` prints. */
export async function leakscopeJson(...args) {
  return JSON.parse(await leakscope(...args, '--format', 'json'));
}

/** Every object of a file, as `leakscope nodes` lists them. */
export async function nodesOf(file) {
  const lines = (await leakscope('nodes', file)).trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line));
}
