/** Remembers whether data is left out of what is taken along, and tells the print style. */
import { effect } from '@preact/signals';
import { redact } from '../state/redaction';
import { recall, remember } from './preferences';

export function followRedaction(): void {
  redact.value = recall('redact') !== 'off';
  effect(() => {
    remember('redact', redact.value ? 'on' : 'off');
    document.documentElement.toggleAttribute('data-redact', redact.value);
  });
}
