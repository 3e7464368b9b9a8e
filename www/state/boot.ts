/** Why the page could not start; null as long as all is well. */
import { signal } from '@preact/signals';

export const bootFailure = signal<string | null>(null);
