/** Progress of the steps that lead to the suspects. */
import { foregroundBusy } from '../../app/foreground-work';
import { shownComparison } from '../../state/comparison';
import { chosenView } from '../../state/navigation';
import { pair, series } from '../../state/pair';
import { suspects } from '../../state/suspects';
import { answerOf } from '../../state/task';
import { computingWords } from '../text/computing';
import { focusTab } from '../common/view-tabs';

const STAGES = ['Read', 'Compare', 'Compute retained sizes', 'Name suspects'] as const;

export function Stages() {
  const [alone, second] = series.value;
  if (alone !== undefined && second === undefined)
    return (
      <p class="notice" role="status">
        Finding out what is held… {computingWords(alone)}
      </p>
    );
  const { stage, words } = progress();
  return (
    <div class="stages">
      <p>Finding out who holds what grew…</p>
      <ol>
        {STAGES.map((title, index) => (
          <li key={title} aria-current={index === stage ? 'step' : undefined}>
            {title}
            {index < stage && <span class="good"> ✓</span>}
          </li>
        ))}
      </ol>
      <p class="quiet" role="status">
        {words}
      </p>
      {isCompared() && (
        <p>
          <button
            type="button"
            onClick={() => {
              chosenView.value = 'comparison';
              focusTab('comparison');
            }}
          >
            Look at the comparison meanwhile
          </button>
        </p>
      )}
    </div>
  );
}

const isCompared = (): boolean => answerOf(shownComparison.value.task, shownComparison.value.keys) !== null;

function progress(): { readonly stage: number; readonly words: string } {
  const now = suspects.value;
  if (pair.value === null) return { stage: 0, words: 'The second snapshot is on its way.' };
  if (now.kind === 'running') {
    const latest = series.value.at(-1)?.name ?? '';
    const words =
      now.step === 'earlier snapshots'
        ? 'Listing what was there before…'
        : `Finding out who holds what is new in ${latest}…`;
    return { stage: 3, words };
  }
  if (foregroundBusy.value) {
    return isCompared()
      ? { stage: 0, words: 'Another snapshot is on its way.' }
      : { stage: 1, words: 'Comparing the two snapshots…' };
  }
  const words = series.value.map(computingWords).filter((each) => each !== null);
  return { stage: 2, words: words.join(' ') };
}
