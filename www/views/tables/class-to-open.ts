/** A table of classes that opens one of them by itself, because another view led to it. */
import { useEffect } from 'preact/hooks';
import type { Page } from '../../engine/protocol';
import { classToOpen } from '../../state/navigation';
import type { Level } from '../../widgets/treegrid/types';

/** The outermost rows of a table, and which of them is to be opened. */
export interface Opened<Row> {
  readonly root: Level<Row>;
  readonly openPath: readonly number[] | undefined;
}

/** Where the class stands among all rows of the table; nowhere if none is to be opened, or if it is not there. */
export async function pathToClass(
  name: string | null,
  allRows: () => Promise<Page<{ readonly name: string }>>,
): Promise<readonly number[] | undefined> {
  if (name === null) return undefined;
  const position = (await allRows()).rows.findIndex((row) => row.name === name);
  return position < 0 ? undefined : [position];
}

/** Once the class is open, the rows stay as the person has them. */
export function useOpenedOnce(openPath: readonly number[] | undefined): void {
  const wasOpened = openPath !== undefined;
  useEffect(() => {
    if (wasOpened) classToOpen.value = null;
  }, [wasOpened]);
}
