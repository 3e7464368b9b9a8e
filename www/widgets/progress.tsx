/** A progress bar with its words beside it; the words carry all that the bar shows. */
interface Props {
  readonly label: string;
  /** 0 to 1; undefined if nobody knows. */
  readonly value: number | undefined;
  readonly words: string;
}

export function Progress({ label, value, words }: Props) {
  return (
    <span class="progress">
      <progress aria-label={label} max={1} value={value} />
      <span class="progress-words">{words}</span>
    </span>
  );
}
