/**
 * The rows of an opened tree as one flat list, without holding the rows: only the opened levels are stored, each with
 * its length. Finding the row at an index, or the index of a row, costs a binary search for each opened level on the
 * way, so a level of a million rows is as cheap as one of ten. No DOM, no rows, no fetching: pure arithmetic.
 */

/** A row's place: the opened level it is in, and its position there. */
export interface Place<T> {
  readonly branch: Branch<T>;
  readonly position: number;
}

/** One opened level. `value` is whatever the owner of the tree keeps for it. */
export class Branch<T> {
  static #made = 0;
  /** Differs between all branches ever made. */
  readonly number = Branch.#made++;
  /** Rows shown by this level: its own and those of the levels opened below it. */
  size: number;
  /** Levels opened directly below, by position. */
  readonly #opened: Branch<T>[] = [];
  /** `#before[i]` = rows shown by `#opened[0..i)`; empty when out of date. */
  #before: number[] = [];

  constructor(
    readonly value: T,
    readonly count: number,
    readonly parent: Branch<T> | null,
    /** Position, in the parent, of the row that this level hangs under. */
    readonly position: number,
  ) {
    this.size = count;
  }

  /** Levels opened directly below, by position. */
  get opened(): readonly Branch<T>[] {
    return this.#opened;
  }

  /** Levels between this one and the root level. */
  get depth(): number {
    let depth = 0;
    for (let branch = this.parent; branch; branch = branch.parent) depth++;
    return depth;
  }

  child(position: number): Branch<T> | undefined {
    const branch = this.#opened[this.#firstFrom(position)];
    return branch?.position === position ? branch : undefined;
  }

  /** Rows shown above the row at `position` within this level. */
  offsetOf(position: number): number {
    return position + this.#rowsBefore(this.#firstFrom(position));
  }

  /** The row at `offset` within this level, or the opened level that shows it. */
  find(offset: number): number | { branch: Branch<T>; offset: number } {
    const before = this.#sums();
    let low = 0;
    let high = this.#opened.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#start(middle, before) <= offset) low = middle + 1;
      else high = middle;
    }
    const branch = this.#opened[low - 1];
    if (!branch) return offset;
    const inside = offset - this.#start(low - 1, before);
    if (inside < branch.size) return { branch, offset: inside };
    return branch.position + 1 + (inside - branch.size);
  }

  /** This level and all levels opened below it. */
  *withBelow(): Generator<Branch<T>> {
    const stack: Branch<T>[] = [this];
    for (let branch = stack.pop(); branch; branch = stack.pop()) {
      yield branch;
      stack.push(...branch.#opened);
    }
  }

  insert(branch: Branch<T>): void {
    this.#opened.splice(this.#firstFrom(branch.position), 0, branch);
    this.#grow(branch.size);
  }

  remove(branch: Branch<T>): void {
    const at = this.#firstFrom(branch.position);
    if (this.#opened[at] !== branch) return;
    this.#opened.splice(at, 1);
    this.#grow(-branch.size);
  }

  #grow(rows: number): void {
    for (let branch: Branch<T> | null = this; branch; branch = branch.parent) {
      branch.size += rows;
      branch.#before = [];
    }
  }

  /** Index in `#opened` of the first level at or after `position`. */
  #firstFrom(position: number): number {
    let low = 0;
    let high = this.#opened.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#opened[middle]?.position ?? 0) < position) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Offset of the first row of `#opened[index]`. */
  #start(index: number, before: readonly number[]): number {
    return (this.#opened[index]?.position ?? 0) + 1 + (before[index] ?? 0);
  }

  #rowsBefore(index: number): number {
    return this.#sums()[index] ?? 0;
  }

  #sums(): readonly number[] {
    if (this.#before.length === 0) {
      let sum = 0;
      this.#before = [0];
      for (const branch of this.#opened) this.#before.push((sum += branch.size));
    }
    return this.#before;
  }
}

export class FlatTree<T> {
  readonly root: Branch<T>;

  constructor(value: T, count: number) {
    this.root = new Branch<T>(value, count, null, -1);
  }

  /** Rows in the flat list. */
  get size(): number {
    return this.root.size;
  }

  /** The row at an index of the flat list; `undefined` when it is past the end. */
  at(index: number): Place<T> | undefined {
    if (!Number.isInteger(index) || index < 0 || index >= this.size) return undefined;
    let branch = this.root;
    let offset = index;
    for (;;) {
      const found = branch.find(offset);
      if (typeof found === 'number') return { branch, position: found };
      ({ branch, offset } = found);
    }
  }

  /** Index in the flat list; -1 when a level on the way has been closed. */
  indexOf({ branch, position }: Place<T>): number {
    let index = branch.offsetOf(position);
    let level = branch;
    for (let parent = level.parent; parent; parent = level.parent) {
      if (parent.child(level.position) !== level) return -1;
      index += parent.offsetOf(level.position) + 1;
      level = parent;
    }
    return level === this.root ? index : -1;
  }

  /** Opens a level of `count` rows under a row; gives the level that is there if it is open already. */
  open({ branch, position }: Place<T>, value: T, count: number): Branch<T> {
    const present = branch.child(position);
    if (present) return present;
    const opened = new Branch<T>(value, count, branch, position);
    branch.insert(opened);
    return opened;
  }

  /** Closes the level under a row, with everything opened below it. */
  close({ branch, position }: Place<T>): Branch<T> | undefined {
    const present = branch.child(position);
    if (present) branch.remove(present);
    return present;
  }
}
