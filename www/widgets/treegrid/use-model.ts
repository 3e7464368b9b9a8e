/**
 * The model that the grid shows. When the owner gives a new root, its model is prepared beside the one shown and takes
 * its place when the rows in sight are there, so that sorting, filtering and values that fill in do not blink.
 */
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { GridModel } from './grid-model';
import type { Sort, TreeGridProps } from './types';

/** How long a new order may keep the old rows on the screen: longer looks as if the click was not noticed. */
const NEW_ORDER_WAIT_MS = 250;
/** The same for the same rows with newer values: nobody waits for them. */
const SAME_ORDER_WAIT_MS = 2000;

export function useModel<Row>(props: TreeGridProps<Row>): { model: GridModel<Row>; coming: boolean } {
  const [model, setModel] = useState(() => new GridModel<Row>(props.root, props, null, false));
  const shownSort = useRef<Sort | undefined>(props.sort);
  if (model.root === props.root) model.source = props;

  // Before the next frame: it may have the rows in it already.
  useLayoutEffect(() => {
    if (model.root === props.root) {
      void model.prepare(props.openPath ?? []);
      return;
    }
    const inPlace = model.root.count === props.root.count && sameSort(shownSort.current, props.sort);
    const next = new GridModel<Row>(props.root, props, model, inPlace);
    let shown = false;
    const show = () => {
      if (shown) return;
      shown = true;
      shownSort.current = props.sort;
      next.show();
      setModel(next);
    };
    const timer = setTimeout(show, inPlace ? SAME_ORDER_WAIT_MS : NEW_ORDER_WAIT_MS);
    void next.prepare(props.openPath ?? []).then(() => {
      if (!next.disposed) show();
    });
    return () => {
      clearTimeout(timer);
      if (!shown) next.dispose();
    };
  }, [props.root]);

  const latest = useRef(model);
  latest.current = model;
  useEffect(() => () => latest.current.dispose(), []);
  return { model, coming: model.root !== props.root };
}

function sameSort(a: Sort | undefined, b: Sort | undefined): boolean {
  return a?.column === b?.column && a?.ascending === b?.ascending;
}
