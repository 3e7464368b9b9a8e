'use strict';
// Scores in their order, in a skip list.
const http = require('http');

class Score { constructor(player, points, levels) { this.player = player; this.points = points; this.next = new Array(levels).fill(null); } }

class SkipList {
  constructor() { this.head = new Score(null, -1, 8); this.seed = 1; }
  levels() {
    this.seed = (this.seed * 1103515245 + 12345) & 0x7fffffff;
    return 1 + Math.min(7, Math.clz32(this.seed) - 1);
  }
  add(player, points) {
    const score = new Score(player, points, this.levels());
    let at = this.head;
    for (let level = 7; level >= 0; level--) {
      while (at.next[level] && at.next[level].points < points) at = at.next[level];
      if (level < score.next.length) {
        score.next[level] = at.next[level];
        at.next[level] = score;
      }
    }
  }
}

const scores = new SkipList();
http.createServer((req, res) => {
  const [, , player, points] = req.url.split('/');
  scores.add(player, Number(points));
  res.end(`lowest: ${scores.head.next[0].points}`);
}).listen(process.env.PORT, '127.0.0.1');
