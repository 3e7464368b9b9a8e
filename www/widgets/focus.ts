/** Keeps the keyboard's place when what had the focus goes. */

/** A `ref` of what comes in the place of a button that has gone with its click. */
export function takeLostFocus(element: HTMLElement | null): void {
  if (document.activeElement === document.body) element?.focus();
}

/** Called when a part goes: if it had the focus, what comes beside it gets that, or the tab above if there is nothing to go to. */
export function handOnFocus(part: HTMLElement | null): void {
  const beside = part?.parentElement;
  if (part?.contains(document.activeElement) !== true) return;
  queueMicrotask(() => {
    const tab = beside?.closest('[role=tabpanel]')?.getAttribute('aria-labelledby') ?? '';
    const next = [...(beside?.querySelectorAll<HTMLElement>('[tabindex="0"]') ?? [])].at(-1);
    (next ?? document.getElementById(tab))?.focus();
  });
}
