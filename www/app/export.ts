/** Text that leaves the page because the person asks for it: to the clipboard, or as a file. */
import type { ReportFormat } from '../engine/findings';
import type { ExportFormat } from '../engine/protocol';

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

export function download(name: string, format: ExportFormat | ReportFormat, text: string): void {
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
