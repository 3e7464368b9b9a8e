/** Keeps the keyboard's place when what had the focus goes. */

/** A `ref` of what comes in the place of a button that has gone with its click. */
export function takeLostFocus(element: HTMLElement | null): void {
  if (document.activeElement === document.body) element?.focus();
}
