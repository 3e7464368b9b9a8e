/** Dominators: what would be free without what, as a picture from the root down, and below it as a list that opens. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { ask, newGeneration } from '../../app/engines';
import type { DominatorBox, ObjectRow } from '../../engine/protocol';
import { select, summarySide } from '../../state/navigation';
import { snapshotOn } from '../../state/pair';
import type { ReadySnapshot } from '../../state/snapshots';
import { Notice } from '../common/notice';
import { useLatest } from '../common/use-latest';
import { takeLostFocus } from '../../widgets/focus';
import { Waiting } from '../common/waiting';
import { ObjectList } from '../tables/object-list';
import { HeapText } from '../text/heap-text';
import { folded } from './chain';
import { objectText } from '../text/object-text';
import { boxText, Icicle, LEVELS, Legend, NARROWEST } from './icicle';

/** The names under which the root is asked for, and what is below. */
const ROOT = 'dominating';
const PICTURE = 'icicle';

export function DominatorsView() {
  const snapshot = snapshotOn(summarySide.value);
  if (snapshot === null) return <Notice>The dominator tree appears here when the snapshot is read.</Notice>;
  return <FromRoot key={snapshot.key} snapshot={snapshot} />;
}

function FromRoot({ snapshot }: { readonly snapshot: ReadySnapshot }) {
  const { key, life } = snapshot;
  const root = useLatest(() => ask(key, 'icicle', [life.info.rootOrdinal, 1, 0], newGeneration(key, ROOT)), [key]);
  const [box] = root.value ?? [];
  if (box === undefined)
    return (
      <Waiting of={root} snapshot={key} view={ROOT}>
        Computing what is retained…
      </Waiting>
    );
  return <Tree snapshot={snapshot} root={box} />;
}

/** The path to the box that the picture begins with, from the root. */
type Zoom = readonly [DominatorBox, ...DominatorBox[]];

function Tree({ snapshot, root }: { readonly snapshot: ReadySnapshot; readonly root: DominatorBox }) {
  const { key } = snapshot;
  const [zoom, setZoom] = useState<Zoom>([root]);
  const picture = useRef<HTMLDivElement>(null);
  const width = useWidth(picture);
  const top = zoom.at(-1) ?? root;
  const loaded = useLatest(async () => {
    const smallest = Math.ceil(((top.retainedSize ?? 0) * NARROWEST) / width);
    return { below: top.ordinal, boxes: await ask(key, 'icicle', [top.ordinal, LEVELS, smallest], newGeneration(key, PICTURE)) };
  }, [key, top.ordinal, width]);
  const boxes = loaded.value?.boxes ?? null;
  const into = (box: DominatorBox) => {
    // The former picture stands until the next one is there, and no path goes on from it.
    const path = loaded.value?.below === top.ordinal ? pathTo(loaded.value.boxes, box) : [];
    if (path.length > 0) setZoom([...zoom, ...path] as unknown as Zoom);
  };
  const out = (to: number) => setZoom(zoom.slice(0, Math.max(1, to)) as unknown as Zoom);
  return (
    <div class="under-notice">
      <div class="icicle-head">
        <Crumbs zoom={zoom} onOut={out} />
        <Legend boxes={boxes ?? []} />
      </div>
      <div ref={picture} class="icicle-frame">
        {boxes === null ? (
          <Waiting of={loaded} snapshot={key} view={PICTURE}>
            Drawing the picture…
          </Waiting>
        ) : (
          <Icicle
            boxes={boxes}
            onSelect={(box) => select(key, objectOf(box))}
            onZoom={(box) => (box === null ? out(zoom.length - 1) : into(box))}
          />
        )}
      </div>
      <ObjectList
        key={top.ordinal}
        label="Dominators"
        snapshot={snapshot}
        set={{ kind: 'dominated', ordinal: top.ordinal }}
        of={top.ordinal}
        onSelect={(row) => select(row.snapshot, row.object)}
        empty="Only this object would be free without it: it dominates nothing."
      />
    </div>
  );
}

/** The boxes above the first one, each a way back; of a long path the middle is folded at first, as in chains. */
function Crumbs({ zoom, onOut }: { readonly zoom: Zoom; onOut(length: number): void }) {
  const [unfolded, setUnfolded] = useState(false);
  const { start, hidden, end } = folded(zoom, zoom.length, unfolded);
  const crumbs = (boxes: readonly DominatorBox[], before: number) =>
    boxes.map((box, at) => (
      <span key={box.ordinal}>
        {before + at > 0 && SEPARATOR}
        {before + at === zoom.length - 1 ? (
          <b tabIndex={-1} ref={takeLostFocus}>
            <HeapText text={boxText(box)} />
          </b>
        ) : (
          <button type="button" class="link" onClick={() => onOut(before + at + 1)}>
            <HeapText text={objectText(box)} />
          </button>
        )}
      </span>
    ));
  return (
    <nav class="crumbs" aria-label="Path in the dominator tree">
      {crumbs(start, 0)}
      {hidden > 0 && (
        <>
          {SEPARATOR}
          <button type="button" class="fold" onClick={() => setUnfolded(true)}>
            {hidden} more
          </button>
        </>
      )}
      {crumbs(end, start.length + hidden)}
    </nav>
  );
}

const SEPARATOR = <span class="separator"> › </span>;

/** The boxes from below the first one to a box. */
function pathTo(boxes: readonly DominatorBox[], box: DominatorBox): readonly DominatorBox[] {
  const path: DominatorBox[] = [];
  for (let at = boxes.indexOf(box); at > 0; at = boxes[at]?.above ?? 0) {
    const step = boxes[at];
    if (step !== undefined) path.unshift(step);
  }
  return path;
}

/** The object of a box, as tables have it: what it opens to is asked for by whoever shows it. */
const objectOf = ({ level: _level, above: _above, edgeName: _name, edgeType: _type, owner: _owner, ...object }: DominatorBox): ObjectRow => object;

/** Widths are told apart by so many pixels, so that a picture is not asked for at every step of a window being drawn larger. */
const WIDTH_STEP = 100;

function useWidth(frame: { readonly current: HTMLElement | null }): number {
  const [width, setWidth] = useState(1000);
  useEffect(() => {
    const element = frame.current;
    if (element === null) return undefined;
    const measure = () => setWidth(Math.max(WIDTH_STEP, Math.round(element.clientWidth / WIDTH_STEP) * WIDTH_STEP));
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    measure();
    return () => observer.disconnect();
  }, []);
  return width;
}
