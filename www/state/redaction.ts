/**
 * Whether data is left out of what leaves the page: reports, tables, copies and print (docs/redaction.md says what counts
 * as data). What is on the screen is always whole.
 */
import { signal } from '@preact/signals';

export const redact = signal(true);
