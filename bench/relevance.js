// Ranks a collection's queries with one engine, in Node: node relevance.js ENGINE ARTICLES QUERIES LIMIT [INDEX]
// Prints a line a query: its id and the articles' addresses, the best first. INDEX is the folder of an index that was
// built before.
import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { fileURLToPath, pathToFileURL } from "node:url";

const [engine, articlesFile, queriesFile, limit, index] = process.argv.slice(2);
const articles = JSON.parse(readFileSync(articlesFile, "utf8"));
const queries = readFileSync(queriesFile, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));
const { default: peer } = await import(`./peers/${engine}.js`);

if (index) {
  // Node's own fetches nothing from the disk.
  globalThis.fetch = async (address) => new Response(await readFile(fileURLToPath(`${address}`.split("?", 1)[0])));
  await peer.ready(pathToFileURL(`${index}/`).href);
} else {
  await peer.build(articles);
}
const rank = peer.rank ?? (async (words, most) => (await peer.search(words, { asTyped: false, limit: most })).ids);
for (const { id, query } of queries) {
  const places = await rank(query, Number(limit));
  console.log(JSON.stringify({ id, uris: places.map((at) => articles[at].uri) }));
}
