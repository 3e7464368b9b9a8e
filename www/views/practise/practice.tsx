/**
 * Practise: beside the work screen, from two snapshots of a small program to its repair, in five steps. The views are those of all
 * snapshots, so that what is learned here is where it will be needed.
 */
import { useEffect, useRef } from 'preact/hooks';
import { endPractice, goTo, hasRepaired, openRepaired } from '../../app/practice';
import { showNew } from '../../app/show-new';
import { chosenView } from '../../state/navigation';
import { verificationKeys } from '../../state/pair';
import { EXERCISES, practice, type Practice, type Step, STEPS } from '../../state/practice';
import { answerOf } from '../../state/task';
import { verification } from '../../state/verification';
import { toPanel } from '../../widgets/focus';
import { focusTab } from '../common/view-tabs';
import { EXERCISE, type Exercise } from './exercises';
import { Listing, Repair } from './listing';
import './practice.css';

export { startPractice } from '../../app/practice';

const TITLES: Readonly<Record<Step, string>> = {
  read: 'Read the program',
  look: 'Find the suspect',
  where: 'Find the line',
  fix: 'Fix it',
  prove: 'Prove it',
};

export function PracticePanel() {
  const now = practice.value;
  return now === null ? null : <Panel {...now} />;
}

function Panel({ exercise: name, step }: Practice) {
  const heading = useRef<HTMLHeadingElement>(null);
  const panel = useRef<HTMLElement>(null);
  // Who goes on reads from the top of the next step; at the start nothing is taken from where the focus is.
  const shown = useRef(step);
  useEffect(() => {
    if (shown.current !== step) heading.current?.focus();
    shown.current = step;
    panel.current?.scrollTo(0, 0);
  }, [step]);
  const exercise = EXERCISE[name];
  const at = STEPS.indexOf(step);
  const [previous, next] = [STEPS[at - 1], STEPS[at + 1]];
  return (
    <aside ref={panel} class="practice" aria-label="Practise">
      <header>
        <b>Practise: {exercise.title}</b>
        <button type="button" ref={toPanel()} onClick={endPractice}>
          End
        </button>
      </header>
      <h2 ref={heading} tabIndex={-1}>
        {at + 1} of {STEPS.length}: {TITLES[step]}
      </h2>
      <Body of={exercise} step={step} />
      <p class="actions">
        {previous !== undefined && (
          <button type="button" onClick={() => goTo(previous)}>
            Back
          </button>
        )}
        {next !== undefined && (
          <button type="button" class="primary" onClick={() => goTo(next)}>
            Next: {TITLES[next]}
          </button>
        )}
      </p>
      {next === undefined && <Others than={name} />}
    </aside>
  );
}

function Body({ of: exercise, step }: { readonly of: Exercise; readonly step: Step }) {
  const { file, source } = exercise;
  switch (step) {
    case 'read':
      return (
        <>
          <p>{exercise.story}</p>
          <Listing file={file} source={source} />
        </>
      );
    case 'look':
      return <Look of={exercise} />;
    case 'where':
      return (
        <>
          <p>{exercise.where}</p>
          <Listing file={file} source={source} marked={exercise.lines} />
        </>
      );
    case 'fix':
      return (
        <>
          <p>{exercise.fix}</p>
          <Repair file={file} repair={exercise.repair} />
        </>
      );
    case 'prove':
      return <Prove of={exercise} />;
  }
}

function Look({ of: { look, also } }: { readonly of: Exercise }) {
  return (
    <>
      <p>{look}</p>
      <p>
        <button
          type="button"
          onClick={() => {
            chosenView.value = 'suspects';
            focusTab('suspects');
          }}
        >
          Show Suspects
        </button>
      </p>
      {also !== null && (
        <>
          <p>{also.why}</p>
          <p>
            <button type="button" onClick={() => void showNew(also.className).then(() => focusTab('comparison'))}>
              Show {also.className} in Comparison
            </button>
          </p>
        </>
      )}
    </>
  );
}

/** The answer is the one that Verify shows beside this. */
function Prove({ of: { proven } }: { readonly of: Exercise }) {
  const summary = answerOf(verification.value, verificationKeys.value)?.value.answer.summary;
  return (
    <>
      <p>
        Two more snapshots were taken of the repaired program, with the same visits as before. Dropped beside the first two, they
        are compared with them.
      </p>
      {!hasRepaired() && (
        <p>
          <button type="button" class="primary" onClick={openRepaired}>
            Add the two snapshots
          </button>
        </p>
      )}
      <p role="status">
        {summary !== undefined && (
          <>
            <b>Verify: {summary}</b> {proven}
          </>
        )}
      </p>
    </>
  );
}

/** A reload: the locked page cannot fetch another exercise any more. */
function Others({ than }: { readonly than: Practice['exercise'] }) {
  return (
    <ul class="plain">
      {EXERCISES.filter((name) => name !== than).map((name) => (
        <li key={name}>
          <a href={`?practise=${name}`}>Practise: {EXERCISE[name].title}</a>
        </li>
      ))}
    </ul>
  );
}
