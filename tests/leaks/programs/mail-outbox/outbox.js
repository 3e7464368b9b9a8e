'use strict';
// A queue of mails to send: a linked list, so that taking the first one costs nothing however long it is.
class Mail {
  constructor(to, subject, text) { this.to = to; this.subject = subject; this.text = text; this.tries = 0; this.next = null; }
}

class Outbox {
  constructor() { this.oldest = null; this.head = null; this.tail = null; this.waiting = 0; }

  push(mail) {
    if (this.tail) this.tail.next = mail;
    this.tail = mail;
    this.head ??= mail;
    this.oldest ??= mail;           // for the age that /status shows; sent mails are never stepped over
    this.waiting++;
  }

  shift() {
    const mail = this.head;
    if (!mail) return undefined;
    this.head = mail.next;
    if (!this.head) this.tail = mail;
    this.waiting--;
    return mail;
  }
}

module.exports = { Mail, Outbox };
