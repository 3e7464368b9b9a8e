/** Copies a text and says whether it worked. */
import { useState } from 'preact/hooks';

interface Props {
  text(): string | Promise<string>;
  readonly label: string;
  readonly title?: string;
}

/** How long the answer stands before the button says its word again. */
const ANSWER_MS = 2000;

export function CopyButton({ text, label, title }: Props) {
  const [answer, setAnswer] = useState<string | null>(null);
  const say = (words: string) => {
    setAnswer(words);
    setTimeout(() => setAnswer(null), ANSWER_MS);
  };
  const run = () => {
    const clipboard = navigator.clipboard as Clipboard | undefined;
    if (clipboard === undefined) return say('No clipboard');
    const copied = async () => clipboard.writeText(await text());
    copied().then(
      () => say('Copied'),
      () => say('Not allowed'),
    );
  };
  return (
    <button type="button" class="copy" title={title} onClick={run}>
      <span aria-live="polite">{answer ?? label}</span>
    </button>
  );
}
