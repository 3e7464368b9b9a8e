// What the page's renderer has used so far, from Linux's /proc; elsewhere nobody says.

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

/**
 * Seconds of processor time, and megabytes of memory at the peak. Of the renderers that this program started, the page's
 * with all of its workers is the largest; the others are the browser's own, idle, and the same for every page.
 */
export function rendererUse() {
  if (process.platform !== 'linux') return null;
  const uses = descendants(process.pid)
    .filter(pid => read(pid, 'cmdline').includes('--type=renderer'))
    .map(pid => {
      const [utime, stime] = statOf(pid).slice(11, 13).map(Number);
      const kibibytes = Number(/VmHWM:\s+(\d+)/.exec(read(pid, 'status'))?.[1] ?? 0);
      return {cpu: (utime + stime) / TICKS_PER_SECOND, peak: (kibibytes * 1024) / 1e6};
    });
  return uses.reduce((largest, use) => (use.peak > largest.peak ? use : largest), {cpu: 0, peak: 0});
}
