/** A few numbers in a row, as a line without axes: whether they go up, stay, or go up and down is seen at a glance. */
import { pointsOf, WIDTH, HEIGHT } from './points';
import './sparkline.css';

interface Props {
  readonly values: readonly number[];
  /** What the line says, for who does not see it. */
  readonly label: string;
}

export function Sparkline({ values, label }: Props) {
  const points = pointsOf(values);
  const [x, y] = points.at(-1) ?? [0, 0];
  return (
    <svg class="sparkline" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label}>
      <polyline points={points.map((point) => point.join()).join(' ')} />
      <circle cx={x} cy={y} r="1.8" />
    </svg>
  );
}
