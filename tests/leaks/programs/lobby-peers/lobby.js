'use strict';
// Players who wait for a game. What is known of a player hangs on the peer in a WeakMap, so that it goes when the peer
// goes; but leave() only marks the peer, and the array keeps it.
class Peer {
  constructor(name) { this.name = name; this.gone = false; }
}

class Profile {
  constructor(name) { this.title = `${name} the Brave`; this.rating = 1000 + name.length; this.history = [{ game: 'training', won: true }]; }
}

const profiles = new WeakMap();

class Lobby {
  constructor() { this.peers = []; }
  join(name) {
    const peer = new Peer(name);
    this.peers.push(peer);
    profiles.set(peer, new Profile(name));
    return peer;
  }
  find(name) { return this.peers.find((peer) => !peer.gone && peer.name === name); }
  leave(name) { const peer = this.find(name); if (peer) peer.gone = true; }
  rating(name) { const peer = this.find(name); return peer && profiles.get(peer).rating; }
}

module.exports = { Lobby };
