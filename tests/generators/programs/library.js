// A small library that leaks, in the JavaScript that every engine reads: functions for classes, and nothing newer than Map.
// What must be found: Desk.loans keeps a Loan for every book ever lent, Bell.listeners a function for every third. What
// must not mislead: a full cache that replaces its entries. `witness` has what runtimes write differently
// (docs/runtimes.md); tests/runtimes reads it back.

function Loan(number) {
  this.number = number;
  this.reader = {name: 'reader ' + number, card: 'card-' + number};
}
function Desk() { this.loans = new Map(); }
function Bell() { this.listeners = []; }
function Cover(number) { this.number = number; }
function Covers() { this.kept = []; }

var desk = new Desk();
var bell = new Bell();
var covers = new Covers();
var lent = 0;

/** Lends `count` books. */
function work(count) {
  for (var i = 0; i < count; i++) lend(lent++);
  for (i = 0; i < 100; i++) {
    covers.kept.push(new Cover(i));
    if (covers.kept.length > 100) covers.kept.shift();
  }
}

function lend(number) {
  var loan = new Loan(number);
  desk.loans.set('loan-' + number, loan);
  if (number % 3 === 0) bell.listeners.push(function onReturn(what) { return what === number ? loan.reader : null; });
}

function Witness() {
  var text = [];
  for (var i = 0; i < 500; i++) text.push('sentence ' + (1000 + i) + '. ');
  this.text = text.join('');
  this.fraction = 1234.5678;
  this.whole = 8152;
  this.bytes = new Uint8Array(200000);
  this.shelves = new Map();
  this.shelves.set({shelf: 'key'}, {shelf: 'value'});
}
var witness = new Witness();
