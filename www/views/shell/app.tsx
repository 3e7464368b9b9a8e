/** The page: its header, the start screen or the work screen, the list of files under way, and what lies above them. */
import { useEffect } from 'preact/hooks';
import { openFiles } from '../../app/files';
import { bootFailure } from '../../state/boot';
import { openDialog } from '../../state/dialogs';
import { readySnapshots } from '../../state/snapshots';
import { WindowDropZone } from '../../widgets/drop-zone';
import { FileList } from './file-list';
import { Header } from './header';
import { KeysDialog } from './keys-dialog';
import { LockDialog } from './lock-dialog';
import { followKeys } from './page-keys';
import { Start } from './start';
import { practiceView } from './practice-view';
import { Work } from './work';

export function App() {
  useEffect(followKeys, []);
  const working = readySnapshots.value.length > 0;
  return (
    <div class={working ? 'page page-work' : 'page'}>
      <Header />
      {bootFailure.value !== null && (
        <p class="notice notice-error" role="alert">
          The page could not start: {bootFailure.value}. Reload it; it needs the network until it says that it is
          locked.
        </p>
      )}
      <p class="left-out">
        Names are left out of print while “Redact what I take along” is on: print the HTML report instead, or switch it off.
      </p>
      {working ? (
        <>
          <FileList />
          <div class="beside">
            {practiceView.value !== null && <practiceView.value.PracticePanel />}
            <Work />
          </div>
        </>
      ) : (
        <Start />
      )}
      <WindowDropZone onFiles={openFiles}>Drop heap snapshots to open them</WindowDropZone>
      {openDialog.value === 'keys' && <KeysDialog />}
      {openDialog.value === 'network lock' && <LockDialog />}
    </div>
  );
}
