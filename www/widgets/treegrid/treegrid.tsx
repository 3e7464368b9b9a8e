/**
 * The treegrid: draws the rows in sight of a `GridModel`. The focus stays on the grid itself and `aria-activedescendant`
 * names the selected row: rows come and go as they scroll, and a focus put on one of them would be lost with it.
 */
import { useId, useRef, useState } from 'preact/hooks';
import { Menu } from '../menu/menu';
import { BodyRow } from './body-row';
import { clicked, copied, doubleClicked, menuAsked, type OpenMenu, pointed, pressed } from './events';
import type { GridModel } from './grid-model';
import { HeaderRow } from './header-row';
import { Typing } from './keyboard';
import type { RowPlace } from './open-level';
import type { TreeGridProps } from './types';
import { useColumns } from './use-columns';
import { useModel } from './use-model';
import { useScroll } from './use-scroll';
import './treegrid.css';

export function TreeGrid<Row>(props: TreeGridProps<Row>) {
  const host = useRef<HTMLDivElement>(null);
  const id = useId();
  const { model, coming } = useModel(props);
  // What is drawn belongs to the rows that are shown: while a new root is prepared, the owner may already speak of it.
  const { label, columns, empty } = model.source;
  const width = useScroll(model, host);
  const layout = useColumns(columns, width, host);
  const [menu, showMenu] = useState<OpenMenu | null>(null);
  const typing = useRef(new Typing());
  const onMarkedText = useRef(false);
  const target = { model, host, typing: typing.current, onMarkedText, showMenu };
  const closeMenu = () => {
    showMenu(null);
    host.current?.focus({ preventScroll: true });
  };
  // Reading it makes the grid draw again when it changes.
  void model.version.value;

  const { scroll, selection, tree } = model;
  const { from } = model.drawn;
  return (
    <div class="treegrid-frame">
      <div
        ref={host}
        class="treegrid"
        role="treegrid"
        tabIndex={0}
        aria-label={label}
        aria-rowcount={tree.size + 1}
        aria-colcount={columns.length}
        aria-busy={coming || model.busy}
        aria-activedescendant={activeRowId(model, id)}
        style={{ '--treegrid-tracks': layout.tracks }}
        onKeyDown={(event) => pressed(event, target)}
        onPointerDown={(event) => pointed(event, target)}
        onClick={(event) => clicked(event, target)}
        onDblClick={(event) => doubleClicked(event, target)}
        onContextMenu={(event) => menuAsked(event, target)}
        onCopy={(event) => copied(event, target)}
      >
        <HeaderRow columns={columns} layout={layout} sort={props.sort} onSort={(sort) => props.onSort?.(sort)} />
        <div role="rowgroup" class="treegrid-track" style={{ height: `${scroll.trackHeight}px` }}>
          <div role="presentation" class="treegrid-rows" style={{ top: `${from * scroll.rowHeight + scroll.shift}px` }}>
            {drawRows(model, id, selection.index, layout.shown)}
          </div>
        </div>
        {tree.size === 0 && (
          <div role="row" class="treegrid-empty">
            <div role="gridcell" aria-colspan={layout.shown.length}>
              {empty}
            </div>
          </div>
        )}
      </div>
      {menu && <Menu {...menu} label="Actions for the row" onClose={closeMenu} />}
    </div>
  );
}

function drawRows<Row>(model: GridModel<Row>, id: string, selected: number, shown: readonly number[]) {
  const { from, to } = model.drawn;
  const { columns, rowClass, menuOf } = model.source;
  const firstInSight = Math.floor(model.scroll.top / model.scroll.rowHeight);
  const rows = [];
  let failed = false;
  for (let index = from; index < to; index++) {
    const state = model.state(index);
    if (!state) break;
    const { row, branch, failure } = state;
    rows.push(
      <BodyRow
        key={rowKey(state)}
        id={`${id}-${rowKey(state)}`}
        state={state}
        columns={columns}
        shown={shown}
        selected={index === selected}
        extraClass={row === undefined ? undefined : rowClass?.(row, branch.value.ancestors)}
        hasMenu={menuOf !== undefined}
        failure={!failed || index === firstInSight ? failure : undefined}
      />,
    );
    failed = failure !== undefined;
  }
  return rows;
}

/** Differs between all rows, and stays the same while other levels open and close. */
function rowKey<Row>({ branch, position }: RowPlace<Row>): string {
  return `${branch.number}-${position}`;
}

/** The selected row's element, if it is drawn. */
function activeRowId<Row>(model: GridModel<Row>, id: string): string | undefined {
  const { index } = model.selection;
  const { from, to } = model.drawn;
  const place = index >= from && index < to ? model.tree.at(index) : undefined;
  return place && `${id}-${rowKey(place)}`;
}
