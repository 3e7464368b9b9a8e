/** Whether the page on the screen is older than what the next visit will show: the browser has kept a newer one. */
import { signal } from '@preact/signals';

export const newVersion = signal(false);
