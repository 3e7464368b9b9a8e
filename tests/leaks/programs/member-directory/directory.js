'use strict';
// Members by number and by mail address.
class Member {
  constructor(number, mail) { this.number = number; this.mail = mail; this.joined = Date.now(); this.roles = ['guest']; }
}

class Directory {
  constructor() { this.byNumber = new Map(); this.byMail = new Map(); this.last = 0; }

  enrol(mail) {
    const member = new Member(`M${++this.last}`, mail);
    this.byNumber.set(member.number, member);
    this.byMail.set(member.mail, member);
    return member;
  }

  find(key) { return this.byNumber.get(key) ?? this.byMail.get(key); }
}

module.exports = { Directory };
