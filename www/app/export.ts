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

/** Makes a text that leaves, without data if `redacted`. */
export type Write = (redacted: boolean) => string | Promise<string>;

export const textToTake = async (write: Write): Promise<string> => write(redact.peek());

export async function download(name: string, format: ExportFormat | ReportFormat, write: Write): Promise<void> {
  const address = URL.createObjectURL(new Blob([await textToTake(write)], { type: MEDIA_TYPE[format] }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `${name}.${ENDING[format]}`;
  link.click();
  // The browser takes the address up in its own time; a minute is more than enough.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Tells whether it worked: a page that is not served from a secure address has no clipboard. */
export async function copy(write: Write): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(await textToTake(write));
    return true;
  } catch {
    return false;
  }
}
