/** The command line as it lies in the package. */

import fs from 'node:fs';
import path from 'node:path';

/** Compiles it; a few hundredths of a second, since V8 compiles functions when they are first called. */
export function compileEngine(): WebAssembly.Module {
  return new WebAssembly.Module(fs.readFileSync(path.join(__dirname, '../leakscope.wasm')));
}
