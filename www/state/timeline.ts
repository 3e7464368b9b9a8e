/** How far the timeline of the chosen series is; the latest snapshot's engine has the rows. */
import { signal } from '@preact/signals';
import type { Task } from './task';

export const timeline = signal<Task<null>>({ kind: 'none' });
