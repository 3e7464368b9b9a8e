/** Bundles TypeScript of the treegrid with esbuild: as modules for Node, or as a script and its styles for a browser. */
import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));

const common = {
  absWorkingDir: root,
  bundle: true,
  write: false,
  format: 'esm',
  target: 'es2022',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  logLevel: 'error',
};

/** Imports what TypeScript modules of `www/widgets/treegrid` export, by their names. */
export async function importModules(names) {
  const contents = names.map((name) => `export * from './www/widgets/treegrid/${name}';`).join('\n');
  const { outputFiles } = await build({
    ...common,
    stdin: { contents, resolveDir: root, loader: 'ts' },
    platform: 'node',
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString('base64')}`);
}

/** The page that shows a grid of synthetic rows. */
export async function bundlePage() {
  const { outputFiles } = await build({
    ...common,
    entryPoints: ['tests/page/treegrid/page.tsx'],
    outdir: 'out',
    platform: 'browser',
  });
  const textOf = (ending) => outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? '';
  return { script: textOf('.js'), styles: textOf('.css') };
}
