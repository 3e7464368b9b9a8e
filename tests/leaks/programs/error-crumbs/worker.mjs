// A worker that remembers what came before an error, to send it along.
class Breadcrumb {
  constructor(category, message) { this.category = category; this.message = message; this.timestamp = 0; }
}

class Scope {
  constructor() { this._breadcrumbs = []; this._tags = {}; }
  addBreadcrumb(crumb, max) {
    this._breadcrumbs.push(crumb);
    if (max) this._breadcrumbs = this._breadcrumbs.slice(-max);
  }
}

globalThis.__MONITOR__ = {hub: {stack: [{scope: new Scope()}]}};

function log(category, message) {
  const {scope} = globalThis.__MONITOR__.hub.stack.at(-1);
  scope.addBreadcrumb(new Breadcrumb(category, message));
}

export default {
  fetch(request) {
    log('fetch', request.url);
    return new Response('ok');
  },
};
