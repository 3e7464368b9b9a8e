/**
 * Keeps the address and the state of navigation equal, in both directions. A step to another view or object is an entry
 * of the browser's history; typing in the filter, and moving through rows quickly, only change the present one.
 */
import { batch, computed, effect } from '@preact/signals';
import { type Address, decodeAddress, encodeAddress } from '../state/address';
import { chosenView, DEFAULT_SORT, filter, selection, selectionSide, sorts, view, wantedObject } from '../state/navigation';

/** Moves that follow each other faster than this are one step for the back button. */
const ONE_STEP_MS = 1000;

const address = computed<Address>(() => {
  const selected = selection.value;
  return {
    view: chosenView.value,
    sort: sorts.value[view.value],
    filter: filter.value.typed ? filter.value.text : '',
    object: selected === null ? wantedObject.value : { side: selectionSide.value, id: selected.object.id },
  };
});

export function followAddress(): void {
  apply(decodeAddress(location.hash.slice(1)));
  addEventListener('popstate', () => apply(decodeAddress(location.hash.slice(1))));

  let before = address.peek();
  let lastStep = -Infinity;
  effect(() => {
    const now = address.value;
    const text = encodeAddress(now);
    const onlyFilter = now.filter !== before.filter && now.view === before.view && now.object?.id === before.object?.id;
    before = now;
    if (text === location.hash.slice(1)) return;
    const quick = performance.now() - lastStep < ONE_STEP_MS;
    lastStep = performance.now();
    const target = text === '' ? location.pathname + location.search : `#${text}`;
    if (onlyFilter || quick) history.replaceState(null, '', target);
    else history.pushState(null, '', target);
  });
}

function apply({ view, sort, filter: text, object }: Address): void {
  batch(() => {
    chosenView.value = view;
    if (view !== null) sorts.value = { ...sorts.value, [view]: sort ?? DEFAULT_SORT[view] };
    if (text !== '' || filter.peek().typed) filter.value = { text, typed: true };
    const selected = selection.peek();
    if (selected?.object.id === object?.id && selected !== null) return;
    selection.value = null;
    wantedObject.value = object;
  });
}
