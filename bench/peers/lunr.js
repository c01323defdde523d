// Lunr: an inverted index with stemming and BM25.
import lunr from "../lib/lunr.js";

let index;

export default {
  async build(articles) {
    index = lunr(function () {
      this.ref("id");
      this.field("headline");
      this.field("text");
      articles.forEach(({ headline, text }, id) => this.add({ id, headline, text }));
    });
  },

  async search(words, { asTyped, limit }) {
    const found = index.query((query) => {
      for (const token of lunr.tokenizer(words)) {
        const term = token.toString();
        if (!asTyped) {
          query.term(term);
          continue;
        }
        query.term(term, { boost: 100, usePipeline: true });
        query.term(term, { boost: 10, usePipeline: false, wildcard: lunr.Query.wildcard.TRAILING });
        query.term(term, { boost: 1, usePipeline: false, editDistance: 1 });
      }
    });
    return { total: found.length, ids: found.slice(0, limit).map((hit) => Number(hit.ref)) };
  },

  async serialised() {
    return [JSON.stringify(index)];
  },
};
