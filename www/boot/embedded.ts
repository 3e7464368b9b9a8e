/**
 * What the one-file page carries in itself instead of fetching it (`build/single-file.ts` puts it there): blocks of
 * data, packed with gzip and written as base64. In the page that a server hands out there are none.
 */

export type EmbeddedName = 'wasm' | 'worker' | 'licences';

/** The block, unpacked while it is read; null in a page that has to fetch it. */
export function embedded(name: EmbeddedName): Response | null {
  const block = document.querySelector(`script[data-embedded="${name}"]`);
  if (block === null) return null;
  const text = atob(block.textContent ?? '');
  const packed = Uint8Array.from(text, (character) => character.charCodeAt(0));
  // The text is not needed again.
  block.remove();
  return new Response(new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip')));
}

/** An address of the licences that the page carries; null if they lie beside it. */
export async function embeddedLicences(): Promise<string | null> {
  const text = await embedded('licences')?.text();
  return text === undefined ? null : URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
}

/** Whether the page is the one file. Asked before its parts are taken out. */
export function isSingleFile(): boolean {
  return document.querySelector('script[data-embedded]') !== null;
}
