/** Which objects Summary counts, by when they were allocated; the words are DevTools'. */
import { allocated, type Allocation, allocations, isSameRange } from '../../state/allocated';
import { wantedIds } from '../../state/navigation';
import { shortName } from '../../state/snapshots';

export function AllocationChoice() {
  const choices = allocations.value;
  if (choices.length === 0) return null;
  const chosen = choices.findIndex(({ range }) => isSameRange(range, allocated.value ?? null));
  return (
    <select
      class="allocation"
      aria-label="Objects shown"
      title="Objects that are alive in the shown snapshot, by when they were allocated"
      value={String(chosen)}
      onChange={(event) => {
        wantedIds.value = choices[Number(event.currentTarget.value)]?.range ?? null;
      }}
    >
      <option value="-1">All objects</option>
      {choices.map((choice, index) => (
        <option key={index} value={String(index)}>
          {words(choice)}
        </option>
      ))}
    </select>
  );
}

function words({ after, before }: Allocation): string {
  const end = shortName(before.fileName);
  return after === null
    ? `Objects allocated before ${end}`
    : `Objects allocated between ${shortName(after.fileName)} and ${end}`;
}
