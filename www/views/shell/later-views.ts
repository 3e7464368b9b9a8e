/**
 * The views that the first screen does not need. Their script is fetched when that has been drawn, and before the network
 * is locked: afterwards nothing can be fetched any more.
 */
import { signal } from '@preact/signals';
import { sourceMapsArrive } from '../../app/source-maps';
import type * as Later from './later';

/** Null until they are there, which they are before a file is read. */
export const laterViews = signal<typeof Later | null>(null);

export async function fetchLaterViews(): Promise<void> {
  laterViews.value = await import('./later');
  sourceMapsArrive(laterViews.value.originalsOf);
}
