/**
 * Keeps the address and the state of navigation equal, in both directions. A step to another view, sort or object is an
 * entry of the browser's history; typing in the filter, and moving through rows quickly, only change the present one.
 */
import { batch, computed, effect } from '@preact/signals';
import { type Address, decodeAddress, encodeAddress } from '../state/address';
import {
  chosenView,
  DEFAULT_SORT,
  filter,
  isTable,
  selection,
  sideOf,
  sorts,
  view,
  wantedObject,
  wantedObjects,
} from '../state/navigation';
import { readySnapshots } from '../state/snapshots';

/** Objects selected faster than this after each other are one step for the back button. */
const ONE_STEP_MS = 1000;

const address = computed<Address>(() => {
  const shown = chosenView.value ?? (readySnapshots.value.length > 0 ? view.value : null);
  const selected = selection.value;
  const side = selected && sideOf(selected.snapshot);
  return {
    view: shown,
    sort: shown === null || !isTable(shown) ? null : sorts.value[shown],
    filter: filter.value.typed ? filter.value.text : '',
    objects: wantedObjects.value,
    // Of another snapshot than the two nothing is said: an address names no more than these.
    object: selected === null ? wantedObject.value : side && { side, id: selected.object.id },
  };
});

export function followAddress(): void {
  const read = () => apply(decodeAddress(location.hash.slice(1)));
  read();
  addEventListener('popstate', read);

  let before = address.peek();
  let selectedAt = -Infinity;
  effect(() => {
    const now = address.value;
    const sameObject = now.object?.id === before.object?.id && now.object?.side === before.object?.side;
    const sameTable = now.view === before.view && now.sort === before.sort && now.objects === before.objects;
    const movingOn = sameTable && !sameObject && performance.now() - selectedAt < ONE_STEP_MS;
    if (!sameObject) selectedAt = performance.now();
    const isStep = !(sameTable && sameObject) && !movingOn && (chosenOrSelected() || now.objects !== before.objects);
    before = now;
    write(encodeAddress(now), isStep);
  });
}

/** A view that came by itself, because files were opened, is not a step. */
const chosenOrSelected = (): boolean => chosenView.peek() !== null || selection.peek() !== null;

function write(text: string, isStep: boolean): void {
  if (text === location.hash.slice(1)) return;
  const target = text === '' ? location.pathname + location.search : `#${text}`;
  if (isStep) history.pushState(null, '', target);
  else history.replaceState(null, '', target);
}

function apply({ view: named, sort, filter: text, objects, object }: Address): void {
  batch(() => {
    chosenView.value = named;
    if (named !== null && isTable(named)) sorts.value = { ...sorts.value, [named]: sort ?? DEFAULT_SORT[named] };
    wantedObjects.value = objects;
    if (text !== '' || filter.peek().typed) filter.value = { text, typed: true };
    const selected = selection.peek();
    if (selected !== null && selected.object.id === object?.id && sideOf(selected.snapshot) === object.side) return;
    selection.value = null;
    wantedObject.value = object;
  });
}
