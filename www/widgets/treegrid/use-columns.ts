/** The columns' widths in pixels: measured from the CSS lengths asked for, then changed by dragging; and which fit. */
import { useLayoutEffect, useMemo, useState } from 'preact/hooks';
import type { RefObject } from 'preact';
import { columnTracks, dragBorder, fittingColumns } from './columns';
import type { Column } from './types';

const DEFAULT_WIDTH = '96px';

export interface ColumnLayout {
  /** Indexes of the columns that are shown. */
  readonly shown: readonly number[];
  /** Value of `grid-template-columns` for every row. */
  readonly tracks: string;
  /** Moves the border to the left of the shown column `index`. */
  drag(index: number, by: number): void;
  /** Back to the widths asked for. */
  reset(): void;
}

export function useColumns<Row>(
  columns: readonly Column<Row>[],
  available: number,
  host: RefObject<HTMLElement | null>,
): ColumnLayout {
  const [widths, setWidths] = useState<readonly number[]>([]);
  useLayoutEffect(() => {
    if (host.current) setWidths(measure(host.current, columns));
  }, [columns]);
  const shown = useMemo(() => fittingColumns(columns, widths, available), [columns, widths, available]);
  return {
    shown,
    tracks: columnTracks(shown, widths),
    drag: (index, by) => setWidths((present) => dragBorder(present, shown, index, by)),
    reset: () => host.current && setWidths(measure(host.current, columns)),
  };
}

/** The browser knows best what `12ch` is. */
function measure<Row>(host: HTMLElement, columns: readonly Column<Row>[]): number[] {
  const ruler = document.createElement('div');
  ruler.style.position = 'absolute';
  ruler.style.visibility = 'hidden';
  host.append(ruler);
  const widths = columns.map(({ width }) => {
    ruler.style.width = width ?? DEFAULT_WIDTH;
    return ruler.getBoundingClientRect().width;
  });
  ruler.remove();
  return widths;
}
