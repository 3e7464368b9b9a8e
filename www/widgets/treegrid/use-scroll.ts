/**
 * Keeps the scroll of the element and of the model the same. The element scrolls by itself; only a list longer than the
 * element's limit has its wheel taken over, because there a pixel of the track is many pixels of the list.
 */
import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import type { RefObject } from 'preact';
import type { GridModel } from './grid-model';

/** Pixels of a wheel's "line", as Chromium and Firefox take it on most systems. */
const WHEEL_LINE = 40;

/** Where browsers do not tell that a scroll has ended (WebKitGTK): so long after the last move it has. */
const SETTLES_AFTER_MS = 150;

/** Returns the width that the columns have. */
export function useScroll<Row>(model: GridModel<Row>, host: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(0);

  useLayoutEffect(() => {
    const element = host.current;
    const header = element?.querySelector<HTMLElement>('.treegrid-header');
    if (!element || !header) return;
    const measure = () => {
      const rowHeight = header.getBoundingClientRect().height;
      // Hidden; or on paper, where the grid is as high as its rows, and more rows would make it higher still.
      if (rowHeight === 0 || matchMedia('print').matches) return;
      setWidth(element.clientWidth);
      model.resize(rowHeight, Math.max(0, element.clientHeight - rowHeight));
      // An element that was hidden has forgotten its scroll, and one that shows a new model has the old one's.
      element.scrollTop = model.scroll.scrollTop;
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    observer.observe(header);
    return () => observer.disconnect();
  }, [model]);

  useEffect(() => {
    const element = host.current;
    if (!element) return;
    let settling: ReturnType<typeof setTimeout> | undefined;
    const ended = () => {
      if (model.scroll.scaled && model.scroll.settle()) model.changed();
    };
    const scrolled = () => {
      if (model.scroll.scrolledTo(element.scrollTop)) model.changed();
      if ('onscrollend' in element || !model.scroll.scaled) return;
      clearTimeout(settling);
      settling = setTimeout(ended, SETTLES_AFTER_MS);
    };
    const wheeled = (event: WheelEvent) => {
      const { scroll } = model;
      if (!scroll.scaled || event.ctrlKey || event.shiftKey || event.deltaY === 0) return;
      const unit = event.deltaMode === 0 ? 1 : event.deltaMode === 1 ? WHEEL_LINE : scroll.viewHeight;
      event.preventDefault();
      scroll.moveTo(scroll.top + event.deltaY * unit);
      model.changed();
    };
    element.addEventListener('scroll', scrolled, { passive: true });
    element.addEventListener('scrollend', ended);
    element.addEventListener('wheel', wheeled, { passive: false });
    return () => {
      clearTimeout(settling);
      element.removeEventListener('scroll', scrolled);
      element.removeEventListener('scrollend', ended);
      element.removeEventListener('wheel', wheeled);
    };
  }, [model]);

  useLayoutEffect(() => {
    const element = host.current;
    if (element && model.scroll.takeMove()) element.scrollTop = model.scroll.scrollTop;
  });
  return width;
}
