/**
 * The column headers: sort by click, Enter or Space; borders are dragged to resize, a double click brings the widths
 * back. One tab stop; Left and Right move between headers, Shift with them moves the border.
 */
import { useRef, useState } from 'preact/hooks';
import type { Column, Sort } from './types';
import type { ColumnLayout } from './use-columns';

/** Pixels by which a key moves a border. */
const KEY_STEP = 12;

interface HeaderRowProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly layout: ColumnLayout;
  readonly sort: Sort | undefined;
  onSort(sort: Sort): void;
}

export function HeaderRow<Row>({ columns, layout, sort, onSort }: HeaderRowProps<Row>) {
  const row = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState('');
  const shown = layout.shown.flatMap((at) => columns[at] ?? []);
  const tabStop = shown.some(({ id }) => id === active) ? active : (sort?.column ?? shown[0]?.id);

  const sortBy = ({ id, sortable, firstAscending }: Column<Row>) => {
    if (!sortable) return;
    const ascending = sort?.column === id ? !sort.ascending : firstAscending === true;
    onSort({ column: id, ascending });
  };
  const press = (event: KeyboardEvent, column: Column<Row>, index: number) => {
    const { key, shiftKey, ctrlKey, metaKey, altKey } = event;
    if (ctrlKey || metaKey || altKey) return;
    const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
    if (key === 'Enter' || key === ' ') sortBy(column);
    else if (step && shiftKey) layout.drag(index, step * KEY_STEP);
    else if (step) row.current?.querySelectorAll<HTMLElement>('[role="columnheader"]')[index + step]?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div role="rowgroup" class="treegrid-header">
      <div role="row" aria-rowindex={1} class="treegrid-row" ref={row}>
        {shown.map((column, index) => (
          <div
            key={column.id}
            role="columnheader"
            class={`treegrid-cell treegrid-${column.align}${column.sortable ? ' treegrid-sortable' : ''}`}
            aria-colindex={columns.indexOf(column) + 1}
            aria-sort={!column.sortable ? undefined : sort?.column !== column.id ? 'none' : direction(sort)}
            aria-description={column.help}
            title={column.help}
            tabIndex={column.id === tabStop ? 0 : -1}
            onFocus={() => setActive(column.id)}
            onClick={() => sortBy(column)}
            onKeyDown={(event) => press(event, column, index)}
          >
            {index > 0 && <Border layout={layout} index={index} />}
            <span class="treegrid-title">{column.title}</span>
            {sort?.column === column.id && (
              <span class="treegrid-sort" aria-hidden="true">
                {sort.ascending ? '▴' : '▾'}
              </span>
            )}
          </div>
        ))}
      </div>
    </div>
  );
}

function direction(sort: Sort): 'ascending' | 'descending' {
  return sort.ascending ? 'ascending' : 'descending';
}

function Border({ layout, index }: { layout: ColumnLayout; index: number }) {
  const from = useRef<number | null>(null);
  return (
    <span
      class="treegrid-border"
      aria-hidden="true"
      onClick={(event) => event.stopPropagation()}
      onDblClick={() => layout.reset()}
      onPointerDown={(event) => {
        event.preventDefault();
        from.current = event.clientX;
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerMove={(event) => {
        if (from.current === null) return;
        layout.drag(index, event.clientX - from.current);
        from.current = event.clientX;
      }}
      onPointerUp={() => (from.current = null)}
      onPointerCancel={() => (from.current = null)}
    />
  );
}
