/**
 * One root level as the grid shows it: which levels are open, which rows are here, where the scroll is. A new root gets
 * a new model, which takes over from the old one what still exists: rows that were open or selected are so again when a
 * row of the same key, below ancestors of the same keys, is fetched. No DOM; `version` tells the view to draw again.
 */
import { signal } from '@preact/signals';
import { type Branch, FlatTree } from './flat-tree';
import type { OpenLevel, Reopen, RowPlace, RowState } from './open-level';
import { RowCache } from './row-cache';
import { ScrollMap } from './scroll-map';
import { Selection } from './selection';
import type { Level, TreeGridProps } from './types';

/** Rows drawn beyond those in sight, so that a turn of the wheel finds them there. */
const OVERSCAN = 12;
/** Levels that a refresh opens again although they may be out of sight: each costs a request. */
const REOPENED_AT_ONCE = 64;
/** Bounds of "expand recursively": a heap has cycles, and everything reaches everything. */
const EXPANDED_LEVELS = 200;
const EXPANDED_DEPTH = 5;
const EXPANDED_ROWS = 100;

export class GridModel<Row> {
  readonly version = signal(0);
  readonly scroll = new ScrollMap();
  readonly selection: Selection<Row>;
  readonly tree: FlatTree<OpenLevel<Row>>;
  readonly cache: RowCache<Row>;
  /** Counts commands, so that a long expansion stops when another command is given. */
  #commands = 0;
  disposed = false;
  /** The model that is shown until this one is. */
  #previous: GridModel<Row> | null;

  constructor(
    readonly root: Level<Row>,
    /** The latest columns and callbacks that the grid's owner gave with this root. */
    public source: TreeGridProps<Row>,
    previous: GridModel<Row> | null,
    /** The same rows are expected at the same positions as in the previous model. */
    readonly inPlace: boolean,
  ) {
    this.#previous = previous;
    const reopen = previous ? reopenOf(previous.tree.root) : new Map();
    this.tree = new FlatTree<OpenLevel<Row>>({ level: root, ancestors: [], keys: [], reopen }, root.count);
    this.cache = new RowCache<Row>((level, from, rows) => this.#arrived(level, from, rows));
    this.selection = new Selection<Row>(this, previous?.selection);
    if (previous) this.scroll.resize(root.count, previous.scroll.rowHeight, previous.scroll.viewHeight);
  }

  /** Fetches the rows that will be in sight; those of levels to be opened again too, if they are where they were. */
  async prepare(path: readonly number[]): Promise<void> {
    if (this.inPlace) {
      await this.#reopenWithin(this.tree.root, REOPENED_AT_ONCE);
      if (this.#previous) this.scroll.moveTo(this.#previous.scroll.top);
    }
    await this.#openPath(path);
    this.changed();
    await this.cache.whenIdle();
  }

  /** Takes over from the previous model, with what the person has done there since this one was made. */
  show(): void {
    const previous = this.#previous;
    if (!previous) return;
    this.#previous = null;
    this.selection.follow(previous.selection);
    if (this.inPlace) {
      this.#addReopen(this.tree.root, reopenOf(previous.tree.root));
      void this.#reopenWithin(this.tree.root, REOPENED_AT_ONCE);
      this.scroll.moveTo(previous.scroll.top);
    }
    previous.dispose();
    this.changed();
  }

  dispose(): void {
    this.disposed = true;
    this.cache.dispose();
  }

  /** Whether rows in sight are still on their way. */
  get busy(): boolean {
    return !this.cache.idle;
  }

  /** Rows to be drawn. */
  get drawn(): { from: number; to: number } {
    return this.scroll.range(OVERSCAN);
  }

  resize(rowHeight: number, viewHeight: number): void {
    const { scroll } = this;
    if (rowHeight === scroll.rowHeight && viewHeight === scroll.viewHeight) return;
    const { from, to } = scroll.range(0);
    const { index } = this.selection;
    scroll.resize(this.tree.size, rowHeight, viewHeight);
    // What is selected stays in sight where the frame gets lower.
    if (index >= from && index < to) scroll.reveal(index);
    this.changed();
  }

  /** Asks for the rows in sight and has the view drawn again. */
  changed(): void {
    if (this.disposed) return;
    const { from, to } = this.drawn;
    const wanted: { level: Level<Row>; position: number }[] = [];
    for (let index = from; index < to; index++) {
      const place = this.tree.at(index);
      if (place) wanted.push({ level: place.branch.value.level, position: place.position });
    }
    this.cache.want(wanted);
    this.version.value++;
  }

  state(index: number): RowState<Row> | undefined {
    const place = this.tree.at(index);
    if (!place) return undefined;
    const { level, ancestors } = place.branch.value;
    const row = this.cache.row(level, place.position);
    const open = place.branch.child(place.position) !== undefined;
    const failure = this.cache.failure(level, place.position);
    const canOpen = open || (row !== undefined && (this.source.childrenOf(row, ancestors)?.count ?? 0) > 0);
    return { index, branch: place.branch, position: place.position, row, failure, canOpen, open };
  }

  expand(index: number): void {
    this.#commands++;
    const place = this.tree.at(index);
    if (place) this.#keepingTop(() => this.#open(place));
    this.changed();
  }

  /** Closes a row's level. A selection below it moves up to the row. */
  collapse(index: number): void {
    this.#commands++;
    const place = this.tree.at(index);
    if (place) this.#keepingTop(() => this.#close(place), index);
    this.changed();
  }

  toggle(index: number): void {
    if (this.state(index)?.open) this.collapse(index);
    else this.expand(index);
  }

  /** Opens a row and, level by level, what is below it, within bounds. */
  async expandAll(index: number): Promise<void> {
    const command = ++this.#commands;
    const place = this.tree.at(index);
    if (!place) return;
    const queue = [place];
    const depthLimit = place.branch.depth + EXPANDED_DEPTH;
    for (let opened = 0; opened < EXPANDED_LEVELS && queue.length > 0; ) {
      const next = queue.shift();
      if (!next || next.branch.depth >= depthLimit) break;
      await this.cache.load(next.branch.value.level, next.position);
      if (command !== this.#commands || this.disposed) return;
      const branch = this.#keepingTop(() => this.#open(next));
      if (!branch) continue;
      opened++;
      this.changed();
      const below = Math.min(branch.count, EXPANDED_ROWS);
      for (let position = 0; position < below; position++) queue.push({ branch, position });
    }
  }

  retry(index: number): void {
    const place = this.tree.at(index);
    if (place) this.cache.retry(place.branch.value.level, place.position);
    this.changed();
  }

  /** Opens the level under a row that is here. */
  #open(place: RowPlace<Row>): Branch<OpenLevel<Row>> | undefined {
    const present = place.branch.child(place.position);
    if (present) return present;
    const { level, ancestors, keys, reopen } = place.branch.value;
    const row = this.cache.row(level, place.position);
    const children = row === undefined ? null : this.source.childrenOf(row, ancestors);
    if (row === undefined || !children || children.count === 0) return undefined;
    const key = this.source.keyOf(row);
    const below = reopen.get(key)?.below ?? new Map();
    reopen.delete(key);
    const value = { level: children, ancestors: [...ancestors, row], keys: [...keys, key], reopen: below };
    return this.tree.open(place, value, children.count);
  }

  #close(place: RowPlace<Row>): void {
    const closed = this.tree.close(place);
    if (!closed) return;
    for (const { value } of closed.withBelow()) this.cache.forget(value.level);
    this.selection.leave(closed, place);
  }

  /** Changes the tree so that the first row in sight stays there; if it is gone, `fallback` comes into sight. */
  #keepingTop<Result>(change: () => Result, fallback = 0): Result {
    const { scroll, tree } = this;
    const first = Math.floor(scroll.top / scroll.rowHeight);
    const place = tree.at(first);
    const result = change();
    const now = place ? tree.indexOf(place) : -1;
    const top = scroll.top + (now < 0 ? 0 : (now - first) * scroll.rowHeight);
    scroll.resize(tree.size, scroll.rowHeight, scroll.viewHeight);
    scroll.moveTo(top);
    if (now < 0) scroll.reveal(fallback);
    return result;
  }

  #arrived(level: Level<Row>, from: number, rows: readonly Row[]): void {
    for (const branch of [...this.tree.root.withBelow()]) {
      if (branch.value.level !== level) continue;
      for (const [at, row] of rows.entries()) {
        const place = { branch, position: from + at };
        const key = this.source.keyOf(row);
        if (branch.value.reopen.has(key)) this.#keepingTop(() => this.#open(place));
        this.selection.arrived(place, row, key);
      }
    }
    this.changed();
  }

  async #openPath(path: readonly number[]): Promise<void> {
    const command = this.#commands;
    let branch: Branch<OpenLevel<Row>> | undefined = this.tree.root;
    for (const [at, position] of path.entries()) {
      if (!branch || position >= branch.count) return;
      await this.cache.load(branch.value.level, position);
      if (command !== this.#commands || this.disposed) return;
      const place: RowPlace<Row> = { branch, position };
      if (this.source.goesToEnd && at > 0 && at === path.length - 1) return this.selection.select(this.tree.indexOf(place));
      branch = this.#keepingTop(() => this.#open(place));
    }
  }

  /** Fetches the rows to be opened from where they were, and opens them. Returns what is left of `budget`. */
  async #reopenWithin(branch: Branch<OpenLevel<Row>>, budget: number): Promise<number> {
    for (const [key, { position }] of [...branch.value.reopen]) {
      if (budget <= 0 || this.disposed) return 0;
      if (position >= branch.count) continue;
      budget--;
      const row = await this.cache.load(branch.value.level, position);
      if (row === undefined || this.source.keyOf(row) !== key) continue;
      const child = this.#keepingTop(() => this.#open({ branch, position }));
      if (child) budget = await this.#reopenWithin(child, budget);
    }
    return budget;
  }

  #addReopen(branch: Branch<OpenLevel<Row>>, reopen: Reopen): void {
    for (const [key, entry] of reopen) {
      const child = branch.child(entry.position);
      if (child && child.value.keys[child.value.keys.length - 1] === key) this.#addReopen(child, entry.below);
      else branch.value.reopen.set(key, entry);
    }
  }
}

/** What is open below a level, and what was still to be opened again. */
function reopenOf<Row>(branch: Branch<OpenLevel<Row>>): Reopen {
  const reopen: Reopen = new Map(branch.value.reopen);
  for (const child of branch.opened) {
    const key = child.value.keys[child.value.keys.length - 1];
    if (key !== undefined) reopen.set(key, { position: child.position, below: reopenOf(child) });
  }
  return reopen;
}
