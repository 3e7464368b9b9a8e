#!/bin/sh
# An element that is animated by a script without an end, or whose animation is paused, is kept by its page after it was removed.
#
# Chromium 148.0.7778.0 (npm's @sparticuz/chromium 148.0.0). Seen: of 20 elements each that are removed, 20 stay when `animate()` was
# called with `iterations: Infinity`, 20 when the animation was paused, 0 when it ends, and 0 when the endless animation is one of CSS.
# The way to those that stay goes over the page's DocumentTimeline, Animation and KeyframeEffect.
# Why it surprises: the program has no link to them and no timer runs; the same animation in CSS ends with its element.
# For readers of snapshots: detached elements below `DocumentTimeline` need `animation.cancel()` before `remove()`.
. "$(dirname "$0")/common.sh"
chromium 148.0.0
check <<'END'
const {snapshotAfter} = await import('./page.mjs');
const STYLE = '<style>@keyframes pulse { to { opacity: 0 } } .pulsing b { animation: pulse 1s infinite }</style>';
const elements = (page, each) =>
  page.evaluate(async (each) => {
    const make = () => Array.from({length: 20}, () => document.body.appendChild(document.createElement('b')));
    for (const element of make()) new Function('element', each)(element);
    await new Promise((next) => setTimeout(next, 300));
    for (const element of document.querySelectorAll('b')) element.remove();
    await new Promise((next) => setTimeout(next, 300));
  }, each);
const KEYFRAMES = '[{opacity: 0}, {opacity: 1}]';
const ways = {
  endless: [20, `element.animate(${KEYFRAMES}, {duration: 100, iterations: Infinity})`],
  paused: [20, `element.animate(${KEYFRAMES}, {duration: 100}).pause()`],
  ending: [0, `element.animate(${KEYFRAMES}, {duration: 100})`],
  css: [0, `document.body.className = 'pulsing'`],
};
for (const [way, [expected, each]] of Object.entries(ways)) {
  await snapshotAfter(way, STYLE, (page) => elements(page, each));
  const kept = rawHeap(way).nodes.filter(({name}) => /^(Detached )?<b>$/.test(name));
  const animations = rawHeap(way).nodes.filter(({name}) => name === 'KeyframeEffect').length;
  console.log(`${way}: ${kept.length} kept, ${animations} effects`);
  assert.equal(kept.length, expected);
}
END
