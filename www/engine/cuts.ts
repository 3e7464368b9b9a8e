/** What would have to be cut so that an object becomes free. */
import type { EdgeRow, ObjectRow } from './protocol';

/** A smallest set of links. */
export interface Cut {
  /** The object that would be free. */
  readonly object: ObjectRow;
  /** Bytes that would be free with it. */
  readonly freedSize: number;
  /** A row of each link's holder; null if there would have to be more than a few. */
  readonly links: readonly EdgeRow[] | null;
}
