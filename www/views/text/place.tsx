/** A place in the source, as `path:line:column`, so that an editor finds it. */
import type { StackFrame } from '../../engine/allocations';
import type { Place } from '../../engine/findings';
import type { SourcePlace } from '../../engine/names';
import { closed } from './object-text';

/** A place, and what stands there. */
export function PlaceOf({ place }: { readonly place: Place }) {
  return (
    <>
      <PlaceCode place={place} />
      {place.of !== '' && (
        <>
          {' '}
          (<code class="of-heap name">{closed(place.of)}</code>)
        </>
      )}
    </>
  );
}

export const placeText = ({ file, scriptId, line, column }: SourcePlace): string =>
  `${file ?? `script ${scriptId}`}:${line}:${column}`;

/** A function on a stack; names in brackets are V8's own, as `(root)`. */
export const functionText = ({ name }: StackFrame): string => (name === '' ? '(anonymous)' : name.startsWith('(') ? name : `${name}()`);

interface Props {
  readonly place: SourcePlace;
  /** Without folders, which the title has. */
  readonly short?: boolean;
}

export function PlaceCode({ place, short = false }: Props) {
  const { scriptId, generated } = place;
  const { line, column } = generated ?? place;
  const whole = placeText(place);
  const shown = short ? whole.slice(whole.lastIndexOf('/') + 1) : whole;
  return (
    <code class="of-heap name place" title={short ? whole : `${generated?.file ?? `Script ${scriptId}`}, line ${line}, column ${column}`}>
      {closed(shown)}
    </code>
  );
}
