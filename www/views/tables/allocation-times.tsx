/**
 * When what is alive was allocated: a bar for each stretch of time of a recording. A window of them, dragged over the bars or
 * moved by the sliders below, is what Summary counts.
 */
import { signal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { ask } from '../../app/engines';
import type { AllocationInterval } from '../../engine/allocations';
import { ALLOCATED, type NodeFilter } from '../../engine/node-filter';
import { wantedObjects } from '../../state/navigation';
import { shownObjects } from '../../state/objects-shown';
import type { ReadySnapshot } from '../../state/snapshots';
import { useLatest } from '../common/use-latest';
import { bytes } from '../text/format';

/** From the end of one interval to that of another. */
type Window = readonly [first: number, last: number];

/** The window as it was chosen here: where nothing was allocated, several have the same objects. */
const chosen = signal<Window>([0, 0]);

interface Props {
  /** Each ends an interval; the first ends the time before recording began. */
  readonly edges: readonly AllocationInterval[];
  readonly window: Window;
  choose(first: number, last: number): void;
}

export function AllocationTimes({ snapshot: { key, life } }: { readonly snapshot: ReadySnapshot }) {
  const edges = useLatest(() => ask(key, 'allocationIntervals', []), []).value ?? [];
  const [before] = edges;
  if (before === undefined) return null;
  const nameOf = (...window: Window) => ALLOCATED + window.map((edge) => edges[edge]?.lastId).join('-');
  const choose = (...window: Window) => {
    chosen.value = window;
    wantedObjects.value = nameOf(...window);
  };
  const wanted = shownObjects.value ?? '';
  const window = nameOf(...chosen.value) === wanted ? chosen.value : windowOf(wanted, edges);
  const [first, last] = window;
  const size = edges.slice(first + 1, last + 1).reduce((sum, { liveSize }) => sum + liveSize, 0);
  return (
    <figure class="allocation-times">
      <figcaption class="quiet">
        {`Of what was allocated from ${seconds(edges, first)} to ${seconds(edges, last)}, ${bytes(size)} are alive; ${bytes(before.liveSize)} are older. What was freed has no bar.`}
        {!life.info.hasAllocationStacks && ' Which functions allocated it was not recorded.'}
      </figcaption>
      <Bars edges={edges} window={window} choose={choose} />
      <Slider label="Allocated from" edges={edges} at={first} min={0} max={last - 1} move={(edge) => choose(edge, last)} />
      <Slider label="Allocated until" edges={edges} at={last} min={first + 1} max={edges.length - 1} move={(edge) => choose(first, edge)} />
    </figure>
  );
}

/** The window of these objects, as an address has them; of all others the whole recording. */
function windowOf(objects: NodeFilter, edges: readonly AllocationInterval[]): Window {
  const [, ...ids] = objects.split('-').map(Number);
  const [from = -1, to = -1] = ids.map((id) => edges.findIndex(({ lastId }) => lastId === id));
  return from >= 0 && to > from ? [from, to] : [0, edges.length - 1];
}

const time = (edges: readonly AllocationInterval[], edge: number) => (edges[edge]?.end ?? 0) - (edges[0]?.end ?? 0);
const seconds = (edges: readonly AllocationInterval[], edge: number) => `${(time(edges, edge) / 1e6).toFixed(2)} s`;

function Bars({ edges, window: [first, last], choose }: Props) {
  const begun = useRef(0);
  const bars = edges.slice(1);
  const length = time(edges, bars.length) || 1;
  const largest = Math.max(1, ...bars.map(({ liveSize }) => liveSize));
  const under = (event: PointerEvent & { readonly currentTarget: Element }) => {
    const { left, width } = event.currentTarget.getBoundingClientRect();
    const found = bars.findIndex((_, at) => time(edges, at + 1) / length >= (event.clientX - left) / width);
    return found < 0 ? bars.length - 1 : found;
  };
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 0 ${length} ${largest}`}
      preserveAspectRatio="none"
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        begun.current = under(event);
        choose(begun.current, begun.current + 1);
      }}
      onPointerMove={(event) => {
        const now = under(event);
        if (event.buttons > 0) choose(Math.min(begun.current, now), Math.max(begun.current, now) + 1);
      }}
    >
      {bars.map(({ liveSize }, at) => (
        <rect
          key={at}
          class={at < first || at >= last ? 'outside' : undefined}
          x={time(edges, at)}
          width={time(edges, at + 1) - time(edges, at)}
          y={largest - liveSize}
          height={liveSize}
        >
          <title>{`${seconds(edges, at)} to ${seconds(edges, at + 1)}: ${bytes(liveSize)}`}</title>
        </rect>
      ))}
    </svg>
  );
}

interface SliderProps {
  readonly label: string;
  readonly edges: readonly AllocationInterval[];
  readonly at: number;
  /** The bounds that the other end sets. */
  readonly min: number;
  readonly max: number;
  move(edge: number): void;
}

/** One end of the window, on the scale of the bars. */
function Slider({ label, edges, at, min, max, move }: SliderProps) {
  return (
    <input
      type="range"
      aria-label={label}
      aria-valuetext={seconds(edges, at)}
      max={edges.length - 1}
      value={at}
      onInput={({ currentTarget }) => {
        currentTarget.valueAsNumber = Math.max(min, Math.min(currentTarget.valueAsNumber, max));
        move(currentTarget.valueAsNumber);
      }}
    />
  );
}
