'use strict';
// Puts players into the room of their quest, as soon as their data is loaded.
const http = require('http');
const { Server } = require('socket.io');

const server = http.createServer();
const io = new Server();
const { adapter } = io.of('/');

async function load(player) {
  await new Promise(setImmediate);
  return { player, level: player.length };
}

async function join(player, room) {
  const leave = () => adapter.delAll(player);
  leave();                               // he hung up in the meantime
  await load(player);
  adapter.addAll(player, new Set([room]));
}

server.on('request', async (req, res) => {
  const [, , player, room] = req.url.split('/');
  await join(player, room);
  res.end(`${room} waits`);
});
server.listen(process.env.PORT, '127.0.0.1');
