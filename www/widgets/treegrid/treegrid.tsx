/**
 * The treegrid: draws the rows in sight of a `GridModel` and turns mouse and keys into its commands. The focus stays on
 * the grid itself and `aria-activedescendant` names the selected row: rows come and go as they scroll, and a focus put
 * on one of them would be lost with it.
 */
import { useId, useRef, useState } from 'preact/hooks';
import { Menu } from '../menu/menu';
import { BodyRow } from './body-row';
import type { GridModel, RowPlace } from './grid-model';
import { HeaderRow } from './header-row';
import { pressKey, Typing } from './keyboard';
import type { MenuItem, TreeGridProps } from './types';
import { useColumns } from './use-columns';
import { useModel } from './use-model';
import { useScroll } from './use-scroll';
import './treegrid.css';

interface OpenMenu {
  readonly x: number;
  readonly y: number;
  readonly items: readonly MenuItem[];
}

export function TreeGrid<Row>(props: TreeGridProps<Row>) {
  const host = useRef<HTMLDivElement>(null);
  const id = useId();
  const { model, coming } = useModel(props);
  // What is drawn belongs to the rows that are shown: while a new root is prepared, the owner may already speak of it.
  const view = model.source;
  const width = useScroll(model, host);
  const layout = useColumns(view.columns, width, host);
  const [menu, setMenu] = useState<OpenMenu | null>(null);
  const typing = useRef(new Typing());
  void model.version.value;

  const focus = () => host.current?.focus({ preventScroll: true });
  const openMenu = (index: number, x: number, y: number) => {
    const state = model.state(index);
    if (state?.row === undefined) return;
    const items = view.menuOf?.(state.row, state.place.branch.value.ancestors) ?? [];
    model.selection.select(index);
    if (items.length > 0) setMenu({ x, y, items });
  };
  const openMenuByKey = () => {
    const { index } = model.selection;
    const content = rowElement(host.current, index)?.querySelector('.treegrid-content')?.getBoundingClientRect();
    if (content) openMenu(index, content.left, content.bottom);
  };
  const pressed = (event: KeyboardEvent) => {
    if (event.target !== host.current) return;
    const textOf = (row: Row) => view.columns[0]?.text(row) ?? '';
    if (!pressKey(event, { model, typing: typing.current, textOf, openMenu: openMenuByKey })) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const clicked = (event: MouseEvent) => {
    const hit = hitOf(event);
    if (!hit) return;
    const { index, part, element } = hit;
    if (part === 'triangle') {
      if (event.altKey && !model.state(index)?.open) void model.expandAll(index);
      else model.toggle(index);
    } else if (part === 'retry') {
      model.retry(index);
      focus();
    } else if (part === 'menu') {
      const { left, bottom } = element.getBoundingClientRect();
      openMenu(index, left, bottom);
    } else {
      model.selection.select(index);
    }
  };
  const doubleClicked = (event: MouseEvent) => {
    const hit = hitOf(event);
    if (!hit || hit.part !== 'row' || !model.state(hit.index)?.canOpen) return;
    // The browser has marked a word; what was meant is to open the row.
    getSelection()?.removeAllRanges();
    model.toggle(hit.index);
  };
  const menuAsked = (event: MouseEvent) => {
    // Over marked text the browser's own menu offers to copy it.
    if (!view.menuOf || event.shiftKey || hasMarkedText()) return;
    const hit = hitOf(event);
    if (!hit && event.target !== host.current) return;
    event.preventDefault();
    if (hit) openMenu(hit.index, event.clientX, event.clientY);
  };
  const copied = (event: ClipboardEvent) => {
    const { row } = model.selection;
    if (hasMarkedText() || row === undefined || !event.clipboardData) return;
    event.clipboardData.setData('text/plain', view.columns.map((column) => column.text(row)).join('\t'));
    event.preventDefault();
  };

  const selected = model.selection.index;
  const { from, to } = model.drawn;
  const { scroll } = model;
  return (
    <div class="treegrid-frame">
      <div
        ref={host}
        class="treegrid"
        role="treegrid"
        tabIndex={0}
        aria-label={view.label}
        aria-rowcount={model.tree.size + 1}
        aria-colcount={view.columns.length}
        aria-busy={coming || model.busy}
        aria-activedescendant={selected >= from && selected < to ? rowId(id, model, selected) : undefined}
        style={{ '--treegrid-tracks': layout.tracks }}
        onKeyDown={pressed}
        onClick={clicked}
        onDblClick={doubleClicked}
        onContextMenu={menuAsked}
        onCopy={copied}
      >
        <HeaderRow
          columns={view.columns}
          layout={layout}
          sort={props.sort}
          onSort={(sort) => props.onSort?.(sort)}
        />
        <div role="rowgroup" class="treegrid-track" style={{ height: `${scroll.trackHeight}px` }}>
          <div role="presentation" class="treegrid-rows" style={{ top: `${from * scroll.rowHeight + scroll.shift}px` }}>
            {drawRows(model, id, selected, layout.shown)}
          </div>
        </div>
        {model.tree.size === 0 && (
          <div role="row" class="treegrid-empty">
            <div role="gridcell" aria-colspan={layout.shown.length}>
              {view.empty}
            </div>
          </div>
        )}
      </div>
      {menu && (
        <Menu
          {...menu}
          label="Actions for the row"
          onClose={() => {
            setMenu(null);
            focus();
          }}
        />
      )}
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
    const { row, place, failure } = state;
    rows.push(
      <BodyRow
        key={rowKey(place)}
        id={`${id}-${rowKey(place)}`}
        state={state}
        columns={columns}
        shown={shown}
        selected={index === selected}
        extraClass={row === undefined ? undefined : rowClass?.(row, place.branch.value.ancestors)}
        hasMenu={menuOf !== undefined}
        failure={!failed || index === firstInSight ? failure : undefined}
      />,
    );
    failed = failure !== undefined;
  }
  return rows;
}

/** Differs between all rows of a model, and stays the same while other levels open and close. */
function rowKey<Row>({ branch, position }: RowPlace<Row>): string {
  return `${branch.number}-${position}`;
}

function rowId<Row>(id: string, model: GridModel<Row>, index: number): string | undefined {
  const place = model.tree.at(index);
  return place && `${id}-${rowKey(place)}`;
}

function rowElement(host: HTMLElement | null, index: number): Element | null {
  return host?.querySelector(`[data-index="${index}"]`) ?? null;
}

/** What of which row a mouse event is about. */
function hitOf(event: MouseEvent): { index: number; part: string; element: Element } | undefined {
  const target = event.target instanceof Element ? event.target : null;
  const index = target?.closest<HTMLElement>('[data-index]')?.dataset['index'];
  if (!target || index === undefined) return undefined;
  for (const part of ['triangle', 'retry', 'menu']) {
    const element = target.closest(`.treegrid-${part}`);
    if (element) return { index: Number(index), part, element };
  }
  return { index: Number(index), part: 'row', element: target };
}

function hasMarkedText(): boolean {
  return getSelection()?.isCollapsed === false;
}
