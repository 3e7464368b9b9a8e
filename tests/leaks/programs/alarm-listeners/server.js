// Rooms that ring when there is an alarm.
class Alarms extends EventTarget {}
const alarms = new Alarms();

class Room {
  constructor(number) {
    this.number = number;
    this.rings = 0;
    this.bells = [`bell ${number}`, 'corridor'];
    alarms.addEventListener('fire', () => { this.rings++; });
  }
}

Deno.serve({ port: Number(Deno.env.get('PORT')), hostname: '127.0.0.1', onListen() {} }, (request) => {
  const room = new Room(Number(new URL(request.url).pathname.split('/')[2]));
  return new Response(room.bells.join());
});
