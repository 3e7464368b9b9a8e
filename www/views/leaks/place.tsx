/** A place in the source, as `path:line:column`, so that an editor finds it. */
import type { Place } from '../../engine/findings';
import { closed } from '../text/object-text';

interface Props {
  readonly place: Place;
  /** Without folders, which the title has. */
  readonly short?: boolean;
}

export function PlaceCode({ place: { file, scriptId, line, column }, short = false }: Props) {
  const whole = `${file ?? `script ${scriptId}`}:${line}:${column}`;
  const shown = short ? whole.slice(whole.lastIndexOf('/') + 1) : whole;
  return (
    <code class="name place" title={short ? whole : `Script ${scriptId}, line ${line}, column ${column}`}>
      {closed(shown)}
    </code>
  );
}
