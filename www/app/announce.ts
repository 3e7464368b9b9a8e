/** Says in the last line what has been done, for long enough to be read. */
import { announcement } from '../state/announcement';

const STANDS_MS = 6000;

let clearing: ReturnType<typeof setTimeout> | undefined;

export function announce(words: string): void {
  clearTimeout(clearing);
  announcement.value = words;
  clearing = setTimeout(() => {
    announcement.value = '';
  }, STANDS_MS);
}
