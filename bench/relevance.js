// Ranks a collection's queries with one engine, in Node: node relevance.js ENGINE ARTICLES QUERIES LIMIT
// Prints a line a query: its id and the articles' addresses, the best first.
import { readFileSync } from "node:fs";

const [engine, articlesFile, queriesFile, limit] = process.argv.slice(2);
const articles = JSON.parse(readFileSync(articlesFile, "utf8"));
const queries = readFileSync(queriesFile, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));
const { default: peer } = await import(`./peers/${engine}.js`);

await peer.build(articles);
for (const { id, query } of queries) {
  const { ids } = await peer.search(query, { asTyped: false, limit: Number(limit) });
  console.log(JSON.stringify({ id, uris: ids.map((at) => articles[at].uri) }));
}
