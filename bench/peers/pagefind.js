// Pagefind: an index in pieces, built before, of which it fetches what a query needs.
//
// Its own script runs the search in a worker where it is started by a page; here it is in one already.

let pagefind;
let opened;

export default {
  /// Opens the index at this address, which lies beside the site that is measured.
  async ready(folder = "/pagefind/") {
    opened ??= open(folder);
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

  /// The places of the best articles in the list that was indexed, which stand in the fragments alone.
  async rank(words, limit) {
    const found = await pagefind.search(words);
    const hits = await Promise.all(found.results.slice(0, limit).map((hit) => hit.data()));
    return hits.map(({ url }) => Number(url.slice(1)));
  },

  async serialised() {
    return [];
  },
};

async function open(folder) {
  pagefind = await import(`${folder}pagefind.js`);
  await pagefind.options({ basePath: folder, noWorker: true });
  await pagefind.init();
}
