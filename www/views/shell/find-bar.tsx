/** The find bar: what is looked for, and how much has been found. Ctrl+F opens it, Escape closes it. */
import { useLayoutEffect, useRef } from 'preact/hooks';
import { finding, findProgress, goesToResults, isFinding, searched } from '../../state/find';
import { focusTable } from '../common/view-tabs';
import { bytes, count } from '../text/format';

/** The box, wherever it is drawn. */
export const FIND_ID = 'find';

const HELP =
  'In names of classes, objects, strings and properties: text, /expression/, @id; or class:Session ' +
  'name:… string:… property:… type:closure detached retained>1MB shallow<64 distance<5';

/** Opens the bar, or goes back to it; says whether there is anything to look in. */
export function openFind(): boolean {
  if (searched.peek() === null) return false;
  finding.value ??= { text: '', matchCase: false };
  const box = document.getElementById(FIND_ID);
  if (box instanceof HTMLInputElement) {
    box.focus();
    box.select();
  }
  return true;
}

function close(): void {
  finding.value = null;
  focusTable();
}

export function FindBar() {
  const wanted = finding.value;
  return wanted === null ? null : <Bar {...wanted} />;
}

function Bar({ text, matchCase }: { readonly text: string; readonly matchCase: boolean }) {
  const box = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => box.current?.focus(), []);
  return (
    <search class="find-bar">
      <label class="find-text">
        <span class="label">Find</span>{' '}
        <input
          ref={box}
          id={FIND_ID}
          type="search"
          placeholder="text, /expression/, @id, class:Session retained>1MB"
          title={HELP}
          spellcheck={false}
          autocomplete="off"
          value={text}
          onInput={(event) => {
            goesToResults.value = false;
            finding.value = { text: event.currentTarget.value, matchCase };
          }}
          onKeyDown={(event) => {
            if (event.key === 'Escape') close();
            if (event.key === 'Enter') goesToResults.value = true;
          }}
        />
      </label>
      <label>
        <input
          type="checkbox"
          checked={matchCase}
          onChange={(event) => {
            finding.value = { text, matchCase: event.currentTarget.checked };
          }}
        />{' '}
        Match case
      </label>
      <output class="quiet" aria-label="Found">
        {isFinding.value ? words() : ''}
      </output>
      <span class="spring" />
      <button type="button" aria-label="Close find" onClick={close}>
        ✕
      </button>
    </search>
  );
}

function words(): string {
  const progress = findProgress.value;
  if (progress === null || typeof progress === 'string') return '';
  const { done, thousandths, sum } = progress;
  const found = `${count(sum.count)} ${sum.count === 1 ? 'object' : 'objects'}, ${bytes(sum.shallowSize)}`;
  return done ? found : `${found} in the first ${Math.floor(thousandths / 10)} %`;
}
