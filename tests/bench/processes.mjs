// What the page's renderer has used so far, from Linux's /proc; elsewhere there is nothing to ask.

import fs from 'node:fs';

/** The kernel counts processor time in hundredths of a second, on every machine that Node.js runs on. */
const TICKS_PER_SECOND = 100;

function read(pid, file) {
  try {
    return fs.readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    // It has ended since it was listed.
    return '';
  }
}

/** Fields of /proc/PID/stat from the third on; the second, a name, may hold anything. */
const statOf = pid => read(pid, 'stat').replace(/^.*\) /s, '').split(' ');

/** Every process below `ancestor`. */
function descendants(ancestor) {
  const children = new Map();
  for (const pid of fs.readdirSync('/proc').filter(name => /^\d+$/.test(name))) {
    const parent = Number(statOf(pid)[1]);
    children.set(parent, [...(children.get(parent) ?? []), Number(pid)]);
  }
  const found = [ancestor];
  for (const pid of found) found.push(...(children.get(pid) ?? []));
  return found.slice(1);
}

/** Every renderer that this program started: its process, seconds of processor time, megabytes of memory at the peak. */
export function renderers() {
  return descendants(process.pid)
    .filter(pid => read(pid, 'cmdline').includes('--type=renderer'))
    .map(pid => {
      const [utime, stime] = statOf(pid).slice(11, 13).map(Number);
      const kibibytes = Number(/VmHWM:\s+(\d+)/.exec(read(pid, 'status'))?.[1] ?? 0);
      return {pid, cpu: (utime + stime) / TICKS_PER_SECOND, peak: (kibibytes * 1024) / 1e6};
    });
}

/**
 * What the page's renderer has used since `before` was taken. It is the largest, with all of the page's workers in it;
 * the others are the browser's own, idle, and the same for every page.
 */
export function pageUse(before) {
  const {pid, cpu, peak} = renderers().reduce((largest, renderer) => (renderer.peak > largest.peak ? renderer : largest));
  return {peak, cpu: cpu - (before.find(renderer => renderer.pid === pid)?.cpu ?? 0)};
}
