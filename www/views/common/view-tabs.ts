/** The tabs of the views, for whoever leads from one view to another. */
import type { ViewName } from '../../state/navigation';
import { tabId } from '../../widgets/tabs';

/** The panel below the tabs. */
export const VIEW_ID = 'view';

/** What had the focus is gone with its view: the next key goes on from the tab of the new one. */
export function focusTab(name: ViewName): void {
  document.getElementById(tabId(VIEW_ID, name))?.focus();
}
