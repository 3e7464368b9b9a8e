/** The last line: how large the shown snapshot is, what is still being computed, and the selected object. */
import { announcement } from '../../state/announcement';
import { chosenView, isOfOne, selection, summarySide, view } from '../../state/navigation';
import { repaired, snapshotOn } from '../../state/pair';
import { readySnapshots } from '../../state/snapshots';
import { suspects } from '../../state/suspects';
import { verification } from '../../state/verification';
import { focusTab } from '../common/view-tabs';
import { computingWords } from '../text/computing';
import { bytes, count, exactBytes } from '../text/format';

export function StatusBar() {
  const shown = snapshotOn(isOfOne(view.value) ? summarySide.value : 'newer');
  const selected = selection.value;
  return (
    <footer class="status">
      {shown !== null && (
        <span title={exactBytes(shown.life.info.totalSize)}>
          {shown.name}: {count(shown.life.info.nodeCount)} objects · {bytes(shown.life.info.totalSize)}
        </span>
      )}
      <span role="status">
        {readySnapshots.value.map((snapshot) => (
          <Computing key={snapshot.key} words={computingWords(snapshot)} />
        ))}
        <Computing words={suspects.value.kind === 'running' ? 'naming suspects…' : null} />
        <Computing words={verification.value.kind === 'running' ? 'verifying the fix…' : null} />
      </span>
      <span role="status">
        {repaired.value.length > 0 && view.value !== 'verify' && (
          <button
            type="button"
            class="link"
            onClick={() => {
              chosenView.value = 'verify';
              focusTab('verify');
            }}
          >
            {count(repaired.value.length)} snapshots of another process: see whether the fix helped
          </button>
        )}
      </span>
      <span role="status">{announcement.value}</span>
      <span class="spring" />
      {selected === null ? (
        <span class="hint">Select an object to see what keeps it alive.</span>
      ) : (
        <span title={exactBytes(selected.object.shallowSize)}>
          @{selected.object.id} · {bytes(selected.object.shallowSize)}
        </span>
      )}
    </footer>
  );
}

function Computing({ words }: { readonly words: string | null }) {
  return words === null ? null : <span class="computing">{words} </span>;
}
