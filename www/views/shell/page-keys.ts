/** Keys that work anywhere on the page, except while text is typed. */
import { FIND_ID, openFind } from './find-bar';
import { openDialog } from '../../state/dialogs';

/** The filter box, wherever it is drawn. */
export const FILTER_ID = 'class-filter';

export function followKeys(): () => void {
  const listener = (event: KeyboardEvent) => {
    if (isWithControl(event, 'f')) {
      // In the box itself the key is the browser's: so the text of the page can still be searched.
      if (document.activeElement?.id !== FIND_ID && openFind()) event.preventDefault();
      return;
    }
    if (isWithControl(event, 'o')) {
      document.querySelector<HTMLInputElement>('input[type=file]')?.click();
      event.preventDefault();
      return;
    }
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
    if (event.key === '?') {
      openDialog.value = 'keys';
      event.preventDefault();
    } else if (event.key === '/') {
      const box = document.getElementById(FILTER_ID);
      if (!(box instanceof HTMLInputElement)) return;
      box.focus();
      box.select();
      event.preventDefault();
    }
  };
  addEventListener('keydown', listener);
  return () => removeEventListener('keydown', listener);
}

const isWithControl = ({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent, wanted: string): boolean =>
  key === wanted && (ctrlKey || metaKey) && !altKey && !shiftKey;

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
