'use strict';
// A search index: word → where it occurs. An article that is saved again is indexed again, on top of its old postings.
class Posting {
  constructor(article, position) { this.article = article; this.position = position; }
}

class SearchIndex {
  constructor() { this.words = new Map(); }

  add(article, text) {
    text.split(' ').forEach((word, position) => {
      let postings = this.words.get(word);
      if (!postings) this.words.set(word, (postings = []));
      postings.push(new Posting(article, position));
    });
  }

  find(word) { return new Set((this.words.get(word) ?? []).map((posting) => posting.article)); }
}

module.exports = { SearchIndex };
