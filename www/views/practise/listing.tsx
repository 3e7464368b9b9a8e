/** A program with its lines numbered, and what a repair changes in it. */

interface Props {
  readonly file: string;
  readonly source: string;
  /** Lines that stand out, from 1. */
  readonly marked?: readonly number[];
}

export function Listing({ file, source, marked = [] }: Props) {
  return (
    <figure class="listing">
      <figcaption>
        <code>{file}</code>
      </figcaption>
      <pre>
        {source.trimEnd().split('\n').map((line, at) =>
          marked.includes(at + 1) ? <mark key={at}>{`${line}\n`}</mark> : <span key={at}>{`${line}\n`}</span>,
        )}
      </pre>
    </figure>
  );
}

/** A change as `diff -u` writes it, without its first lines, which name the files. */
export function Repair({ file, repair }: { readonly file: string; readonly repair: string }) {
  const lines = repair.trimEnd().split('\n').slice(2);
  return (
    <figure class="listing repair">
      <figcaption>
        Changes in <code>{file}</code>
      </figcaption>
      <pre>
        {lines.map((line, at) => {
          const text = `${line}\n`;
          if (line.startsWith('+')) return <ins key={at}>{text}</ins>;
          if (line.startsWith('-')) return <del key={at}>{text}</del>;
          return <span key={at}>{line.startsWith('@@') ? '⋯\n' : text}</span>;
        })}
      </pre>
    </figure>
  );
}
