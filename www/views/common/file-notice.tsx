/** Said above the views when not all of an open file can be shown as it stands: what, in the engine's sentences. */
import { readySnapshots } from '../../state/snapshots';

export function FileNotice() {
  const noted = readySnapshots.value.filter(({ life }) => life.info.warnings.length > 0);
  if (noted.length === 0) return null;
  return (
    <details class="file-notice">
      <summary>Not everything in {noted.map(({ fileName }) => fileName).join(', ')} can be shown as it stands</summary>
      <ul>
        {noted.map(({ key, fileName, life }) => (
          <li key={key}>
            <b>{fileName}</b>: {life.info.warnings.join(' ')}
          </li>
        ))}
      </ul>
    </details>
  );
}
