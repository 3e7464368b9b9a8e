/** The header: which snapshots, one more file, the network lock, export, theme, help. */
import { openFiles } from '../../app/files';
import { type Theme, theme, THEMES } from '../../app/theme';
import { openDialog } from '../../state/dialogs';
import { readySnapshots } from '../../state/snapshots';
import { FileButton } from '../../widgets/file-button';
import { ExportMenu } from '../export/export-menu';
import { LockSign } from './lock-sign';
import { NewVersion } from './new-version';
import { SnapshotChoice } from './snapshot-choice';
import { FILE_ENDINGS } from '../common/file-endings';

export function Header() {
  const working = readySnapshots.value.length > 0;
  return (
    <header class="header">
      <h1>leakscope</h1>
      {working && (
        <>
          <SnapshotChoice />
          <FileButton accept={FILE_ENDINGS} title="Add snapshots (or drop them anywhere)" onFiles={openFiles}>
            + Add
          </FileButton>
        </>
      )}
      <span class="spring" />
      <NewVersion />
      <LockSign />
      {working && <ExportMenu />}
      <label class="theme">
        <span class="label">Theme</span>{' '}
        <select
          aria-label="Theme"
          value={theme.value}
          onChange={(event) => {
            theme.value = event.currentTarget.value as Theme;
          }}
        >
          {THEMES.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <button
        type="button"
        title="Keys (?)"
        onClick={() => {
          openDialog.value = 'keys';
        }}
      >
        ? Keys
      </button>
    </header>
  );
}
