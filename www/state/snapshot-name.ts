/** What a snapshot is called at first: its file's name without what every such name has. */
import { SNAPSHOT_ENDINGS } from './file-endings';

const OF_SNAPSHOT = new RegExp(`\\.(${SNAPSHOT_ENDINGS.map((ending) => ending.slice(1)).join('|')})$`, 'i');

/** As Node.js names what it writes by itself: date, time, process, thread, and which of that process's it is. */
const OF_NODE = /^Heap\.\d{8}\.(\d\d)(\d\d)(\d\d)\.\d+\.\d+\.0*(\d+)$/;
/** As DevTools names what it saves. */
const OF_DEVTOOLS = /^Heap-\d{8}T(\d\d)(\d\d)(\d\d)$/;

/** The file's name without the endings that every snapshot has. */
export function shortName(fileName: string): string {
  return (
    fileName
      .replace(/\.(gz|zst|xz|zip|br|tgz)$/i, '')
      .replace(/\.tar$/i, '')
      .replace(OF_SNAPSHOT, '') || fileName
  );
}

/** The same; of names that programs make up, the number and the time, in which they differ. */
export function firstName(fileName: string): string {
  const name = shortName(fileName);
  const [, hours, minutes, seconds, number] = OF_NODE.exec(name) ?? OF_DEVTOOLS.exec(name) ?? [];
  if (hours === undefined) return name;
  const time = `${hours}:${minutes}:${seconds}`;
  return number === undefined ? time : `#${number} ${time}`;
}

/** `name`, or that with a number behind it, so that it is none of the others'. */
export function unlike(others: readonly string[], name: string): string {
  let unique = name;
  for (let number = 2; others.includes(unique); number++) unique = `${name} (${number})`;
  return unique;
}
