/**
 * Text that leaves the page because the person asks for it: to the clipboard, or as a file. Whoever writes it is told
 * whether data has to be left out; there is no other way to take something along.
 */
import type { ReportFormat } from '../engine/findings';
import type { ExportFormat } from '../engine/protocol';
import { redact } from '../state/redaction';

const MEDIA_TYPE: Readonly<Record<ExportFormat | ReportFormat, string>> = {
  text: 'text/plain;charset=utf-8',
  csv: 'text/csv;charset=utf-8',
  json: 'application/json',
  markdown: 'text/markdown;charset=utf-8',
  html: 'text/html;charset=utf-8',
};
const ENDING: Readonly<Record<ExportFormat | ReportFormat, string>> = {
  text: 'txt',
  csv: 'csv',
  json: 'json',
  markdown: 'md',
  html: 'html',
};

/** What became of copying. A page that is not served from a secure address has no clipboard. */
export type CopyOutcome = 'copied' | 'not-allowed' | 'no-clipboard';

/** Makes a text that leaves, without data if `redacted`. */
export type Write = (redacted: boolean) => string | Promise<string>;

const textToTake = async (write: Write): Promise<string> => write(redact.peek());

export async function download(name: string, format: ExportFormat | ReportFormat, write: Write): Promise<void> {
  save(`${name}.${ENDING[format]}`, new Blob([await textToTake(write)], { type: MEDIA_TYPE[format] }));
}

/** Lets the browser save a file. */
export function save(fileName: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  // The browser takes the address up in its own time; a minute is more than enough.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/**
 * Copies what is written, and throws what `write` throws. To be called while the click or the key that asks for it is being
 * handled: only then do browsers let a page copy. So the clipboard is promised a text at once, and given it when the
 * engine has answered, however late that is.
 */
export async function copy(write: Write): Promise<CopyOutcome> {
  const clipboard = navigator.clipboard as Clipboard | undefined;
  if (clipboard === undefined) return 'no-clipboard';
  const text = textToTake(write);
  const promised = text.then((content) => new Blob([content], { type: 'text/plain' }));
  // What goes wrong with the text is said below, once.
  promised.catch(() => {});
  try {
    await clipboard.write([new ClipboardItem({ 'text/plain': promised })]);
    return 'copied';
  } catch {
    await text;
    return 'not-allowed';
  }
}
