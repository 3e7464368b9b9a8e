'use strict';
// A chat: every line that somebody sends goes to all in the room. Those who have left still listen.
const net = require('net');
const mitt = require('mitt').default ?? require('mitt');

const rooms = mitt();

class Guest {
  constructor(socket, nick) {
    this.socket = socket;
    this.nick = nick;
    this.heard = 0;
    this.listen = (line) => this.hear(line);
    rooms.on('lounge', this.listen);
  }
  say(text) { rooms.emit('lounge', `${this.nick}: ${text}`); }
  hear(line) {
    this.heard++;
    if (this.socket.writable) this.socket.write(`${line}\n`);
  }
}

net.createServer((socket) => {
  let guest;
  socket.setEncoding('utf8');
  socket.on('error', () => {});
  socket.on('data', (text) => {
    if (!guest) guest = new Guest(socket, text.trim());
    guest.say('hello');
  });
}).listen(process.env.PORT, '127.0.0.1');
