/** Keeps the keyboard's place when what had the focus goes. */

/** A `ref` of what comes in the place of a button that has gone with its click. */
export function takeLostFocus(element: HTMLElement | null): void {
  if (document.activeElement === document.body) element?.focus();
}

/**
 * Called when a part goes: if it had the focus, the last place to go to among `others` gets that, or the tab above if there is
 * none, or the page's first one.
 */
export function handOnFocus(part: HTMLElement | null, others = part?.parentElement): void {
  if (part?.contains(document.activeElement) !== true) return;
  const panel = part.closest('[role=tabpanel]');
  queueMicrotask(() => {
    // A `ref` is called with null before every other one, too.
    if (part.isConnected) return;
    const places = (others ?? panel)?.querySelectorAll<HTMLElement>('[tabindex="0"]:not([role=columnheader])') ?? [];
    const tab = document.getElementById(panel?.getAttribute('aria-labelledby') ?? '');
    ([...places].at(-1) ?? tab ?? document.querySelector<HTMLElement>('[role=tab][aria-selected=true], main button'))?.focus();
  });
}

/** A `ref` of what goes with a click in it: the panel that it is in keeps the focus, or the page. */
export function toPanel(): (element: HTMLElement | null) => void {
  let part: HTMLElement | null = null;
  return (element) => {
    if (element === null) handOnFocus(part, null);
    else part = element;
  };
}
