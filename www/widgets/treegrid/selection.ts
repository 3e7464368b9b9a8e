/**
 * The selected row: what the arrow keys move, what is copied, what the owner is told of. It is known by its place and
 * by the keys on the way to it; under a new root only the keys are known until a row with them is fetched. A row that
 * was reached before it was fetched (End in a list of a million) is reported when it arrives. No DOM.
 */
import type { Branch, FlatTree } from './flat-tree';
import type { OpenLevel, RowPlace, RowState } from './open-level';
import type { RowCache } from './row-cache';
import type { ScrollMap } from './scroll-map';
import type { TreeGridProps } from './types';

/** What the selection asks of the grid that it is in. */
interface Grid<Row> {
  readonly tree: FlatTree<OpenLevel<Row>>;
  readonly scroll: ScrollMap;
  readonly cache: RowCache<Row>;
  readonly source: TreeGridProps<Row>;
  state(index: number): RowState<Row> | undefined;
  expand(index: number): void;
  collapse(index: number): void;
  /** The selected row is another. */
  changed(): void;
}

export class Selection<Row> {
  #place: RowPlace<Row> | null = null;
  /** Keys from the outermost row to the selected one; `null` while nothing is selected or it is not fetched yet. */
  #keys: readonly string[] | null = null;
  #row: Row | undefined;
  /** The keys of the previous selection when this one was made. */
  readonly #inherited: readonly string[] | null;

  constructor(
    private readonly model: Grid<Row>,
    previous: Selection<Row> | undefined,
  ) {
    this.#keys = this.#inherited = previous ? previous.#keys : null;
    this.#row = previous ? previous.#row : undefined;
  }

  /** The selected row, once it is fetched; also while its place under a new root is not known. */
  get row(): Row | undefined {
    return this.#row;
  }

  /** Index in the flat list; -1 when nothing is selected or its place is not known. */
  get index(): number {
    return this.#place ? this.model.tree.indexOf(this.#place) : -1;
  }

  /** Selects the row at an index, limited to the list, and brings it into sight. */
  select(index: number): void {
    const { model } = this;
    const within = Math.max(0, Math.min(index, model.tree.size - 1));
    const place = model.tree.at(within);
    if (!place) return;
    model.scroll.reveal(within);
    if (within !== this.index) {
      this.#place = place;
      this.#keys = null;
      this.#row = undefined;
      const row = model.cache.row(place.branch.value.level, place.position);
      if (row !== undefined) this.#take(place, row, model.source.keyOf(row));
    }
    model.changed();
  }

  /** Moves by rows; from nowhere, to the first row in sight. */
  move(rows: number): void {
    const { index, model } = this;
    const first = Math.ceil(model.scroll.top / model.scroll.rowHeight);
    this.select(index < 0 ? first : index + rows);
  }

  /** Right: opens the row; if it is open, goes to its first child. */
  right(): void {
    const state = this.model.state(this.index);
    if (!state) this.move(0);
    else if (state.open) this.move(1);
    else if (state.canOpen) this.model.expand(state.index);
  }

  /** Left: closes the row; if it is closed, goes to its parent. */
  left(): void {
    const state = this.model.state(this.index);
    if (!state) this.move(0);
    else if (state.open) this.model.collapse(state.index);
    else if (state.branch.parent) this.select(this.#parentOf(state.branch));
  }

  /** Goes to the next fetched row whose text starts with `prefix`, from the selected row on and around. */
  find(prefix: string, textOf: (row: Row) => string): void {
    const { tree, cache } = this.model;
    const wanted = prefix.toLocaleLowerCase();
    const branches = new Map([...tree.root.withBelow()].map((branch) => [branch.value.level, branch]));
    // While a word is being typed the row it has found stays; a new word starts behind the selected row.
    const start = this.index + (prefix.length > 1 ? 0 : 1);
    let best: number | undefined;
    const rank = (index: number) => (index < start ? index + tree.size : index);
    for (const { level, position, row } of cache.rows()) {
      const branch = branches.get(level);
      if (!branch || !textOf(row).toLocaleLowerCase().startsWith(wanted)) continue;
      const index = tree.indexOf({ branch, position });
      if (best === undefined || rank(index) < rank(best)) best = index;
    }
    if (best !== undefined) this.select(best);
  }

  /** A level has been closed: if the selection was in it, it goes to the row that was closed. */
  leave(closed: Branch<OpenLevel<Row>>, to: RowPlace<Row>): void {
    for (let branch = this.#place?.branch ?? null; branch; branch = branch.parent) {
      if (branch === closed) this.select(this.model.tree.indexOf(to));
    }
  }

  /** A row has been fetched: it may be the one that was selected. */
  arrived(place: RowPlace<Row>, row: Row, key: string): void {
    if (this.#place) {
      const here = this.#place.branch === place.branch && this.#place.position === place.position;
      if (here && this.#row === undefined) this.#take(place, row, key);
      return;
    }
    const keys = [...place.branch.value.keys, key];
    const known = this.#keys;
    if (!known || known.length !== keys.length || !keys.every((each, at) => each === known[at])) return;
    this.#place = place;
    this.#row = row;
  }

  /** Takes over what is selected under the previous root. */
  follow(previous: Selection<Row>): void {
    if (previous.#keys === this.#inherited || !previous.#keys) return;
    this.#keys = previous.#keys;
    this.#row = previous.#row;
    this.#place = null;
    const { tree, cache, source } = this.model;
    for (const { level, position, row } of cache.rows()) {
      for (const branch of tree.root.withBelow()) {
        if (branch.value.level === level) this.arrived({ branch, position }, row, source.keyOf(row));
      }
    }
  }

  #parentOf(branch: Branch<OpenLevel<Row>>): number {
    return branch.parent ? this.model.tree.indexOf({ branch: branch.parent, position: branch.position }) : -1;
  }

  #take(place: RowPlace<Row>, row: Row, key: string): void {
    const { ancestors, keys } = place.branch.value;
    this.#row = row;
    this.#keys = [...keys, key];
    this.model.source.onSelect?.(row, ancestors);
  }
}
