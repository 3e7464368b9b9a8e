/** Whose growth it all is: one stacked bar of the parts, which add up, each with its figure below. */
import type { Balance, BalancePart } from '../../engine/findings';
import { bytes, exactBytes } from '../text/format';
import { closed } from '../text/object-text';

/** Width of the bar in its own units. */
const WIDTH = 1000;
const HEIGHT = 14;

export function WholeGrowth({ balance: { growth, parts, singles } }: { readonly balance: Balance }) {
  return (
    <figure class="balance">
      <figcaption>
        Whose growth it is: <b title={exactBytes(Math.abs(growth))}>{signedBytes(growth)}</b> in all
      </figcaption>
      <Bar parts={parts} />
      <ul>
        {parts.map((part) => (
          <li key={part.kind} title={exactBytes(Math.abs(part.bytes))}>
            <svg class={`part part-${part.kind}`} width="10" height="10" aria-hidden="true">
              <rect width="10" height="10" />
            </svg>{' '}
            <b>{signedBytes(part.bytes)}</b> {part.what}
            {part.names.map((name) => (
              <code class="of-heap name" key={name}>
                {' '}
                {closed(name)}
              </code>
            ))}
          </li>
        ))}
      </ul>
      {singles.map((single) => (
        <p class="quiet" key={single.id}>
          One new <code class="of-heap name">{closed(single.class)}</code> of {bytes(single.bytes)} at{' '}
          <code class="of-heap name">{closed(single.name)}</code>: one thing, not a repetition.
        </p>
      ))}
    </figure>
  );
}

/** What came, part beside part; what is gone, net, is only in the figures. The figures say all of it in words. */
function Bar({ parts }: { readonly parts: readonly BalancePart[] }) {
  const grown = parts.filter((part) => part.bytes > 0);
  const sum = grown.reduce((all, part) => all + part.bytes, 0);
  let from = 0;
  return (
    <svg class="bar" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      {grown.map((part) => {
        const [x, width] = [from, (part.bytes / sum) * WIDTH];
        from += width;
        return (
          <g key={part.kind} class={`part part-${part.kind}`}>
            <title>{`${part.what}: ${bytes(part.bytes)}`}</title>
            <rect x={x} width={width} height={HEIGHT} />
          </g>
        );
      })}
    </svg>
  );
}

/** A difference in bytes, with a minus if more is gone than came. */
const signedBytes = (difference: number) => `${difference < 0 ? '−' : ''}${bytes(Math.abs(difference))}`;
