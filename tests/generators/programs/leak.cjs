// A service that leaks, written before and after some work in one process. What must be found: 300 sessions that a
// map never lets go, each with its user, its timer and a listener on a shared emitter. What must not mislead: a cache
// that was emptied, an array that grew in place, objects whose shape changed, and a shape that only the end has.
// usage: node --expose-gc leak.cjs BEFORE AFTER

const {EventEmitter} = require('events');
const v8 = require('v8');

class Session {
  constructor(number) {
    this.number = number;
    this.user = {name: `user ${number}`, email: `user${number}@example.com`, visits: [number]};
    this.timer = setTimeout(() => this.close(), 1e9).unref();
    bus.on('shutdown', () => this.close());
  }
  close() { sessions.delete(this.number); }
}
class CacheEntry { constructor(number) { this.body = `page ${number} `.repeat(5); this.etag = Symbol(`etag ${number}`); } }

const bus = new EventEmitter().setMaxListeners(0);
const sessions = new Map();
const app = (globalThis.app = {
  bus,
  sessions,
  cache: Array.from({length: 200}, (_, i) => new CacheEntry(i)),
  log: ['started'],
  settings: Array.from({length: 30}, (_, i) => ({setting: `setting ${i}`, value: i})),
  drafts: Array.from({length: 20}, (_, i) => ({draft: i, text: `draft ${i}`})),
});
for (let i = 0; i < 20; i++) sessions.set(i, new Session(i));
gc();
v8.writeHeapSnapshot(process.argv[2]);

for (let i = 20; i < 320; i++) sessions.set(i, new Session(i));
app.cache.splice(10);
for (let i = 0; i < 500; i++) app.log.push(`line ${i}`);
for (const setting of app.settings.slice(0, 15)) setting.changed = true;
for (const draft of app.drafts) delete draft.text;
app.reports = Array.from({length: 25}, (_, i) => ({report: i, rows: [i], title: `report ${i}`}));
gc();
v8.writeHeapSnapshot(process.argv[3]);
