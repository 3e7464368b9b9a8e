/** A button with a panel below it. The panel closes on Escape, on a click elsewhere, and when the focus leaves. */
import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';

interface Props {
  /** What stands on the button. */
  readonly label: ComponentChildren;
  readonly title?: string;
  readonly buttonClass?: string;
  /** Which edge of the button the panel keeps to. */
  readonly align?: 'start' | 'end';
  readonly panelLabel: string;
  readonly children: (close: () => void) => ComponentChildren;
}

export function Popover({ label, title, buttonClass, align = 'start', panelLabel, children }: Props) {
  const [open, setOpen] = useState(false);
  const frame = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const id = useId();

  useEffect(() => {
    if (!open) return;
    const leave = (event: Event) => {
      if (!(event.target instanceof Node && frame.current?.contains(event.target))) setOpen(false);
    };
    document.addEventListener('pointerdown', leave);
    document.addEventListener('focusin', leave);
    return () => {
      document.removeEventListener('pointerdown', leave);
      document.removeEventListener('focusin', leave);
    };
  }, [open]);

  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  return (
    <div
      class="popover"
      ref={frame}
      onKeyDown={(event) => {
        if (open && event.key === 'Escape') {
          event.stopPropagation();
          close();
        }
      }}
    >
      <button
        ref={button}
        type="button"
        class={buttonClass}
        title={title}
        aria-expanded={open}
        aria-controls={open ? id : undefined}
        onClick={() => setOpen(!open)}
      >
        {label} <span aria-hidden="true">▾</span>
      </button>
      {open && (
        <div id={id} role="group" class={`panel panel-${align}`} aria-label={panelLabel}>
          {children(close)}
        </div>
      )}
    </div>
  );
}
