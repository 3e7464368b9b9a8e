/** How the page was started. */
import { signal } from '@preact/signals';

/** Why it could not start; null as long as all is well. */
export const bootFailure = signal<string | null>(null);

/** The page is one file with everything in it: there is no server to fetch the sample from. */
export const singleFile = signal(false);
