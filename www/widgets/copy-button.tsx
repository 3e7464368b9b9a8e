/** Copies something and says whether it worked. */
import { useState } from 'preact/hooks';

interface Props {
  /** Copies, and gives the outcome in a word or two. */
  copy(): Promise<string>;
  readonly label: string;
  readonly title?: string;
}

/** How long the answer stands before the button says its word again. */
const ANSWER_MS = 2000;

export function CopyButton({ copy, label, title }: Props) {
  const [answer, setAnswer] = useState<string | null>(null);
  const run = async () => {
    setAnswer(await copy().catch(() => 'Failed'));
    setTimeout(() => setAnswer(null), ANSWER_MS);
  };
  return (
    <button type="button" class="copy" title={title} onClick={() => void run()}>
      <span aria-live="polite">{answer ?? label}</span>
    </button>
  );
}
