/**
 * The page of the treegrid's browser test: a grid of synthetic rows, and handles for the test on `window.bench`. Every
 * row is named after its place; rows whose number ends in 0 open to a hundred thousand rows, the others to three, and
 * the names at odd depths carry markup that must stay text.
 */
import { render } from 'preact';
import { useState } from 'preact/hooks';
import type { Column, Level, Sort } from '../../../www/widgets/treegrid/types';
import { Splitter } from '../../../www/widgets/splitter/splitter';
import { TreeGrid } from '../../../www/widgets/treegrid/treegrid';
import './page.css';

interface Row {
  readonly path: readonly number[];
  readonly value: number;
}

interface Options {
  readonly count: number;
  readonly openPath?: readonly number[];
}

const bench = {
  fetches: 0,
  selections: [] as string[],
  menuRuns: [] as string[],
  sorts: [] as Sort[],
  /** Fetches wait while this is set; the test lets them go on. */
  held: null as null | Promise<void>,
  release: () => {},
  /** Fetches that begin at this row fail. */
  failAt: -1,
  hold() {
    bench.held = new Promise((resolve) => {
      bench.release = () => {
        bench.held = null;
        resolve();
      };
    });
  },
  show(_options: Options) {},
  /** The same rows with other values. */
  refresh() {},
};
declare global {
  interface Window {
    bench: typeof bench;
  }
}
window.bench = bench;

function levelOf(path: readonly number[], count: number, sort: Sort, bonus: number): Level<Row> {
  return {
    count,
    async fetch(from, to) {
      bench.fetches++;
      if (bench.held) await bench.held;
      if (from === bench.failAt) throw new Error('The synthetic engine was told to fail.');
      return Array.from({ length: to - from }, (_, at) => {
        const number = sort.ascending ? from + at : count - 1 - from - at;
        return { path: [...path, number], value: number * 16 + bonus };
      });
    },
  };
}

function nameOf({ path }: Row): string {
  const name = `row ${path.join('.')}`;
  return path.length % 2 === 0 ? `${name} <img src=x onerror="document.title='hacked'">` : name;
}

const number = new Intl.NumberFormat('en');
const columns: readonly Column<Row>[] = [
  {
    id: 'name', title: 'Constructor', help: 'What made the objects.', align: 'start', sortable: true, firstAscending: true,
    cell: (row) => nameOf(row),
    text: nameOf,
  },
  ...['# New', '# Deleted', '# Delta', 'Alloc. Size', 'Freed Size', 'Size Delta'].map((title, index): Column<Row> => ({
    id: `c${index}`, title, help: `Help of ${title}.`, align: 'end', width: '90px', sortable: true,
    ...(index === 5 ? {} : { hideOrder: index }),
    cell: ({ value }) => number.format(value * (index + 1)),
    text: ({ value }) => String(value * (index + 1)),
    tip: ({ value }) => `exactly ${value * (index + 1)}`,
  })),
];

function Bench() {
  const [{ count, openPath }, setOptions] = useState<Options>({ count: 1_000_000 });
  const [sort, setSort] = useState<Sort>({ column: 'name', ascending: true });
  const [bonus, setBonus] = useState(0);
  const [root, setRoot] = useState(() => levelOf([], count, sort, 0));
  const [pane, setPane] = useState(120);
  bench.show = (options) => {
    setOptions(options);
    setRoot(levelOf([], options.count, sort, bonus));
  };
  bench.refresh = () => {
    setBonus(bonus + 1);
    setRoot(levelOf([], count, sort, bonus + 1));
  };
  return (
    <main>
      <div class="upper">
        <TreeGrid<Row>
          label="Synthetic"
          columns={columns}
          root={root}
          openPath={openPath}
          keyOf={(row) => String(row.path.at(-1))}
          childrenOf={({ path }) => levelOf(path, (path.at(-1) ?? 0) % 10 === 0 ? 100_000 : 3, sort, bonus)}
          sort={sort}
          onSort={(next) => {
            bench.sorts.push(next);
            setSort(next);
            setRoot(levelOf([], count, next, bonus));
          }}
          onSelect={(row, ancestors) => bench.selections.push([...ancestors, row].map(nameOf).join(' > '))}
          menuOf={(row) => ['Show retainers', 'Copy name', 'Reveal'].map((label) => ({
            label, run: () => bench.menuRuns.push(`${label}: ${nameOf(row)}`),
          }))}
          rowClass={(row) => (row.path.length > 1 && row.path.at(-1) === 1 ? 'dim' : undefined)}
          empty={<p>No rows here. Load something.</p>}
        />
      </div>
      <Splitter label="Size of the lower pane" orientation="horizontal" size={pane} min={60} max={300} onResize={setPane} />
      <div class="lower" style={{ height: `${pane}px` }}>Lower pane</div>
    </main>
  );
}

render(<Bench />, document.body);
