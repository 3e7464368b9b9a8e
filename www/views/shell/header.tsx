/** The header: which snapshots, one more file, the network lock, what is taken along, theme, help. */
import { openFiles } from '../../app/files';
import { type Theme, theme, THEMES } from '../../app/theme';
import { openDialog } from '../../state/dialogs';
import { redact } from '../../state/redaction';
import { readySnapshots } from '../../state/snapshots';
import { FileButton } from '../../widgets/file-button';
import { ExportMenu } from '../export/export-menu';
import { LockSign } from './lock-sign';
import { NewVersion } from './new-version';
import { SnapshotChoice } from './snapshot-choice';
import { FILE_ENDINGS } from '../../state/file-endings';

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
      {working && <RedactSwitch />}
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

/** One switch for reports, tables, copies and print. */
function RedactSwitch() {
  return (
    <label
      class="redact"
      title="Leaves data out of reports, tables, copies and print: texts, keys, and names that the program’s own code does not name. The screen shows everything."
    >
      <input
        type="checkbox"
        checked={redact.value}
        onChange={(event) => {
          redact.value = event.currentTarget.checked;
        }}
      />
      <span>
        Redact<span class="label"> what I take along</span>
      </span>
    </label>
  );
}
