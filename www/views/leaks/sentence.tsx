/** A sentence of the engine, part by part: its words, and names of the heap, which are shown as text like all of it. */
import type { Part } from '../../engine/findings';
import { exactBytes } from '../text/format';
import { closed } from '../text/object-text';

export function Sentence({ parts }: { readonly parts: readonly Part[] }) {
  return (
    <>
      {parts.map(({ text, name, bytes }, index) =>
        name === true ? (
          <code key={index} class="of-heap name">
            {closed(text)}
          </code>
        ) : (
          <span key={index} class="words" title={bytes === undefined ? undefined : exactBytes(bytes)}>
            {closed(text)}
          </span>
        ),
      )}
    </>
  );
}
