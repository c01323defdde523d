// Pagefind: an index in pieces, built before, of which it fetches what a query needs.
//
// Its own script runs the search in a worker where it is started by a page; here it is in one already.

let pagefind;
let opened;

export default {
  async ready() {
    opened ??= open();
    await opened;
  },

  async search(words, { limit }) {
    const found = await pagefind.search(words);
    const ids = found.results.slice(0, limit).map((hit) => hit.id);
    return { total: found.results.length, ids };
  },

  /// Fetches what is shown of the first results.
  async show({ words, limit }) {
    const found = await pagefind.search(words);
    await Promise.all(found.results.slice(0, limit).map((hit) => hit.data()));
    return found.results.length;
  },

  async serialised() {
    return [];
  },
};

async function open() {
  pagefind = await import("/pagefind/pagefind.js");
  await pagefind.options({ basePath: "/pagefind/", noWorker: true });
  await pagefind.init();
}
