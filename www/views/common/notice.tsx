/** A sentence in the place of a table. */
import type { ComponentChildren } from 'preact';

export function Notice({
  tone = 'plain',
  children,
}: {
  readonly tone?: 'plain' | 'error';
  readonly children: ComponentChildren;
}) {
  return (
    <p class={`notice notice-${tone}`} role={tone === 'error' ? 'alert' : 'status'}>
      {children}
    </p>
  );
}
