'use strict';
// Mails, each with the layout of its tenant.
const http = require('http');
const handlebars = require('handlebars');

class Layout {
  constructor(tenant) { this.tenant = tenant; this.colours = [{ name: `colour ${tenant}` }]; }
  template() { const render = handlebars.compile(`<b>{{text}}</b>`); return (context, options) => `${this.tenant}${render(context, options)}`; }
}

const mail = handlebars.compile('{{> (lookup . "layout")}}');

http.createServer((req, res) => {
  const tenant = req.url.split('/')[2];
  handlebars.registerPartial(`layout-${tenant}`, new Layout(tenant).template());
  res.end(mail({ layout: `layout-${tenant}`, text: 'Your order is on its way.' }));
}).listen(process.env.PORT, '127.0.0.1');
