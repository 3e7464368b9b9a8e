/**
 * The bar between two panes, by the WAI-ARIA window splitter pattern: dragged, or moved with the arrow keys, Home and
 * End. It knows the size of the second pane (below or to the right of it) and tells the owner, who lays out and remembers.
 */
import { useRef } from 'preact/hooks';
import './splitter.css';

export interface SplitterProps {
  /** Accessible name: what the bar resizes, e.g. `Size of the retainers pane`. */
  readonly label: string;
  /** `horizontal`: a lying bar that moves up and down. */
  readonly orientation: 'horizontal' | 'vertical';
  /** Size of the pane after the bar, in pixels, and its bounds. */
  readonly size: number;
  readonly min: number;
  readonly max: number;
  /** The id of the pane after the bar. */
  readonly controls?: string;
  onResize(size: number): void;
}

/** Pixels by which a key moves the bar. */
const KEY_STEP = 24;

export function Splitter({ label, orientation, size, min, max, controls, onResize }: SplitterProps) {
  /** Size plus pointer position when the drag began; their sum does not change while the bar follows the pointer. */
  const sum = useRef<number | null>(null);
  const lying = orientation === 'horizontal';
  const resize = (wanted: number) => {
    const within = Math.round(Math.max(min, Math.min(wanted, max)));
    if (within !== size) onResize(within);
  };
  const along = (event: PointerEvent) => (lying ? event.clientY : event.clientX);
  const pressed = (event: KeyboardEvent) => {
    const { key } = event;
    if (key === (lying ? 'ArrowUp' : 'ArrowLeft')) resize(size + KEY_STEP);
    else if (key === (lying ? 'ArrowDown' : 'ArrowRight')) resize(size - KEY_STEP);
    else if (key === 'Home') resize(max);
    else if (key === 'End') resize(min);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      class={`splitter splitter-${orientation}`}
      role="separator"
      tabIndex={0}
      aria-label={label}
      aria-orientation={orientation}
      aria-valuenow={Math.round(size)}
      aria-valuemin={Math.round(min)}
      aria-valuemax={Math.round(max)}
      aria-valuetext={`${Math.round(size)} pixels`}
      aria-controls={controls}
      onKeyDown={pressed}
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        event.preventDefault();
        sum.current = size + along(event);
        event.currentTarget.setPointerCapture(event.pointerId);
        event.currentTarget.focus();
      }}
      onPointerMove={(event) => sum.current !== null && resize(sum.current - along(event))}
      onPointerUp={() => (sum.current = null)}
      onPointerCancel={() => (sum.current = null)}
    />
  );
}
