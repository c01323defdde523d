// MiniSearch: an inverted index in a radix tree, with prefixes and edit distances.
import MiniSearch from "../lib/minisearch.js";

let index;

export default {
  async build(articles) {
    index = new MiniSearch({ fields: ["headline", "text"] });
    index.addAll(articles.map(({ headline, text }, id) => ({ id, headline, text })));
  },

  async search(words, { asTyped, limit }) {
    const found = index.search(words, asTyped ? { prefix: true, fuzzy: 0.2 } : {});
    return { total: found.length, ids: found.slice(0, limit).map((hit) => hit.id) };
  },

  async serialised() {
    return [JSON.stringify(index)];
  },
};
