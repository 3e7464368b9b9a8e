/** Copies something and says in a word whether it worked. */
import { useState } from 'preact/hooks';
import { copy, type CopyOutcome, type Write } from '../../app/export';

interface Props {
  readonly write: Write;
  readonly label?: string;
  readonly title?: string;
}

/** How long the answer stands before the button says its word again. */
const ANSWER_MS = 2000;

const ANSWERS: Readonly<Record<CopyOutcome, string>> = {
  copied: 'Copied',
  'not-allowed': 'Not allowed',
  'no-clipboard': 'No clipboard',
};

export function CopyButton({ write, label = 'Copy', title }: Props) {
  const [answer, setAnswer] = useState<string | null>(null);
  const run = async () => {
    setAnswer(await copy(write).then((outcome) => ANSWERS[outcome], () => 'Failed'));
    setTimeout(() => setAnswer(null), ANSWER_MS);
  };
  return (
    <button type="button" class="copy" title={title} onClick={() => void run()}>
      <span aria-live="polite">{answer ?? label}</span>
    </button>
  );
}
