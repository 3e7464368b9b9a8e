/** What the find bar has found: a row per object, whatever its class, as the search goes on. */
import { useLayoutEffect } from 'preact/hooks';
import { ask } from '../../app/engines';
import { startWorker } from '../../app/files';
import { Superseded } from '../../engine/client';
import { ExpressionWorker } from '../../engine/expressions';
import { finding, findProgress, type Finding, goesToResults, searched } from '../../state/find';
import { select } from '../../state/navigation';
import type { ReadySnapshot } from '../../state/snapshots';
import { Notice } from '../common/notice';
import { VIEW_ID } from '../common/view-tabs';
import { failureWords } from '../text/copying';
import { ObjectList } from './object-list';

export function FindResults() {
  const snapshot = searched.value;
  const wanted = finding.value;
  if (snapshot === null || wanted === null) return null;
  return <Results snapshot={snapshot} wanted={wanted} />;
}

/** The name of a search, by which its engine knows it. */
const nameOf = ({ text, matchCase }: Finding): string => `${matchCase ? 'case' : 'any case'} ${text}`;

const NO_ANSWERS: Uint8Array = new Uint8Array();

/** Asks the engine to go on until the search is over; another text, or another snapshot, takes its place. */
function useSearch(key: number, wanted: Finding): void {
  useLayoutEffect(() => {
    let current = true;
    findProgress.value = null;
    const expressions = new ExpressionWorker(startWorker);
    const search = async () => {
      let answers = NO_ANSWERS;
      for (;;) {
        const answer = await ask(key, 'find', [nameOf(wanted), wanted.text, wanted.matchCase, answers]);
        if (!current) return;
        answers = NO_ANSWERS;
        if (typeof answer !== 'string' && 'asks' in answer) {
          answers = await expressions.match(answer.asks);
          if (!current) return;
          continue;
        }
        findProgress.value = answer;
        if (typeof answer === 'string' || answer.done) return;
      }
    };
    search().catch((thrown: unknown) => {
      if (current && !(thrown instanceof Superseded)) findProgress.value = failureWords(thrown);
    });
    return () => {
      current = false;
      expressions.end();
    };
  }, [key, wanted.text, wanted.matchCase]);
}

function goThere(): void {
  goesToResults.value = false;
  document.querySelector<HTMLElement>(`#${VIEW_ID} [role=treegrid]`)?.focus();
}

function Results({ snapshot, wanted }: { readonly snapshot: ReadySnapshot; readonly wanted: Finding }) {
  useSearch(snapshot.key, wanted);
  const progress = findProgress.value;
  if (typeof progress === 'string') return <Notice>{progress}</Notice>;
  if (progress === null || !progress.done) return <Notice>Searching…</Notice>;
  return (
    <ObjectList
      label="Found"
      snapshot={snapshot}
      set={{ kind: 'found', of: nameOf(wanted) }}
      of={nameOf(wanted)}
      onSelect={(row) => select(row.snapshot, row.object)}
      onShown={goesToResults.value ? goThere : undefined}
      empty="Nothing in this snapshot is called so."
    />
  );
}
