/** Said wherever snapshots whose ids do not match stand side by side: why nothing is compared by id, and what to do. */
import { apart } from '../../state/pair';

export function ProcessNotice() {
  const why = apart.value;
  if (why === null) return null;
  return (
    <div class="process-notice" role="note">
      <p>
        <strong>The ids of the two snapshots do not match, so they are compared by class and by path, not by id.</strong>{' '}
        In a sample, {why} They are of different processes, or of one whose ids were started anew: by another inspector
        session in between, or as in Bun by every snapshot.
      </p>
      <p>
        What one of them has more of need not be a leak: two processes have not done the same work. To find a leak, open two
        snapshots that one process wrote one after the other. To see whether a fix helped, open two of each process: Verify
        opens by itself.
      </p>
    </div>
  );
}
