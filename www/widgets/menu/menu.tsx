/**
 * A small menu at a point of the window, by the WAI-ARIA menu pattern. It takes the focus while it is open; whoever
 * opened it puts the focus back in `onClose`, which is called before the chosen item runs.
 */
import { useLayoutEffect, useRef } from 'preact/hooks';
import './menu.css';

export interface MenuItem {
  readonly label: string;
  /** A key that runs it without the menu; not one that types a character. */
  readonly key?: string;
  run(): void;
}

export interface MenuProps {
  /** Accessible name. */
  readonly label: string;
  readonly items: readonly MenuItem[];
  /** Window coordinates of the corner; the menu moves so as to be wholly in the window. */
  readonly x: number;
  readonly y: number;
  onClose(): void;
}

/** Space kept to the window's edges, in pixels. */
const MARGIN = 4;

export function Menu({ label, items, x, y, onClose }: MenuProps) {
  const menu = useRef<HTMLDivElement>(null);

  useLayoutEffect(() => {
    const element = menu.current;
    if (!element) return;
    const { width, height } = element.getBoundingClientRect();
    element.style.left = `${Math.max(MARGIN, Math.min(x, innerWidth - width - MARGIN))}px`;
    element.style.top = `${Math.max(MARGIN, Math.min(y, innerHeight - height - MARGIN))}px`;
    itemsOf(element)[0]?.focus();
  }, [x, y]);

  // Before it is painted: the click that closes it may come at once.
  useLayoutEffect(() => {
    const closeOutside = (event: Event) => {
      if (!(event.target instanceof Node && menu.current?.contains(event.target))) onClose();
    };
    const close = () => onClose();
    addEventListener('pointerdown', closeOutside, true);
    addEventListener('wheel', closeOutside, { capture: true, passive: true });
    addEventListener('resize', close);
    addEventListener('blur', close);
    return () => {
      removeEventListener('pointerdown', closeOutside, true);
      removeEventListener('wheel', closeOutside, { capture: true });
      removeEventListener('resize', close);
      removeEventListener('blur', close);
    };
  }, [onClose]);

  return (
    <div
      ref={menu}
      class="menu"
      role="menu"
      aria-label={label}
      onKeyDown={(event) => pressed(event, onClose)}
      onContextMenu={(event) => event.preventDefault()}
    >
      {items.map((item, index) => (
        <button
          key={index}
          type="button"
          role="menuitem"
          class="menu-item"
          tabIndex={-1}
          aria-keyshortcuts={item.key}
          onPointerEnter={(event) => event.currentTarget.focus()}
          onClick={() => {
            onClose();
            item.run();
          }}
        >
          {item.label}
          {item.key !== undefined && <kbd aria-hidden="true">{item.key}</kbd>}
        </button>
      ))}
    </div>
  );
}

function pressed(event: KeyboardEvent & { currentTarget: HTMLElement }, onClose: () => void): void {
  const items = itemsOf(event.currentTarget);
  const present = items.findIndex((item) => item === document.activeElement);
  const focus = (index: number) => items[(index + items.length) % items.length]?.focus();
  const { key } = event;
  if (key === 'ArrowDown') focus(present + 1);
  else if (key === 'ArrowUp') focus(present - 1);
  else if (key === 'Home') focus(0);
  else if (key === 'End') focus(-1);
  else if (key === 'Escape' || key === 'Tab') onClose();
  else if (key.length === 1 && key !== ' ') {
    const letter = key.toLocaleLowerCase();
    const next = [...items.slice(present + 1), ...items.slice(0, present + 1)];
    next.find((item) => item.textContent?.toLocaleLowerCase().startsWith(letter))?.focus();
  } else return;
  event.preventDefault();
  event.stopPropagation();
}

function itemsOf(menu: Element): HTMLElement[] {
  return [...menu.querySelectorAll<HTMLElement>('[role="menuitem"]')];
}
