// Parcels that wait to be fetched.
class Reminder {
  constructor(parcel) { this.parcel = parcel; this.sent = 0; this.to = [`owner of ${parcel}`, 'shop']; }
  send() { this.sent++; }
}

Deno.serve({ port: Number(Deno.env.get('PORT')), hostname: '127.0.0.1', onListen() {} }, (request) => {
  const reminder = new Reminder(new URL(request.url).pathname.split('/')[2]);
  setTimeout(() => reminder.send(), 86400000);
  return new Response('fetched');
});
