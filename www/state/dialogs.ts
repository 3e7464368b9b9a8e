/** Which dialog is open. */
import { signal } from '@preact/signals';

export type DialogName = 'network lock' | 'keys';

export const openDialog = signal<DialogName | null>(null);
