/** Says quietly that a newer version of the page has arrived. Nothing is reloaded by itself: open snapshots would be gone. */
import { newVersion } from '../../state/new-version';

export function NewVersion() {
  return (
    <span role="status">
      {newVersion.value && (
        <button type="button" title="Open snapshots have to be opened again" onClick={() => location.reload()}>
          New version: reload
        </button>
      )}
    </span>
  );
}
