/**
 * The dominator tree as an icicle: below each object what would be free without it, as wide as it is large. Only what can be
 * seen is asked of the engine. A box is a treeitem: arrows move, Enter goes into it, Backspace back.
 */
import { useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { BoxOwner, DominatorBox } from '../../engine/protocol';
import { bytes, exactBytes, percent } from '../text/format';
import { edgeText, objectText } from '../text/object-text';
import { neighbour, type Placed, placed } from './icicle-layout';

/** Levels of the picture. */
export const LEVELS = 10;
/** Narrower boxes are not asked for, in pixels. */
export const NARROWEST = 3;
/** Narrower boxes have no text, as a part of the whole. */
const NARROWEST_TEXT = 0.02;

interface Props {
  readonly boxes: readonly DominatorBox[];
  onSelect(box: DominatorBox): void;
  /** Goes into a box; with null back out. */
  onZoom(box: DominatorBox | null): void;
}

export function Icicle({ boxes, onSelect, onZoom }: Props) {
  const drawn = useMemo(() => placed(boxes), [boxes]);
  const [at, setAt] = useState({ boxes, current: 0 });
  // Other boxes begin with the first one.
  const current = at.boxes === boxes ? at.current : 0;
  const setCurrent = (to: number) => setAt({ boxes, current: to });
  const tree = useRef<HTMLDivElement>(null);
  const isMoving = useRef(false);
  useLayoutEffect(() => {
    if (isMoving.current) tree.current?.querySelector<HTMLElement>('[tabindex="0"]')?.focus();
    isMoving.current = false;
  }, [current, boxes]);
  const onKeyDown = (event: KeyboardEvent) => {
    const here = drawn[current];
    if (here === undefined) return;
    const to = neighbour(drawn, current, event.key);
    if (event.key === 'Enter' || event.key === 'Backspace') {
      isMoving.current = true;
      onZoom(event.key === 'Enter' ? here.box : null);
    } else if (to !== current) {
      isMoving.current = true;
      setCurrent(to);
      const box = drawn[to]?.box;
      if (box !== undefined) onSelect(box);
    } else if (!event.key.startsWith('Arrow') && event.key !== 'Home') {
      return;
    }
    event.preventDefault();
  };
  return (
    <div ref={tree} class="icicle" role="tree" aria-label="Dominator tree" onKeyDown={onKeyDown}>
      {drawn.map((each, position) => (
        <Box
          key={each.box.ordinal}
          of={each}
          isCurrent={position === current}
          share={percent(each.box.retainedSize, boxes[0]?.retainedSize ?? 0)}
          onClick={() => {
            isMoving.current = position > 0;
            setCurrent(position);
            onSelect(each.box);
            onZoom(each.box);
          }}
        />
      ))}
    </div>
  );
}

interface BoxProps {
  readonly of: Placed;
  readonly isCurrent: boolean;
  readonly share: string;
  onClick(): void;
}

function Box({ of: { box, left, width }, isCurrent, share, onClick }: BoxProps) {
  const words = boxText(box);
  const size = bytes(box.retainedSize);
  // Begins with what can be read in the box.
  const said = `${words} ${size} @${box.id}, ${exactBytes(box.retainedSize)} retained, ${share}, ${OWNERS[box.owner]}`;
  return (
    <div
      role="treeitem"
      aria-level={box.level + 1}
      aria-selected={isCurrent}
      aria-label={said}
      title={said}
      tabIndex={isCurrent ? 0 : -1}
      class={`icicle-box of-${box.owner}`}
      style={{ left: `${left * 100}%`, width: `${width * 100}%`, '--level': box.level }}
      onClick={onClick}
    >
      {width >= NARROWEST_TEXT && (
        <>
          <span class="of-heap value">{words}</span> <span class="amount">{size}</span>
        </>
      )}
    </div>
  );
}

/** Whose code it is, in words. */
const OWNERS: Readonly<Record<BoxOwner, string>> = {
  program: 'the program’s own',
  package: 'of packages',
  runtime: 'of the runtime',
  engine: 'of the engine',
  unknown: 'others',
};

/** What the colours of boxes say, of those that are there. */
export function Legend({ boxes }: { readonly boxes: readonly DominatorBox[] }) {
  const there = new Set(boxes.map(({ owner }) => owner));
  return (
    <ul class="legend" aria-label="Colours">
      {(Object.keys(OWNERS) as BoxOwner[])
        .filter((owner) => there.has(owner))
        .map((owner) => (
          <li key={owner}>
            <span class={`swatch of-${owner}`} aria-hidden="true" /> {OWNERS[owner]}
          </li>
        ))}
    </ul>
  );
}

/** The link that leads to an object, if its dominator has one, and the object. */
export function boxText(box: DominatorBox): string {
  return box.edgeName === '' ? objectText(box) : `${edgeText(box)} :: ${objectText(box)}`;
}
