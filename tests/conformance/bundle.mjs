// Bundles the real heap-snapshot worker of Chrome DevTools, for Node or a browser, so that conformance is judged by
// DevTools' own code and not by a copy of it, and speed measured against it. The only thing replaced is the list of UI
// locales, a generated file that the npm package does not carry; a browser also gets an empty module for what DevTools
// does under Node alone. Bundles are kept in tests/.cache and rebuilt when the package's version changes.

import fs from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const CACHE = path.join(ROOT, 'tests/.cache');
const PACKAGE = path.join(ROOT, 'node_modules/chrome-devtools-frontend');

const ENTRY = `
export {SecondaryInitManager} from './entrypoints/heap_snapshot_worker/HeapSnapshot.ts';
export {HeapSnapshotLoader} from './entrypoints/heap_snapshot_worker/HeapSnapshotLoader.ts';
export {ComparatorConfig, NodeFilter} from './models/heap_snapshot/HeapSnapshotModel.ts';
`;

const LOCALES = `
export const LOCALES = ['en-US'];
export const BUNDLED_LOCALES = ['en-US'];
export const DEFAULT_LOCALE = 'en-US';
export const REMOTE_FETCH_PATTERN = '';
export const LOCAL_FETCH_PATTERN = '';
`;

// DevTools' sources import './X.js' where the package holds X.ts.
const devtoolsSources = platform => ({
  name: 'devtools-sources',
  setup(build) {
    build.onResolve({filter: /^\..*\.js$/}, ({path: specifier, resolveDir}) => {
      if (path.basename(specifier) === 'locales.js') return {path: 'locales', namespace: 'generated'};
      if (platform === 'browser' && specifier.endsWith('/node/node.js')) return {path: specifier, namespace: 'empty'};
      const source = path.resolve(resolveDir, specifier.replace(/\.js$/, '.ts'));
      return fs.existsSync(source) ? {path: source} : undefined;
    });
    build.onLoad({filter: /./, namespace: 'generated'}, () => ({contents: LOCALES}));
    build.onLoad({filter: /./, namespace: 'empty'}, () => ({contents: ''}));
  },
});

/** The version of DevTools that answers are compared with. */
export function devtoolsVersion() {
  return JSON.parse(fs.readFileSync(path.join(PACKAGE, 'package.json'), 'utf8')).version;
}

/** Address of the bundled worker modules, for `import()`; `platform` is esbuild's word for where they will run. */
export async function devtoolsBundle(platform = 'node') {
  const where = platform === 'node' ? '' : `-${platform}`;
  const outfile = path.join(CACHE, `devtools-${devtoolsVersion()}${where}.mjs`);
  if (!fs.existsSync(outfile)) {
    const {build} = await import('esbuild');
    const {outputFiles} = await build({
      stdin: {contents: ENTRY, loader: 'ts', resolveDir: path.join(PACKAGE, 'front_end')},
      bundle: true,
      format: 'esm',
      platform,
      target: platform === 'node' ? 'node20' : 'es2022',
      logLevel: 'warning',
      plugins: [devtoolsSources(platform)],
      write: false,
    });
    fs.mkdirSync(CACHE, {recursive: true});
    // Renamed into place: two runs at once never see half a bundle.
    const unfinished = `${outfile}.${process.pid}`;
    fs.writeFileSync(unfinished, outputFiles[0].contents);
    fs.renameSync(unfinished, outfile);
  }
  return new URL(`file://${outfile}`).href;
}
