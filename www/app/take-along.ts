/** Text that leaves the page because the person asks for it: to the clipboard, or as a file. */
import type { ExportFormat } from '../engine/protocol';

const MEDIA_TYPE: Readonly<Record<ExportFormat, string>> = {
  text: 'text/plain;charset=utf-8',
  csv: 'text/csv;charset=utf-8',
  json: 'application/json',
};
const ENDING: Readonly<Record<ExportFormat, string>> = { text: 'txt', csv: 'csv', json: 'json' };

export function download(name: string, format: ExportFormat, text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: MEDIA_TYPE[format] }));
  const link = document.createElement('a');
  link.href = address;
  link.download = `${name}.${ENDING[format]}`;
  link.click();
  // The browser takes the address up in its own time; a minute is more than enough.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

/** Tells whether it worked: a page that is not served from a secure address has no clipboard. */
export async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
