/** The script of Practise, which only who practises fetches, before the network is locked. */
import { signal } from '@preact/signals';
import type * as PracticeView from '../practise/practice';

/** Null until it is there. */
export const practiceView = signal<typeof PracticeView | null>(null);

export async function fetchPracticeView(): Promise<typeof PracticeView> {
  return (practiceView.value = await import('../practise/practice'));
}
