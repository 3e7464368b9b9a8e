/**
 * Rows that have been fetched, in aligned blocks. Memory is bounded (the blocks used longest ago go first), a block is
 * asked for once, and only a few are asked for at a time: while a person drags the scroll bar, what has left the sight
 * before its turn is never asked for. Answers to levels that were forgotten meanwhile are dropped. No DOM.
 */
import type { Level } from './types';

/** Rows in a block: a few screens, so that scrolling by pages rarely waits, and an answer stays small. */
export const BLOCK_ROWS = 100;
/** Blocks kept: 40,000 rows, some megabytes. */
export const BLOCKS_KEPT = 400;
/** Requests under way at a time: enough to keep an engine busy, few enough to change one's mind. */
const IN_FLIGHT = 4;

interface Block<Row> {
  readonly level: Level<Row>;
  readonly index: number;
  state: 'loading' | 'ready' | 'failed' | 'abandoned';
  rows: readonly Row[];
  message: string;
}

interface Wish<Row> {
  readonly level: Level<Row>;
  readonly index: number;
}

interface Waiter<Row> extends Wish<Row> {
  readonly done: () => void;
}

export class RowCache<Row> {
  readonly #levels = new Map<Level<Row>, Map<number, Block<Row>>>();
  /** Settled blocks; the one used longest ago is first. */
  readonly #recent = new Set<Block<Row>>();
  #wishes: readonly Wish<Row>[] = [];
  #waiters: Waiter<Row>[] = [];
  #idlers: (() => void)[] = [];
  #inFlight = 0;
  #disposed = false;

  /** `onSettled` is told of each block that arrived (`rows`) or failed (no rows). */
  constructor(
    private readonly onSettled: (level: Level<Row>, from: number, rows: readonly Row[]) => void,
  ) {}

  /** Blocks in memory. */
  get size(): number {
    return this.#recent.size;
  }

  /** Whether all that was asked for is here. */
  get idle(): boolean {
    return this.#inFlight === 0 && !this.#next();
  }

  row(level: Level<Row>, position: number): Row | undefined {
    const index = Math.floor(position / BLOCK_ROWS);
    return this.#block({ level, index })?.rows[position - index * BLOCK_ROWS];
  }

  /** Why the row could not be fetched, if it could not. */
  failure(level: Level<Row>, position: number): string | undefined {
    const block = this.#block({ level, index: Math.floor(position / BLOCK_ROWS) });
    return block?.state === 'failed' ? block.message : undefined;
  }

  /** All rows in memory, level by level, in no particular order. */
  *rows(): Generator<{ level: Level<Row>; position: number; row: Row }> {
    for (const { level, index, rows } of this.#recent) {
      for (const [at, row] of rows.entries()) yield { level, position: index * BLOCK_ROWS + at, row };
    }
  }

  /** Says which rows are in sight, the most urgent first; what was wanted before and has not been asked for is dropped. */
  want(places: Iterable<{ level: Level<Row>; position: number }>): void {
    const wishes: Wish<Row>[] = [];
    for (const { level, position } of places) {
      const index = Math.floor(position / BLOCK_ROWS);
      const last = wishes[wishes.length - 1];
      if (last?.level === level && last.index === index) continue;
      wishes.push({ level, index });
      const block = this.#block({ level, index });
      if (block?.state === 'abandoned') this.#drop(block);
      else if (block && this.#recent.delete(block)) this.#recent.add(block);
    }
    this.#wishes = wishes;
    this.#start();
  }

  /** Fetches one row whether or not it is in sight; `undefined` when it cannot be had. */
  async load(level: Level<Row>, position: number): Promise<Row | undefined> {
    const wish = { level, index: Math.floor(position / BLOCK_ROWS) };
    const present = this.#block(wish);
    if ((!present || present.state === 'loading') && !this.#disposed) {
      await new Promise<void>((done) => {
        this.#waiters.push({ ...wish, done });
        this.#start();
      });
    }
    return this.row(level, position);
  }

  /** Resolves when all that was asked for is here. */
  async whenIdle(): Promise<void> {
    if (this.idle || this.#disposed) return;
    await new Promise<void>((done) => this.#idlers.push(done));
  }

  /** Forgets a failed block, so that it is asked for again. */
  retry(level: Level<Row>, position: number): void {
    const block = this.#block({ level, index: Math.floor(position / BLOCK_ROWS) });
    if (block?.state === 'failed') this.#drop(block);
    this.#start();
  }

  /** Forgets all rows of a level. */
  forget(level: Level<Row>): void {
    for (const block of this.#levels.get(level)?.values() ?? []) this.#recent.delete(block);
    this.#levels.delete(level);
  }

  /** Forgets everything and starts nothing more. */
  dispose(): void {
    this.#disposed = true;
    this.#levels.clear();
    this.#recent.clear();
    this.#wishes = [];
    for (const { done } of this.#waiters.splice(0)) done();
    for (const done of this.#idlers.splice(0)) done();
  }

  #block({ level, index }: Wish<Row>): Block<Row> | undefined {
    return this.#levels.get(level)?.get(index);
  }

  #drop(block: Block<Row>): void {
    this.#recent.delete(block);
    this.#levels.get(block.level)?.delete(block.index);
  }

  /** The next block to ask for: somebody waits for it, or it is in sight. */
  #next(): Wish<Row> | undefined {
    const missing = (wish: Wish<Row>) => !this.#block(wish);
    return this.#waiters.find(missing) ?? this.#wishes.find(missing);
  }

  #start(): void {
    while (!this.#disposed && this.#inFlight < IN_FLIGHT) {
      const wish = this.#next();
      if (!wish) return;
      void this.#fetch(wish);
    }
  }

  async #fetch({ level, index }: Wish<Row>): Promise<void> {
    const block: Block<Row> = { level, index, state: 'loading', rows: [], message: '' };
    const blocks = this.#levels.get(level) ?? new Map<number, Block<Row>>();
    this.#levels.set(level, blocks.set(index, block));
    this.#inFlight++;
    const from = index * BLOCK_ROWS;
    const to = Math.min(level.count, from + BLOCK_ROWS);
    try {
      block.rows = await level.fetch(from, to);
      block.state = 'ready';
      if (block.rows.length !== to - from) {
        throw new Error(`${to - from} rows were expected, ${block.rows.length} came.`);
      }
    } catch (error) {
      block.state = isAbort(error) ? 'abandoned' : 'failed';
      block.rows = [];
      block.message = messageOf(error);
    }
    this.#inFlight--;
    if (this.#block(block) === block) this.#settle(block, from);
    this.#start();
    if (this.idle) for (const done of this.#idlers.splice(0)) done();
  }

  #settle(block: Block<Row>, from: number): void {
    this.#recent.add(block);
    for (const oldest of this.#recent) {
      if (this.#recent.size <= BLOCKS_KEPT) break;
      this.#drop(oldest);
    }
    this.onSettled(block.level, from, block.rows);
    const served = ({ level, index }: Waiter<Row>) => level === block.level && index === block.index;
    const waiters = this.#waiters.filter(served);
    this.#waiters = this.#waiters.filter((waiter) => !served(waiter));
    for (const { done } of waiters) done();
  }
}

/** Rejections of this name say that nobody waits for the answer any more: nothing to tell a person. */
function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

/** Failures come as errors or as plain objects from a worker. */
function messageOf(error: unknown): string {
  const message = typeof error === 'object' && error !== null && 'message' in error ? error.message : error;
  return String(message);
}
