// Runs the native command line and hands its output over a line or a document at a time; whole node listings are
// never held in memory.

import {spawn, spawnSync} from 'node:child_process';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** Path of the program: `$LEAKSCOPE`, or the release build, which is brought up to date first. */
export function findLeakscope() {
  if (process.env.LEAKSCOPE) return path.resolve(process.env.LEAKSCOPE);
  const {status} = spawnSync('cargo', ['build', '--release', '--quiet', '--bin', 'leakscope'], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  if (status !== 0) throw new Error('the release build of leakscope failed');
  return path.join(ROOT, 'target/release', process.platform === 'win32' ? 'leakscope.exe' : 'leakscope');
}

/** The exit codes of an answer: all is well, or what was asked about still grows. */
const ANSWERED = [0, 3];

/** Every line that `leakscope ARGS` prints. Throws if it fails. */
export async function* lines(program, args) {
  const child = spawn(program, args, {stdio: ['ignore', 'pipe', 'pipe']});
  let complaint = '';
  child.stderr.setEncoding('utf8').on('data', text => {
    complaint += text;
  });
  const ended = new Promise((resolve, reject) => child.on('error', reject).on('close', resolve));
  ended.catch(() => {});
  // Split at line feeds alone: node:readline would also split at U+2028, which JSON may hold as it is.
  let rest = [];
  for await (const chunk of child.stdout) {
    let start = 0;
    for (let end; (end = chunk.indexOf(10, start)) >= 0; start = end + 1) {
      rest.push(chunk.subarray(start, end));
      yield Buffer.concat(rest).toString('utf8');
      rest = [];
    }
    if (start < chunk.length) rest.push(chunk.subarray(start));
  }
  if (rest.length) yield Buffer.concat(rest).toString('utf8');
  const status = await ended;
  if (!ANSWERED.includes(status))
    throw new Error(`leakscope ${args.join(' ').slice(0, 200)} ended with ${status}: ${complaint.trim()}`);
}

/** The one JSON document that `leakscope ARGS` prints. */
export async function document(program, args) {
  let text = '';
  for await (const line of lines(program, args)) text += `${line}\n`;
  return JSON.parse(text);
}
