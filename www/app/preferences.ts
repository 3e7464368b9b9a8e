/** Small choices that outlive the page, where the browser allows it. Never anything from a heap. */
export type RememberedName = 'theme' | 'retainers-height' | 'object-tab' | 'redact';

export function recall(name: RememberedName): string | null {
  try {
    return localStorage.getItem(`leakscope:${name}`);
  } catch {
    return null;
  }
}

export function remember(name: RememberedName, value: string): void {
  try {
    localStorage.setItem(`leakscope:${name}`, value);
  } catch {
    // Storage is switched off: the choice lasts as long as the page.
  }
}
