/** What the mouse, the keys and the clipboard do to a grid. Events are taken at the grid; `data-index` tells the row. */
import type { RefObject } from 'preact';
import type { GridModel } from './grid-model';
import { pressKey, type Typing } from './keyboard';
import type { Column, MenuItem } from './types';

/** A row's menu and the corner, in window coordinates, where it opens. */
export interface OpenMenu {
  readonly x: number;
  readonly y: number;
  readonly items: readonly MenuItem[];
}

export interface EventTarget<Row> {
  readonly model: GridModel<Row>;
  readonly host: RefObject<HTMLElement | null>;
  readonly typing: Typing;
  /** Whether the mouse was last pressed on marked text. */
  readonly onMarkedText: { current: boolean };
  showMenu(menu: OpenMenu): void;
}

/** What of which row a mouse event is about. */
interface Hit {
  readonly index: number;
  readonly part: 'row' | 'triangle' | 'retry' | 'menu';
  readonly element: Element;
}

export function pressed<Row>(event: KeyboardEvent, target: EventTarget<Row>): void {
  const { model, host, typing } = target;
  if (event.target !== host.current) return;
  if (isSelectAll(event)) {
    event.preventDefault();
    markDrawnRows(host.current);
    return;
  }
  const item = itemWithKey(event, model);
  if (item !== undefined) {
    event.preventDefault();
    item.run();
    return;
  }
  const textOf = (row: Row) => model.source.columns[0]?.text(row) ?? '';
  const openMenu = () => openMenuOfSelected(target);
  if (!pressKey(event, { model, typing, textOf, openMenu })) return;
  event.preventDefault();
  event.stopPropagation();
}

const isSelectAll = ({ key, altKey, shiftKey, ctrlKey, metaKey }: KeyboardEvent): boolean =>
  key.toLowerCase() === 'a' && ctrlKey !== metaKey && !altKey && !shiftKey;

/** Of the grid alone, and not the page's text: so that they are copied as rows. */
function markDrawnRows(host: HTMLElement | null): void {
  const rows = host?.querySelector('.treegrid-rows');
  if (rows) getSelection()?.selectAllChildren(rows);
}

/** What the selected row's menu has under a key. */
function itemWithKey<Row>({ key, altKey, ctrlKey, metaKey }: KeyboardEvent, model: GridModel<Row>): MenuItem | undefined {
  if (altKey || ctrlKey || metaKey) return undefined;
  return menuAt(model, model.selection.index).find((item) => item.key === key);
}

function menuAt<Row>(model: GridModel<Row>, index: number): readonly MenuItem[] {
  const state = model.state(index);
  return (state?.row !== undefined && model.source.menuOf?.(state.row, state.branch.value.ancestors)) || [];
}

/** Looks at marked text before the browser changes it: on macOS a right-click marks the word under the pointer. */
export function pointed<Row>(event: PointerEvent, { onMarkedText }: EventTarget<Row>): void {
  const row = event.target instanceof Element ? event.target.closest('[data-index]') : null;
  onMarkedText.current = row !== null && hasMarkedText() && getSelection()?.containsNode(row, true) === true;
}

export function clicked<Row>(event: MouseEvent, target: EventTarget<Row>): void {
  const { model, host } = target;
  const hit = hitOf(event);
  if (!hit) return;
  const { index, part, element } = hit;
  if (part === 'triangle') {
    if (event.altKey && !model.state(index)?.open) void model.expandAll(index);
    else model.toggle(index);
  } else if (part === 'retry') {
    model.retry(index);
    // The button goes, and the focus would go with it.
    host.current?.focus({ preventScroll: true });
  } else if (part === 'menu') {
    const { left, bottom } = element.getBoundingClientRect();
    openMenu(target, index, left, bottom);
  } else {
    model.selection.select(index);
  }
}

export function doubleClicked<Row>(event: MouseEvent, { model }: EventTarget<Row>): void {
  const hit = hitOf(event);
  if (hit?.part !== 'row' || !model.state(hit.index)?.canOpen) return;
  // The browser has marked a word; what was meant is to open the row.
  getSelection()?.removeAllRanges();
  model.toggle(hit.index);
}

/** Right-click. With Shift, or over marked text, the browser's own menu comes: it offers to copy. */
export function menuAsked<Row>(event: MouseEvent, target: EventTarget<Row>): void {
  if (!target.model.source.menuOf || event.shiftKey || target.onMarkedText.current) return;
  const hit = hitOf(event);
  if (!hit) return;
  event.preventDefault();
  openMenu(target, hit.index, event.clientX, event.clientY);
}

/** Copies the rows over which text is marked, or the selected row; text marked inside one row is copied as it is. */
export function copied<Row>(event: ClipboardEvent, { model, host }: EventTarget<Row>): void {
  const { columns, onCopy } = model.source;
  const rows = (hasMarkedText() ? markedRows(model, host.current) : [model.selection.row]).filter((row) => row !== undefined);
  const text = (of: readonly Row[]) => of.map((row) => rowText(columns, row)).join('\n');
  if (rows.length === 0 || !event.clipboardData) return;
  event.preventDefault();
  if (onCopy?.(rows, text) !== true) event.clipboardData.setData('text/plain', text(rows));
}

/** A row as it is copied. */
export const rowText = <Row>(columns: readonly Column<Row>[], row: Row): string =>
  columns.map((column) => column.text(row)).join('\t');

function openMenu<Row>({ model, showMenu }: EventTarget<Row>, index: number, x: number, y: number): void {
  if (model.state(index)?.row === undefined) return;
  const items = menuAt(model, index);
  model.selection.select(index);
  if (items.length > 0) showMenu({ x, y, items });
}

function openMenuOfSelected<Row>(target: EventTarget<Row>): void {
  const { index } = target.model.selection;
  const content = target.host.current?.querySelector(`[data-index="${index}"] .treegrid-content`);
  if (!content) return;
  const { left, bottom } = content.getBoundingClientRect();
  openMenu(target, index, left, bottom);
}

function hitOf(event: MouseEvent): Hit | undefined {
  const target = event.target instanceof Element ? event.target : null;
  const index = Number(target?.closest<HTMLElement>('[data-index]')?.dataset['index'] ?? NaN);
  if (!target || Number.isNaN(index)) return undefined;
  for (const part of ['triangle', 'retry', 'menu'] as const) {
    const element = target.closest(`.treegrid-${part}`);
    if (element) return { index, part, element };
  }
  return { index, part: 'row', element: target };
}

/** The rows that are marked, if they are several, or one over all of its cells. */
function markedRows<Row>(model: GridModel<Row>, host: HTMLElement | null): (Row | undefined)[] {
  const drawn = [...(host?.querySelectorAll<HTMLElement>('[data-index]') ?? [])];
  const selected = getSelection();
  const marked = drawn.filter((element) => selected?.containsNode(element, true));
  const isMarkedWhole = (row: HTMLElement) => [...row.children].every((cell) => selected?.containsNode(cell, true));
  return marked.length === 1 && !marked.every(isMarkedWhole) ? [] : marked.map((element) => model.state(Number(element.dataset['index']))?.row);
}

function hasMarkedText(): boolean {
  return getSelection()?.isCollapsed === false;
}
