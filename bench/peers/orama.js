// Orama: a radix tree of words with BM25.
import { create, insertMultiple, save, search } from "../lib/orama/index.js";

let database;

export default {
  async build(articles) {
    database = create({ schema: { headline: "string", text: "string" } });
    const documents = articles.map(({ headline, text }, id) => ({ id: String(id), headline, text }));
    await insertMultiple(database, documents, 1000);
  },

  async search(words, { asTyped, limit }) {
    const options = { term: words, limit };
    const found = await search(database, asTyped ? { ...options, tolerance: 1 } : options);
    return { total: found.count, ids: found.hits.map((hit) => Number(hit.id)) };
  },

  async serialised() {
    // The documents are stored beside the index; they are no part of its size.
    const { docs, ...index } = await save(database);
    return Object.values(index).map((part) => JSON.stringify(part) ?? "");
  },
};
