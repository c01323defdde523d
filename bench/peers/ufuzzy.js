// uFuzzy: no index, a regular expression over all texts.
import UFuzzy from "../lib/ufuzzy.js";

/// More matches than this are not ordered; the value is the package's own default.
const ORDERED = 1000;

const fuzzy = new UFuzzy();
let texts;

export default {
  async build(articles) {
    texts = articles.map(({ headline, text }) => headline + "\n" + text);
  },

  async search(words, { limit }) {
    const [ids, info, order] = fuzzy.search(texts, words, 1, ORDERED);
    if (!ids) return { total: 0, ids: [] };
    const ranked = order ? order.slice(0, limit).map((at) => info.idx[at]) : ids.slice(0, limit);
    return { total: ids.length, ids: ranked };
  },

  async serialised() {
    return [];
  },
};
