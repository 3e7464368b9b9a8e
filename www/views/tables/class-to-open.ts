/** A table of classes that opens one of them by itself, because another view led to it. */
import { useEffect } from 'preact/hooks';
import type { NodeOrdinal, Page } from '../../engine/protocol';
import { classToOpen } from '../../state/navigation';
import type { Level } from '../../widgets/treegrid/types';

/** The outermost rows of a table, and which of them is to be opened. */
export interface Opened<Row> {
  readonly root: Level<Row>;
  readonly openPath: readonly number[] | undefined;
}

/**
 * Where the class stands among all rows of the table, and its object that is gone to below it; nowhere if none is to be opened,
 * or if it is not there.
 */
export async function pathToClass<Class extends { readonly name: string }>(
  allRows: () => Promise<Page<Class>>,
  positionOf: (object: NodeOrdinal, of: Class) => Promise<number | undefined>,
): Promise<readonly number[] | undefined> {
  const wanted = classToOpen.peek();
  if (wanted === null) return undefined;
  const { rows } = await allRows();
  const position = rows.findIndex(({ name }) => name === wanted.name);
  const found = rows[position];
  if (found === undefined) return undefined;
  const below = wanted.object === null ? undefined : await positionOf(wanted.object, found);
  return below === undefined ? [position] : [position, below];
}

/** Once the class is open, the rows stay as the person has them. */
export function useOpenedOnce(openPath: readonly number[] | undefined): void {
  const wasOpened = openPath !== undefined;
  useEffect(() => {
    if (wasOpened) classToOpen.value = null;
  }, [wasOpened]);
}
