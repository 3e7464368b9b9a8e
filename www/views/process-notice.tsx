/** Said wherever snapshots of different processes stand side by side: what is compared by id means nothing then. */
import { seriesKeys } from '../state/pair';
import { suspects } from '../state/suspects';

export function ProcessNotice() {
  const now = suspects.value;
  if (now.kind !== 'ready' || now.seriesKeys !== seriesKeys.value || now.findings.sameProcess) return null;
  return (
    <div class="process-notice" role="note">
      <p>
        <strong>{now.findings.verdict}</strong> {now.findings.sameProcessWhy}
      </p>
      <p>
        In Comparison, # New and # Deleted are chance; # Delta and Size Delta tell how the classes differ. To find a leak,
        open snapshots that one process wrote one after the other.
      </p>
    </div>
  );
}
