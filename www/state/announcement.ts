/** What has just been done where nothing else shows it; stands in the last line for a while. */
import { signal } from '@preact/signals';

export const announcement = signal('');
