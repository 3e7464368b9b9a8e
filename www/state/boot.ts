/** How the page was started. */
import { signal } from '@preact/signals';

/** Why it could not start; null as long as all is well. */
export const bootFailure = signal<string | null>(null);

/** Where the licences of the code by others stand: a file beside the page, or text that it has unpacked. */
export const licencesAddress = signal('licences.txt');

/** The page is one file with everything in it: there is no server to fetch the sample from. */
export const singleFile = signal(false);
