/**
 * How the page is built: one document at the root of the repository, every address relative, so that `dist/` works from
 * any folder of any web server. `cargo xtask` runs Vite after it has built the engine into `www/engine/pkg`.
 */
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin } from 'vite';
import { offline } from './build/offline.ts';
import { singleFile } from './build/single-file.ts';

/** While editing, modules are reloaded over a web socket and styles arrive as `<style>`: the page's policy forbids both. */
const withoutPolicyWhileEditing: Plugin = {
  name: 'without-policy-while-editing',
  apply: 'serve',
  transformIndexHtml: {
    order: 'pre',
    handler: (html) => html.replace(/<meta\s[^>]*http-equiv="Content-Security-Policy"[^>]*>/gi, ''),
  },
};

/** What a script fetched later needs is there: all styles are in one file. So Vite's helper, which would fetch them, only loads. */
const nothingPreloaded: Plugin = {
  name: 'nothing-preloaded',
  enforce: 'pre',
  load: (id) => (id === '\0vite/preload-helper.js' ? 'export const __vitePreload = (load) => load();' : null),
};

export default defineConfig({
  base: './',
  // Handed out as it is: the sample snapshots.
  publicDir: 'www/public',
  resolve: { alias: { '@jridgewell/resolve-uri': fileURLToPath(new URL('www/source-maps/resolve.ts', import.meta.url)) } },
  plugins: [withoutPolicyWhileEditing, nothingPreloaded, singleFile, offline],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  // The worker is started from a blob, which has no address to import from: its script is one file.
  worker: { format: 'iife', rolldownOptions: { output: { comments: false } } },
  build: {
    target: 'es2022',
    // The page's policy lets nothing be fetched from a data address: every asset stays a file.
    assetsInlineLimit: 0,
    // See above: there is nothing to preload, and one file of styles.
    modulePreload: false,
    cssCodeSplit: false,
    // The packages in the scripts, from which `cargo xtask` makes licences.txt (xtask/src/licences/mod.rs).
    license: { fileName: 'packages.json' },
  },
});
