/** The list of keys. */
import { openDialog } from '../../state/dialogs';
import { Dialog } from '../../widgets/dialog';
import { Licences } from './licences';

const KEYS: readonly (readonly [string, string])[] = [
  ['↑ ↓', 'previous, next row'],
  ['→', 'open the row; if it is open, go to its first child'],
  ['←', 'close the row; if it is closed, go to its parent'],
  ['Enter', 'open or close the row'],
  ['Alt+→ Alt+←', 'open, close the row with all below it'],
  ['Home End', 'first, last row'],
  ['Page Up, Page Down', 'one screen up, down'],
  ['letters', 'go to the next row whose name begins so'],
  ['Shift+F10', 'the row’s menu'],
  ['Delete', 'in Retainers: ignore the retainer, or stop ignoring it'],
  ['Ctrl+A / ⌘A', 'in a table: mark the rows in sight'],
  ['Ctrl+C / ⌘C', 'copy the row as tab-separated text, or the marked text'],
  ['Enter on a column', 'sort by it'],
  ['/', 'filter classes by name'],
  ['Ctrl+O / ⌘O', 'open files'],
  ['Ctrl+F / ⌘F', 'find objects; once more: the browser’s own search'],
  ['?', 'this list'],
  ['Esc', 'close what is open; in the filter: show all classes; in Find: close it'],
];

export function KeysDialog() {
  return (
    <Dialog
      title="Keys"
      onClose={() => {
        openDialog.value = null;
      }}
    >
      <table class="keys">
        <tbody>
          {KEYS.map(([keys, what]) => (
            <tr key={keys}>
              <th scope="row">
                <kbd>{keys}</kbd>
              </th>
              <td>{what}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <Licences />
    </Dialog>
  );
}
