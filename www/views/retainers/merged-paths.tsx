/** What holds all objects of a row: their retaining paths, folded by links and classes, as a tree from the root down. */
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { ask, newGeneration } from '../../app/engines';
import type { MergedPath } from '../../engine/names';
import { type MergedOf, mergedOf, shownMerged } from '../../state/merged-paths';
import { select } from '../../state/navigation';
import { snapshotName } from '../../state/snapshots';
import { TreeGrid } from '../../widgets/treegrid/treegrid';
import type { Column, Level } from '../../widgets/treegrid/types';
import { useLatest } from '../common/use-latest';
import { focusTable } from '../common/view-tabs';
import { Waiting } from '../common/waiting';
import { lengthQuery } from '../tables/heap-rows';
import { copyLater } from '../tables/row-menu';
import { bytes, count, exactBytes, percent } from '../text/format';
import { HeapText } from '../text/heap-text';
import { closed } from '../text/object-text';
import { mainPath, type MergedStep, mergedTree } from './merged-tree';

/** The name under which it asks. */
const VIEW = 'merged paths';

export function MergedPaths() {
  const wanted = shownMerged.value;
  if (wanted === null) return null;
  const { snapshot, className, set } = wanted;
  return <Paths key={`${snapshot} ${JSON.stringify(set)}`} wanted={wanted} title={className} />;
}

function Paths({ wanted, title }: { readonly wanted: MergedOf; readonly title: string }) {
  const { snapshot, set } = wanted;
  const loaded = useLatest(async () => {
    const generation = newGeneration(snapshot, VIEW);
    const [merged, { total }] = await Promise.all([
      ask(snapshot, 'mergedPaths', [set, false], generation),
      ask(snapshot, 'instances', [set, lengthQuery({ column: 'shallowSize', ascending: false })], generation),
    ]);
    return { ...merged, unreached: total - (merged.rows[0]?.count ?? 0) };
  }, [snapshot]);
  const what = set.kind === 'new' ? 'new ' : '';
  return (
    <div class="under-notice" onKeyDown={(event) => event.key === 'Escape' && close()}>
      <div class="find-bar">
        <h2>
          What holds {what}
          <HeapText text={closed(title)} /> in {snapshotName(snapshot)}
        </h2>
        <output class="quiet">{loaded.value !== null && words(loaded.value)}</output>
        <span class="spring" />
        <CloseButton />
      </div>
      {loaded.value === null && (
        <Waiting of={loaded} snapshot={snapshot} view={VIEW}>
          Merging the retaining paths…
        </Waiting>
      )}
      {loaded.value !== null && <Tree wanted={wanted} rows={loaded.value.rows} />}
    </div>
  );
}

/** It has the focus at first, so that the keyboard goes on here, and Escape leads back. */
function CloseButton() {
  const button = useRef<HTMLButtonElement>(null);
  useLayoutEffect(() => button.current?.focus(), []);
  return (
    <button ref={button} type="button" aria-label="Close merged paths" onClick={close}>
      ✕
    </button>
  );
}

function close(): void {
  mergedOf.value = null;
  focusTable();
}

interface Merged {
  readonly rows: readonly MergedPath[];
  readonly leftOut: number;
  /** Objects of the set to which no path leads. */
  readonly unreached: number;
}

function words({ rows: [root], leftOut, unreached }: Merged): string {
  if (root === undefined) return '';
  const held = `${count(root.count)} ${root.count === 1 ? 'object' : 'objects'}, ${bytes(root.shallowSize)}`;
  const more = unreached === 0 ? held : `${held}; ${count(unreached)} more are reached from no root`;
  return leftOut === 0 ? more : `${more}; ${count(leftOut)} rarer steps are left out`;
}

function Tree({ wanted, rows }: { readonly wanted: MergedOf; readonly rows: readonly MergedPath[] }) {
  const { snapshot, set } = wanted;
  const tree = useMemo(() => mergedTree(rows), [rows]);
  const columns = useMemo(() => columnsOf(rows[0]?.count ?? 0), [rows]);
  const root = useMemo(() => levelOf(tree), [tree]);
  const openPath = useMemo(() => mainPath(tree), [tree]);
  return (
    <TreeGrid<MergedStep>
      label="Merged paths"
      columns={columns}
      root={root}
      openPath={openPath}
      keyOf={({ position }) => String(position)}
      childrenOf={({ below }) => (below.length === 0 ? null : levelOf(below))}
      onSelect={({ step }) => void ask(snapshot, 'object', [step.example]).then((object) => select(snapshot, object))}
      onCopy={(taken, text) =>
        copyLater(taken.length === 1 ? 'Row' : 'Rows', async () => {
          const redacted = (await ask(snapshot, 'mergedPaths', [set, true])).rows;
          return text(taken.map((row) => ({ ...row, step: redacted[row.position] ?? row.step })));
        })
      }
      empty="The root reaches none of these objects."
    />
  );
}

const levelOf = (steps: readonly MergedStep[]): Level<MergedStep> => ({
  count: steps.length,
  fetch: (from, to) => Promise.resolve(steps.slice(from, to)),
});

/** `all` is how many instances there are. */
function columnsOf(all: number): readonly Column<MergedStep>[] {
  return [
    {
      id: 'heldBy',
      title: 'Held By',
      help: 'A link and the class of the object that it leads to; [*] stands for all places in a collection.',
      align: 'start',
      sortable: false,
      cell: ({ step }) => (
        <>
          {step.edgeName !== '' && (
            <>
              <span class="of-heap edge edge-property">{closed(step.edgeName)}</span>
              <span class="separator"> :: </span>
            </>
          )}
          <span class="of-heap class-name">{nameOf(step)}</span>
        </>
      ),
      text: ({ step }) => `${step.edgeName === '' ? '' : `${step.edgeName} :: `}${nameOf(step)}`,
    },
    {
      id: 'count',
      title: 'Instances',
      help: 'How many of the objects are held in this way.',
      align: 'end',
      width: '9rem',
      sortable: false,
      cell: ({ step }) => (
        <>
          {count(step.count)}
          <span class="share">{percent(step.count, all)}</span>
        </>
      ),
      text: ({ step }) => String(step.count),
    },
    {
      id: 'shallowSize',
      title: 'Shallow Size',
      help: 'What these objects take by themselves.',
      align: 'end',
      width: '7rem',
      hideOrder: 0,
      sortable: false,
      cell: ({ step }) => bytes(step.shallowSize),
      text: ({ step }) => String(step.shallowSize),
      tip: ({ step }) => exactBytes(step.shallowSize),
    },
  ];
}

const nameOf = ({ level, className }: MergedPath): string => (level === 0 ? '(root)' : closed(className));
