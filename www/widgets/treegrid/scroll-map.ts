/**
 * Where the rows are while the browser scrolls. A browser cannot draw an element taller than some 33 M pixels, so a
 * longer list is laid over a shorter track: the thumb moves in proportion, while wheel, keys and touch move by exact
 * pixels of the list. The exact position (`top`, in pixels of the whole list) is kept here; the track follows it.
 * No DOM: the owner reports what the browser did and applies `scrollTop`.
 */

/** Below the limits of all browsers, and small enough that half pixels stay exact in 32-bit floats (2^23). */
export const TRACK_LIMIT = 8_000_000;

export class ScrollMap {
  /** First pixel of the list in sight. */
  top = 0;
  #rows = 0;
  #rowHeight = 24;
  #viewHeight = 0;
  /** Where the track should be; what the browser reports is compared with it. */
  #scrollTop = 0;
  #moved = false;

  /** Height of the whole list. */
  get height(): number {
    return this.#rows * this.#rowHeight;
  }

  /** Height of the element that stands for the list. */
  get trackHeight(): number {
    return Math.min(this.height, TRACK_LIMIT);
  }

  /** True when the track is shorter than the list. */
  get scaled(): boolean {
    return this.height > TRACK_LIMIT;
  }

  get rowHeight(): number {
    return this.#rowHeight;
  }

  get viewHeight(): number {
    return this.#viewHeight;
  }

  /** The track position that shows `top`. */
  get scrollTop(): number {
    return this.#scrollTop;
  }

  /** Whole rows that fit in sight, at least one. */
  get rowsInSight(): number {
    return Math.max(1, Math.floor(this.#viewHeight / this.#rowHeight));
  }

  /** Distance from a row's place in the list to its place on the track; 0 unless scaled. */
  get shift(): number {
    return this.scaled ? Math.round(this.#scrollTop - this.top) : 0;
  }

  /** Takes new measures and keeps the first row in sight where it is. */
  resize(rows: number, rowHeight: number, viewHeight: number): void {
    const firstRow = this.top / this.#rowHeight;
    this.#rows = rows;
    this.#rowHeight = rowHeight;
    this.#viewHeight = viewHeight;
    this.moveTo(firstRow * rowHeight);
  }

  /** Moves to an exact position of the list. */
  moveTo(top: number): void {
    this.top = this.#clamped(top);
    const scrollTop = this.scaled ? (this.top / this.#maxTop) * this.#maxScroll : this.top;
    this.#moved ||= scrollTop !== this.#scrollTop;
    this.#scrollTop = scrollTop;
  }

  /** Whether the track has to be moved, since this was asked last: never against what the browser is just doing. */
  takeMove(): boolean {
    const moved = this.#moved;
    this.#moved = false;
    return moved;
  }

  /** Takes a track position that the browser reports. Returns whether it was news. */
  scrolledTo(scrollTop: number): boolean {
    const moved = scrollTop - this.#scrollTop;
    // Browsers round what they are told to device pixels.
    if (Math.abs(moved) < 1) return false;
    this.#scrollTop = scrollTop;
    if (!this.scaled) this.top = this.#clamped(scrollTop);
    else if (scrollTop <= 0) this.top = 0;
    else if (scrollTop >= this.#maxScroll - 1) this.top = this.#maxTop;
    else if (Math.abs(moved) <= this.#viewHeight) this.top = this.#clamped(this.top + moved);
    else this.top = (scrollTop / this.#maxScroll) * this.#maxTop;
    return true;
  }

  /** Brings the track to where the list is, after a scroll by exact pixels. Returns whether it has to be moved. */
  settle(): boolean {
    this.moveTo(this.top);
    return this.#moved;
  }

  /** Moves as little as needed to have the whole row in sight. */
  reveal(row: number): void {
    const start = row * this.#rowHeight;
    const end = start + this.#rowHeight;
    if (start < this.top) this.moveTo(start);
    else if (end > this.top + this.#viewHeight) this.moveTo(Math.max(0, end - this.#viewHeight));
  }

  /** Rows `from` (inclusive) to `to` (exclusive) that are at least partly in sight, and `overscan` more on each side. */
  range(overscan: number): { from: number; to: number } {
    const first = Math.floor(this.top / this.#rowHeight);
    const end = Math.ceil((this.top + this.#viewHeight) / this.#rowHeight);
    return { from: Math.max(0, first - overscan), to: Math.min(this.#rows, end + overscan) };
  }

  get #maxTop(): number {
    return Math.max(0, this.height - this.#viewHeight);
  }

  get #maxScroll(): number {
    return Math.max(0, this.trackHeight - this.#viewHeight);
  }

  #clamped(top: number): number {
    return Math.max(0, Math.min(top, this.#maxTop));
  }
}
