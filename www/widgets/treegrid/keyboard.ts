/**
 * Keys of the grid's rows, as in DevTools' grids and the WAI-ARIA treegrid pattern. Says of each key whether it was
 * used; what was not goes on to the page's own shortcuts.
 */
import type { GridModel } from './grid-model';

/** A pause after which typing starts a new word. */
const TYPING_PAUSE_MS = 1000;

/** The word being typed to find a row. */
export class Typing {
  #word = '';
  #last = 0;

  /** Adds a typed character at a time; gives the word so far. */
  add(character: string, time: number): string {
    this.#word = this.#active(time) + character;
    this.#last = time;
    return this.#word;
  }

  /** Whether a character would continue a word. */
  goesOn(time: number): boolean {
    return this.#active(time) !== '';
  }

  #active(time: number): string {
    return time - this.#last < TYPING_PAUSE_MS ? this.#word : '';
  }
}

export interface KeyTarget<Row> {
  readonly model: GridModel<Row>;
  readonly typing: Typing;
  textOf(row: Row): string;
  openMenu(): void;
}

export function pressKey<Row>(event: KeyboardEvent, target: KeyTarget<Row>): boolean {
  if (event.ctrlKey || event.metaKey || event.isComposing) return false;
  return moveKey(event, target) || actionKey(event, target) || typedKey(event, target);
}

function moveKey<Row>({ key, altKey }: KeyboardEvent, { model }: KeyTarget<Row>): boolean {
  const { selection, scroll, tree } = model;
  if (altKey) return false;
  const page = Math.max(1, scroll.rowsInSight - 1);
  switch (key) {
    case 'ArrowUp':
      selection.move(-1);
      return true;
    case 'ArrowDown':
      selection.move(1);
      return true;
    case 'PageUp':
      selection.move(-page);
      return true;
    case 'PageDown':
      selection.move(page);
      return true;
    case 'Home':
      selection.select(0);
      return true;
    case 'End':
      selection.select(tree.size - 1);
      return true;
    default:
      return false;
  }
}

function actionKey<Row>(event: KeyboardEvent, { model, typing, openMenu }: KeyTarget<Row>): boolean {
  const { selection } = model;
  const { key, altKey, shiftKey } = event;
  if (key === 'ContextMenu' || (key === 'F10' && shiftKey)) {
    openMenu();
    return true;
  }
  if (key === 'ArrowRight') {
    if (altKey) void model.expandAll(selection.index);
    else selection.right();
    return true;
  }
  if (key === 'ArrowLeft') {
    if (altKey) model.collapse(selection.index);
    else selection.left();
    return true;
  }
  if (altKey || !(key === 'Enter' || (key === ' ' && !typing.goesOn(event.timeStamp)))) return false;
  const state = model.state(selection.index);
  if (!state) selection.move(0);
  else if (state.failure !== undefined) model.retry(state.index);
  else if (state.canOpen) model.toggle(state.index);
  return true;
}

function typedKey<Row>(event: KeyboardEvent, { model, typing, textOf }: KeyTarget<Row>): boolean {
  const { key, altKey, timeStamp } = event;
  const character = [...key].length === 1 && !altKey;
  // These two belong to the page: filter, and the list of keys.
  const pageShortcut = (key === '/' || key === '?') && !typing.goesOn(timeStamp);
  if (!character || pageShortcut) return false;
  model.selection.find(typing.add(key, timeStamp), textOf);
  return true;
}
