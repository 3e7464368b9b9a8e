#!/bin/sh
# While coverage is taken, every text that was ever evaluated stays, with its functions, though its context and all its objects are gone.
#
# Node.js 18.20.8, 20.20.2, 22.23.5 and 26.12.1. Seen: 100 contexts of `vm` are made, a text of 23 kB is run in each, and all of it is dropped. Without coverage
# nothing is left; with `NODE_V8_COVERAGE`, and with `Profiler.startPreciseCoverage` as test runners use it, the 100 texts with 2.3 MB and what was compiled of
# them are there, and none of the objects. After `Profiler.stopPreciseCoverage` they are gone.
# Why it surprises: coverage is thought to count; that it keeps code alive makes a test of memory, run with the other tests, find a leak in what a program does
# rightly: a context for each test, templates, rules and plug-ins that are compiled.
# For readers of snapshots: texts, "system / FeedbackVector" and "system / DebugInfo" that grow together, held by the runtime alone, are of the coverage. Take
# snapshots without it.
. "$(dirname "$0")/common.sh"
cat > program.cjs <<'END'
const {Session} = require('inspector');
const v8 = require('v8');
const vm = require('vm');
class Inside { label = 'inside'; }
const [file, how] = process.argv.slice(2);
const session = new Session();
if (how) {
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.startPreciseCoverage', {callCount: true, detailed: true});
}
for (let i = 0; i < 100; i++) {
  const text = `/* ${i} ${'a comment of the text. '.repeat(1000)} */ function evaluated${i}() { return held; } evaluated${i}();`;
  vm.runInContext(text, vm.createContext({held: new Inside()}), {filename: `evaluated-${i}.js`});
}
if (how === 'stopped') session.post('Profiler.stopPreciseCoverage');
setTimeout(() => {
  global.gc();
  setTimeout(() => v8.writeHeapSnapshot(file), 50);
}, 50);
END
VERSIONS='18.20.8 20.20.2 22.23.5 26.12.1'
for version in $VERSIONS; do
  node_js $version
  "$NODE" --expose-gc program.cjs plain-$version
  NODE_V8_COVERAGE=coverage "$NODE" --expose-gc program.cjs environment-$version
  "$NODE" --expose-gc program.cjs session-$version session
  "$NODE" --expose-gc program.cjs stopped-$version stopped
done
check $VERSIONS <<'END'
for (const version of process.argv.slice(2)) {
  const [plain, environment, session, stopped] = ['plain', 'environment', 'session', 'stopped'].map((how) => {
    const {nodes} = rawHeap(`${how}-${version}`);
    const texts = nodes.filter(({type, name}) => type === 'string' && /^\/\* \d+ a comment of the text/.test(name));
    const bytes = texts.reduce((sum, {size}) => sum + size, 0);
    const compiled = nodes.filter(({type, name}) => type === 'code' && /^evaluated\d+$/.test(name)).length;
    return {texts: texts.length, bytes, compiled, objects: nodes.filter(({type, name}) => type === 'object' && name === 'Inside').length};
  });
  console.log(version, JSON.stringify({plain, environment, session, stopped}));
  for (const covered of [environment, session]) assert.ok(covered.texts === 100 && covered.bytes > 2_300_000 && covered.compiled >= 100 && covered.objects < 5);
  for (const none of [plain, stopped]) assert.equal(none.texts, 0);
}
END
