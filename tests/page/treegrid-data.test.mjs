/** The treegrid without a page: flat tree, row cache, scroll map, columns. Random cases run against naive twins. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { importModules } from './treegrid/bundle.mjs';

const { FlatTree, RowCache, BLOCK_ROWS, BLOCKS_KEPT, ScrollMap, TRACK_LIMIT, fittingColumns, columnTracks, dragBorder, GridModel } =
  await importModules(['flat-tree', 'row-cache', 'scroll-map', 'columns', 'grid-model']);

/** Numbers that look random and are the same in every run. */
function random(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const turns = async (count = 20) => {
  for (let turn = 0; turn < count; turn++) await Promise.resolve();
};

describe('flat tree', () => {
  /** Every row of the tree, one after the other. */
  function flatten(branch, rows = []) {
    for (let position = 0; position < branch.count; position++) {
      rows.push({ branch, position });
      const child = branch.opened.find((opened) => opened.position === position);
      if (child) flatten(child, rows);
    }
    return rows;
  }

  test('finds every row where a naive flattening has it, while levels open and close', () => {
    for (let seed = 1; seed <= 150; seed++) {
      const below = random(seed);
      const tree = new FlatTree('root', 1 + below(8));
      for (let step = 0; step < 40; step++) {
        const rows = flatten(tree.root);
        const place = rows[below(rows.length)];
        if (below(4) === 0) tree.close(place);
        else tree.open(place, `${seed} ${step}`, below(6));
        const now = flatten(tree.root);
        assert.equal(tree.size, now.length);
        for (const [index, expected] of now.entries()) {
          const found = tree.at(index);
          assert.equal(found.branch, expected.branch);
          assert.equal(found.position, expected.position);
          assert.equal(tree.indexOf(expected), index);
        }
        assert.equal(tree.at(now.length), undefined);
        assert.equal(tree.at(-1), undefined);
      }
    }
  });

  test('does not find rows of a level that was closed', () => {
    const tree = new FlatTree(null, 3);
    const outer = tree.open({ branch: tree.root, position: 1 }, null, 5);
    const inner = tree.open({ branch: outer, position: 2 }, null, 5);
    tree.close({ branch: tree.root, position: 1 });
    assert.equal(tree.indexOf({ branch: inner, position: 0 }), -1);
    assert.equal(tree.indexOf({ branch: outer, position: 0 }), -1);
    assert.equal(tree.size, 3);
  });

  test('counts levels of millions without holding their rows', () => {
    const tree = new FlatTree(null, 5_000_000);
    const middle = tree.open({ branch: tree.root, position: 2_500_000 }, null, 1_000_000);
    tree.open({ branch: middle, position: 999_999 }, null, 1_000_000);
    assert.equal(tree.size, 7_000_000);
    assert.deepEqual(tree.at(6_999_999), { branch: tree.root, position: 4_999_999 });
    assert.deepEqual(tree.at(3_500_000), { branch: middle, position: 999_999 });
    assert.equal(tree.indexOf({ branch: tree.root, position: 2_500_001 }), 4_500_001);
  });

  test('opens thousands of levels without slowing down', () => {
    const tree = new FlatTree(null, 20_000);
    for (let position = 0; position < 20_000; position += 2) tree.open({ branch: tree.root, position }, null, 3);
    assert.equal(tree.size, 50_000);
    for (let index = 0; index < tree.size; index += 7) assert.equal(tree.indexOf(tree.at(index)), index);
  });
});

describe('row cache', () => {
  /** A level whose fetches are answered by hand. */
  function manualLevel(count) {
    const calls = [];
    const level = {
      count,
      fetch: (from, to) => new Promise((resolve, reject) => {
        const answer = () => resolve(Array.from({ length: to - from }, (_, at) => from + at));
        calls.push({ from, to, answer, reject });
      }),
    };
    return { level, calls };
  }
  const places = (level, ...positions) => positions.map((position) => ({ level, position }));

  test('asks for aligned blocks, each once, the last one no longer than the level', async () => {
    const { level, calls } = manualLevel(BLOCK_ROWS + 7);
    const cache = new RowCache(() => {});
    cache.want(places(level, 98, 99, 100, 101));
    cache.want(places(level, 99, 100, 101, 102));
    assert.deepEqual(calls.map(({ from, to }) => [from, to]), [[0, BLOCK_ROWS], [BLOCK_ROWS, BLOCK_ROWS + 7]]);
    for (const { answer } of calls) answer();
    await turns();
    assert.equal(cache.row(level, 106), 106);
    assert.equal(cache.idle, true);
    cache.want(places(level, 5, 105));
    assert.equal(calls.length, 2);
  });

  test('has four requests under way, and drops what left the sight before its turn', async () => {
    const { level, calls } = manualLevel(1_000_000);
    const cache = new RowCache(() => {});
    for (let position = 0; position < 500_000; position += 1000) cache.want(places(level, position));
    assert.equal(calls.length, 4);
    calls[0].answer();
    await turns();
    assert.deepEqual(calls.map(({ from }) => from), [0, 1000, 2000, 3000, 499_000]);
  });

  test('keeps memory bounded, and what is in sight in it', async () => {
    const level = { count: 10_000_000, fetch: async (from, to) => Array.from({ length: to - from }, (_, at) => from + at) };
    const cache = new RowCache(() => {});
    for (let block = 0; block < BLOCKS_KEPT + 50; block++) {
      cache.want(places(level, 0, block * BLOCK_ROWS));
      await turns(6);
    }
    await cache.whenIdle();
    assert.equal(cache.size, BLOCKS_KEPT);
    assert.equal(cache.row(level, 0), 0);
    assert.equal(cache.row(level, BLOCK_ROWS), undefined);
  });

  test('reports a failure, tries again when told to, and not before', async () => {
    const { level, calls } = manualLevel(50);
    const cache = new RowCache(() => {});
    cache.want(places(level, 3));
    calls[0].reject({ kind: 'crashed', message: 'The engine stopped.' });
    await turns();
    assert.equal(cache.failure(level, 3), 'The engine stopped.');
    cache.want(places(level, 3));
    assert.equal(calls.length, 1);
    cache.retry(level, 3);
    calls[1].answer();
    await turns();
    assert.equal(cache.failure(level, 3), undefined);
    assert.equal(cache.row(level, 3), 3);
  });

  test('shows nothing for a request that was given up, and asks again when the row is wanted', async () => {
    const { level, calls } = manualLevel(50);
    const cache = new RowCache(() => {});
    cache.want(places(level, 3));
    calls[0].reject(new DOMException('Given up', 'AbortError'));
    await turns();
    assert.equal(cache.failure(level, 3), undefined);
    assert.equal(calls.length, 1);
    cache.want(places(level, 3));
    assert.equal(calls.length, 2);
  });

  test('takes an answer of another length as a failure', async () => {
    const level = { count: 50, fetch: async () => [1, 2, 3] };
    const cache = new RowCache(() => {});
    cache.want(places(level, 0));
    await turns();
    assert.match(cache.failure(level, 0), /50 rows were expected, 3 came/);
  });

  test('ignores answers that come after the level was forgotten', async () => {
    const { level, calls } = manualLevel(50);
    const arrived = [];
    const cache = new RowCache((of) => arrived.push(of));
    cache.want(places(level, 0));
    cache.want([]);
    cache.forget(level);
    calls[0].answer();
    await turns();
    assert.deepEqual(arrived, []);
    assert.equal(cache.row(level, 0), undefined);
  });

  test('loads a row that is not in sight', async () => {
    const { level, calls } = manualLevel(500);
    const cache = new RowCache(() => {});
    const row = cache.load(level, 321);
    assert.deepEqual([calls[0].from, calls[0].to], [300, 400]);
    calls[0].answer();
    assert.equal(await row, 321);
  });
});

describe('scroll map', () => {
  const mapOf = (rows, view = 600, rowHeight = 24) => {
    const map = new ScrollMap();
    map.resize(rows, rowHeight, view);
    return map;
  };

  test('is the browser\'s own scroll while the list fits', () => {
    const map = mapOf(1000);
    assert.equal(map.scaled, false);
    map.scrolledTo(1234.5);
    assert.equal(map.top, 1234.5);
    assert.equal(map.shift, 0);
    assert.deepEqual(map.range(0), { from: 51, to: 77 });
  });

  test('reaches both ends of twenty million rows, and every row by exact steps', () => {
    const map = mapOf(20_000_000);
    assert.equal(map.trackHeight, TRACK_LIMIT);
    map.scrolledTo(TRACK_LIMIT - 600);
    assert.equal(map.range(0).to, 20_000_000);
    map.scrolledTo(0);
    assert.equal(map.range(0).from, 0);
    for (const row of [0, 1, 7_654_321, 12_345_678, 19_999_999]) {
      map.reveal(row);
      const { from, to } = map.range(0);
      assert.ok(from <= row && row < to, `row ${row} is in ${from}..${to}`);
      assert.ok(map.scrollTop >= 0 && map.scrollTop <= TRACK_LIMIT - 600);
    }
  });

  test('moves by exact pixels when the track moves a little, in proportion when it jumps', () => {
    const map = mapOf(20_000_000);
    map.scrolledTo(4_000_000);
    const { top } = map;
    assert.ok(Math.abs(top / map.height - 0.5) < 0.001);
    map.scrolledTo(4_000_120);
    assert.equal(map.top, top + 120);
    map.scrolledTo(6_000_000);
    assert.ok(Math.abs(map.top / map.height - 0.75) < 0.001);
  });

  test('draws a row at the same place of the sight whatever the scale', () => {
    const below = random(7);
    for (let round = 0; round < 2000; round++) {
      const map = mapOf(1_000_000 + below(20_000_000), 100 + below(900), 20 + below(10));
      map.moveTo(below(map.height));
      const onTrack = map.top + map.shift;
      assert.ok(Math.abs(onTrack - map.scrollTop) <= 0.5);
    }
  });

  test('keeps the first row when the row height changes', () => {
    const map = mapOf(100_000);
    map.moveTo(24 * 5000);
    map.resize(100_000, 20, 600);
    assert.equal(map.range(0).from, 5000);
  });

  test('asks to move the track only for its own moves', () => {
    const map = mapOf(1000);
    map.takeMove();
    map.scrolledTo(500);
    assert.equal(map.takeMove(), false);
    map.reveal(999);
    assert.equal(map.takeMove(), true);
    assert.equal(map.takeMove(), false);
  });
});

describe('columns', () => {
  const columns = [{ id: 'name' }, { id: 'a', hideOrder: 2 }, { id: 'b', hideOrder: 1 }, { id: 'c' }];
  const widths = [0, 100, 100, 100];

  test('give way in their order, names and the unhidable never', () => {
    assert.deepEqual(fittingColumns(columns, widths, 480), [0, 1, 2, 3]);
    assert.deepEqual(fittingColumns(columns, widths, 479), [0, 1, 3]);
    assert.deepEqual(fittingColumns(columns, widths, 379), [0, 3]);
    assert.deepEqual(fittingColumns(columns, widths, 10), [0, 3]);
    assert.equal(columnTracks([0, 3], widths), 'minmax(180px, 1fr) 100px');
  });

  test('borders follow the pointer', () => {
    assert.deepEqual(dragBorder(widths, [0, 1, 3], 1, 20), [0, 80, 100, 100]);
    assert.deepEqual(dragBorder(widths, [0, 1, 3], 2, 20), [0, 120, 100, 80]);
    assert.deepEqual(dragBorder(widths, [0, 1, 3], 2, -500), [0, 36, 100, 164]);
    assert.deepEqual(dragBorder(widths, [0, 1, 3], 2, 500), [0, 164, 100, 36]);
  });
});

describe('grid model', () => {
  const inOrder = (position) => position;
  const reversed = (position, count) => count - 1 - position;

  /** Rows named by their path; every row opens to ten. `order` gives the number of the row at a position. */
  function levelOf(path, count, order = inOrder) {
    return {
      count,
      fetch: async (from, to) => Array.from({ length: to - from }, (_, at) => ({ path: [...path, order(from + at, count)] })),
    };
  }
  function sourceOf(root, order) {
    const selected = [];
    return {
      root, selected,
      keyOf: ({ path }) => String(path.at(-1)),
      childrenOf: ({ path }) => (path.length < 9 ? levelOf(path, 10, order) : null),
      onSelect: ({ path }, ancestors) => selected.push({ path, above: ancestors.map((row) => row.path) }),
    };
  }
  async function modelOf(count, order, previous = null, inPlace = false) {
    const root = levelOf([], count, order);
    const source = sourceOf(root, order);
    const model = new GridModel(root, source, previous, inPlace);
    if (!previous) model.resize(24, 240);
    await model.prepare([]);
    model.show();
    await model.cache.whenIdle();
    return { model, source };
  }
  const shownRows = (model, from, to) => {
    const paths = [];
    for (let index = from; index < to; index++) paths.push(model.state(index)?.row?.path.join('/'));
    return paths;
  };

  test('opens a path without selecting or scrolling', async () => {
    const root = levelOf([], 10);
    const model = new GridModel(root, sourceOf(root), null, false);
    model.resize(24, 240);
    await model.prepare([2, 0, 1]);
    assert.deepEqual(shownRows(model, 1, 9), ['1', '2', '2/0', '2/0/0', '2/0/1', '2/0/1/0', '2/0/1/1', '2/0/1/2']);
    assert.equal(model.selection.index, -1);
    assert.equal(model.scroll.top, 0);
  });

  test('opens and selects again, by key, the rows of a new order', async () => {
    const { model } = await modelOf(12);
    model.expand(3);
    await model.cache.whenIdle();
    model.expand(3 + 1 + 4);
    await model.cache.whenIdle();
    model.selection.select(3 + 1 + 4 + 1);
    const { model: next, source } = await modelOf(12, reversed, model);
    const rows = shownRows(next, 0, next.tree.size);
    assert.equal(rows.length, 12 + 10 + 10);
    assert.deepEqual(rows.slice(8, 17), ['3', '3/9', '3/8', '3/7', '3/6', '3/5', '3/4', '3/4/9', '3/4/8']);
    assert.deepEqual(next.selection.row.path, [3, 4, 0]);
    assert.equal(rows[next.selection.index], '3/4/0');
    assert.deepEqual(source.selected, []);
  });

  test('opens nothing in place of rows that are gone', async () => {
    const { model } = await modelOf(12);
    model.expand(3);
    await model.cache.whenIdle();
    const { model: next } = await modelOf(12, (position) => 100 + position, model);
    assert.equal(next.tree.size, 12);
  });

  test('keeps the place on the screen when the same rows come with other values', async () => {
    const { model } = await modelOf(5000);
    model.expand(2);
    await model.cache.whenIdle();
    model.expand(5);
    await model.cache.whenIdle();
    model.scroll.moveTo(24 * 1000);
    model.changed();
    model.selection.select(1004);
    await model.cache.whenIdle();
    const { path } = model.selection.row;
    const { model: next, source } = await modelOf(5000, undefined, model, true);
    assert.equal(next.tree.size, 5020);
    assert.equal(next.scroll.top, 24 * 1000);
    assert.equal(next.selection.index, 1004);
    assert.deepEqual(next.selection.row.path, path);
    assert.deepEqual(source.selected, []);
  });

  test('closing a level takes the selection in it to the row that was closed', async () => {
    const { model, source } = await modelOf(20);
    model.expand(3);
    await model.cache.whenIdle();
    model.selection.select(7);
    assert.deepEqual(source.selected.at(-1), { path: [3, 3], above: [[3]] });
    model.collapse(3);
    assert.equal(model.selection.index, 3);
    assert.deepEqual(source.selected.at(-1), { path: [3], above: [] });
  });

  test('reports a row that was selected before it was fetched when it comes', async () => {
    const { model, source } = await modelOf(1_000_000);
    model.selection.select(Infinity);
    assert.deepEqual(source.selected, []);
    await model.cache.whenIdle();
    assert.deepEqual(source.selected, [{ path: [999_999], above: [] }]);
  });

  test('rows that open above the sight do not move what is in it', async () => {
    const { model } = await modelOf(5000);
    model.scroll.moveTo(24 * 130);
    model.changed();
    await model.cache.whenIdle();
    const before = shownRows(model, 130, 135);
    model.expand(101);
    assert.equal(model.scroll.top, 24 * 140);
    assert.deepEqual(shownRows(model, 140, 145), before);
  });

  test('expands recursively within bounds', async () => {
    const { model } = await modelOf(20);
    await model.expandAll(0);
    const levels = [...model.tree.root.withBelow()].length - 1;
    assert.equal(levels, 200);
    assert.equal(model.tree.size, 20 + 200 * 10);
  });

  test('finds the next row by what it starts with, and comes round', async () => {
    const { model } = await modelOf(20);
    const textOf = ({ path }) => `row ${path.join('.')}`;
    model.selection.find('row 1', textOf);
    assert.equal(model.selection.index, 1);
    model.selection.find('row 12', textOf);
    assert.equal(model.selection.index, 12);
    model.selection.find('row 3', textOf);
    assert.equal(model.selection.index, 3);
    model.selection.find('ROW 3', textOf);
    assert.equal(model.selection.index, 3);
    model.selection.find('nothing', textOf);
    assert.equal(model.selection.index, 3);
  });
});
