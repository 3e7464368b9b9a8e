/** A sentence of the engine. Names of the heap stand between backticks; they are shown as text, like all of it. */
import { closed } from './object-text';

export function Sentence({ text }: { readonly text: string }) {
  return (
    <>
      {text.split('`').map((part, index) =>
        index % 2 === 0 ? (
          <span key={index} class="words">
            {closed(part)}
          </span>
        ) : (
          <code key={index} class="name">
            {closed(part)}
          </code>
        ),
      )}
    </>
  );
}
