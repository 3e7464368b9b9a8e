/**
 * The one-file build (`vite build --mode single`): the page as one HTML document that opens from disk, for machines
 * without a network. Scripts and styles stand in it and are let through by their hashes; the engine and the worker's
 * script stand in it packed, as blocks of data that `www/boot/embedded.ts` unpacks. Its policy never allows a connection.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Plugin } from 'vite';

const PAGE = 'index.html';
export const SINGLE_FILE = 'leakscope.html';

/** What vite has made, as far as it is used here: scripts have code, all else has a source. */
type Made = Readonly<Record<string, { readonly code: string } | { readonly source: string | Uint8Array }>>;

export const singleFile: Plugin = {
  name: 'single-file',
  apply: (_, { mode }) => mode === 'single',
  config: () => ({ publicDir: false, build: { rolldownOptions: { output: { codeSplitting: false } } } }),
  generateBundle: {
    order: 'post',
    handler(_, bundle) {
      const source = oneFile(bundle as Made);
      for (const name of Object.keys(bundle)) delete bundle[name];
      this.emitFile({ type: 'asset', fileName: SINGLE_FILE, source });
    },
  },
};

export function oneFile(made: Made): string {
  const script = inert('script', text(made, named(made, /^assets\/index-.*\.js$/)));
  const style = inert('style', text(made, named(made, /^assets\/.*\.css$/)));
  const wasm = named(made, /\.wasm$/);
  const worker = named(made, /^assets\/worker-.*\.js$/);
  const policy =
    `default-src 'none'; script-src ${hash(script)} 'wasm-unsafe-eval'; style-src ${hash(style)}; img-src data:; ` +
    "worker-src blob:; base-uri 'none'; form-action 'none'; " +
    "require-trusted-types-for 'script'; trusted-types leakscope";
  let page = text(made, PAGE);
  page = replaced(page, /(http-equiv="Content-Security-Policy"\s+content=")[^"]*"/, (head) => `${head}${policy}"`);
  page = replaced(page, /\s*<link rel="stylesheet"[^>]*>/, () => `\n    <style>${style}</style>`);
  page = replaced(page, /\s*<script type="module"[^>]*><\/script>/, () => '');
  const blocks = [
    data('wasm', packedEngine(bytes(made, wasm))),
    data('worker', gzipSync(bytes(made, worker), { level: 9 })),
    data('licences', gzipSync(readFileSync(given('LICENCES')), { level: 9 })),
  ].join('\n    ');
  return replaced(page, /\s*<\/body>/, () => `\n    ${blocks}\n    <script type="module">${script}</script>\n  </body>`);
}

/** A file that `cargo xtask` has written by then: the licences of the site, the engine packed by a better packer than Node's. */
function given(name: 'LICENCES' | 'PACKED_ENGINE'): string {
  const path = process.env[name];
  if (path === undefined) throw new Error(`${name} names no file: the page as one file is built by cargo xtask dist --single`);
  return path;
}

function packedEngine(engine: Uint8Array): Uint8Array {
  const packed = readFileSync(given('PACKED_ENGINE'));
  if (!gunzipSync(packed).equals(engine)) throw new Error('PACKED_ENGINE is another engine than the site has');
  return packed;
}

/** A block that the browser does not run. */
function data(name: string, packed: Uint8Array): string {
  const text = Buffer.from(packed).toString('base64');
  return `<script type="application/gzip;base64" data-embedded="${name}">${text}</script>`;
}

function hash(content: string): string {
  return `'sha256-${createHash('sha256').update(content).digest('base64')}'`;
}

/** Content that does not end its own element; in scripts and styles the backslash changes nothing. */
function inert(element: string, content: string): string {
  return content.replace(new RegExp(`</(${element})`, 'gi'), '<\\/$1').replaceAll('<!--', '<\\!--');
}

function replaced(page: string, what: RegExp, by: (group: string) => string): string {
  if (!what.test(page)) throw new Error(`${PAGE} has nothing like ${what}`);
  // A function, because texts that replace may hold `$`.
  return page.replace(what, (_, group: string) => by(group));
}

/** The only file of this name: a second script would be fetched, and there is nothing to fetch from. */
function named(made: Made, pattern: RegExp): string {
  const names = Object.keys(made).filter((name) => pattern.test(name));
  if (names.length !== 1) throw new Error(`one file like ${pattern} is needed, not [${names.join(', ')}]`);
  return names[0] as string;
}

function bytes(made: Made, name: string): Uint8Array {
  const file = made[name];
  if (file === undefined) throw new Error(`${name} was not made`);
  const content = 'code' in file ? file.code : file.source;
  return typeof content === 'string' ? new TextEncoder().encode(content) : content;
}

function text(made: Made, name: string): string {
  return new TextDecoder().decode(bytes(made, name));
}
