'use strict';
// Calls to other services over a message bus. A call waits for the reply with its number.
class RpcClient {
  constructor(bus) {
    this.serial = 0;
    this.waiting = new Map();
    this.bus = bus;
    this.slowest = 0;
  }

  async call(service, question) {
    const number = ++this.serial;
    const began = Date.now();
    const reply = new Promise((resolve) => { this.waiting.set(number, { resolve, question }); });
    this.bus(service, question, (answer) => this.settle(number, answer));
    const answer = await reply;                    // for ever, if the service has lost the question
    this.slowest = Math.max(this.slowest, Date.now() - began);
    return { question, answer };
  }

  settle(number, answer) {
    this.waiting.get(number)?.resolve(answer);
    this.waiting.delete(number);
  }
}

module.exports = { RpcClient };
