#!/bin/sh
# What was typed into an editable element and then cleared by the program stays, up to 1,000 steps back, as long as the element is on the page: to be undone.
#
# Chromium 148.0.7778.0 (npm's @sparticuz/chromium 148.0.0); the same was seen in Debian's 156.0.8078.108. Seen: 20 times two lines are typed, the program hangs
# an object on the second, and clears the field by `replaceChildren()` or `textContent = ''`: the 20 objects and 40 texts are kept, and none if the field itself
# is taken off the page and made anew. Of 1,500 elements by `insertHTML`, each cleared, 1,000 are kept; they have detachedness 0, for no script has touched
# them.
# Why it surprises: no link and no listener of the program leads to them, and what a script removes is not thought to be something that a user can undo.
# For readers of snapshots: removed elements below nameless InternalNodes, `UndoStack` and `UndoStep` by name in 156, are the drafts of an editor or of a chat's
# field; a search for detached elements misses part of them. A new field for each message lets them go; a growth that ends at 1,000 steps is this.
. "$(dirname "$0")/common.sh"
chromium 148.0.0
check <<'END'
const {snapshotAfter} = await import('./page.mjs');
const EDITOR = '<div id="editor" contenteditable></div>';
const write = async (page, clear) => {
  await page.focus('#editor');
  await page.keyboard.type('first line');
  await page.keyboard.press('Enter');
  await page.keyboard.type('second line');
  await page.evaluate((clear) => {
    class Draft { text = 'draft'; }
    const editor = document.querySelector('#editor');
    for (const line of editor.children) line.draft = new Draft();
    new Function('editor', clear)(editor);
  }, clear);
};
const ways = {
  replaced: [20, 40, `editor.replaceChildren()`],
  text: [20, 40, `editor.textContent = ''`],
  anew: [0, 0, `document.body.innerHTML = '${EDITOR}'`],
};
for (const [way, [drafts, texts, clear]] of Object.entries(ways)) {
  await snapshotAfter(way, EDITOR, async (page) => { for (let i = 0; i < 20; i++) await write(page, clear); });
  const count = (wanted, name) => rawHeap(way).nodes.filter((node) => node.type === wanted && node.name === name).length;
  const seen = [count('object', 'Draft'), count('native', 'Text')];
  console.log(`${way}: ${seen[0]} objects, ${seen[1]} texts`);
  assert.deepEqual(seen, [drafts, texts]);
}
await snapshotAfter('many', EDITOR, (page) => page.evaluate(() => {
  const editor = document.querySelector('#editor');
  for (let i = 0; i < 1500; i++) {
    editor.focus();
    document.execCommand('insertHTML', false, '<b>bold</b>');
    editor.replaceChildren();
  }
}));
const {nodes, file} = rawHeap('many');
const fields = file.snapshot.meta.node_fields;
const states = nodes.flatMap(({name}, at) => (name === '<b>' ? file.nodes[at * fields.length + fields.indexOf('detachedness')] : []));
console.log(`many: ${states.length} elements, detachedness ${[...new Set(states)]}`);
assert.deepEqual([states.length, ...new Set(states)], [1000, 0]);
END
