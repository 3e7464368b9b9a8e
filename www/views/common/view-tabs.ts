/** The tabs of the views, for whoever leads from one view to another. */
import { view, type ViewName } from '../../state/navigation';
import { tabId } from '../../widgets/tabs';

/** The panel below the tabs. */
export const VIEW_ID = 'view';

/** What stood in the place of the view is closed: the next key goes to its table, or to its tab if that is on its way. */
export function focusTable(): void {
  requestAnimationFrame(() => {
    const table = document.querySelector<HTMLElement>(`#${VIEW_ID} [role=treegrid]`);
    if (table === null) focusTab(view.peek());
    else table.focus();
  });
}

/** What had the focus is gone with its view: the next key goes on from the tab of the new one. */
export function focusTab(name: ViewName): void {
  document.getElementById(tabId(VIEW_ID, name))?.focus();
}
