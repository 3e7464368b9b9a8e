'use strict';
// Who changed what. Entries are collected and written out when somebody calls flush().
class AuditEntry {
  constructor(actor, action, before, after) { this.actor = actor; this.action = action; this.before = before; this.after = after; this.at = new Date(); }
}

class Audit {
  static trail = [];

  static record(actor, action, before, after) { Audit.trail.push(new AuditEntry(actor, action, before, after)); }
  static flush(write) { for (const entry of Audit.trail.splice(0)) write(entry); }
}

module.exports = { Audit };
