/** TypeScript modules of the page, for tests that need no browser. */
import { build } from 'esbuild';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Imports modules of `www` together, so that they share their state. Each call has a state of its own. */
export async function importModules(...paths) {
  const { outputFiles } = await build({
    absWorkingDir: root,
    stdin: {
      contents: paths.map((path) => `export * from './www/${path}';`).join('\n'),
      resolveDir: root,
      loader: 'ts',
    },
    bundle: true,
    loader: { '.css': 'empty' },
    // As Vite tells the page by which command it was built.
    define: { 'import.meta.env.MODE': '"test"' },
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'es2022',
    logLevel: 'error',
  });
  const script = `${outputFiles[0].text}\n// ${++imported}`;
  return import(`data:text/javascript;base64,${Buffer.from(script).toString('base64')}`);
}

let imported = 0;
