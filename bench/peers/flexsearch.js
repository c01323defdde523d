// FlexSearch: every beginning of every word has its list of articles.
import FlexSearch from "../lib/flexsearch.js";

let index;

export default {
  async build(articles) {
    index = new FlexSearch.Document({
      tokenize: "forward",
      document: { id: "id", index: ["headline", "text"] },
    });
    articles.forEach(({ headline, text }, id) => index.add({ id, headline, text }));
  },

  async search(words, { limit }) {
    const found = index.search(words, { limit, merge: true });
    return { total: null, ids: found.slice(0, limit).map((hit) => hit.id ?? hit) };
  },

  async serialised() {
    const parts = [];
    await index.export((key, data) => {
      if (data !== undefined && data !== null) parts.push(typeof data === "string" ? data : JSON.stringify(data));
    });
    return parts;
  },
};
