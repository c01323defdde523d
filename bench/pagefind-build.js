// Builds Pagefind's index of the articles, in Node: node pagefind-build.js PACKAGE ARTICLES FOLDER
// Prints how long it took, in seconds.
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [packageFolder, articlesFile, folder] = process.argv.slice(2);
const pagefind = await import(pathToFileURL(`${packageFolder}/lib/index.js`).href);
const articles = JSON.parse(readFileSync(articlesFile, "utf8"));

const started = performance.now();
const { index, errors } = await pagefind.createIndex({ forceLanguage: "en" });
if (!index) throw new Error(errors.join("; "));
for (const [id, { headline, text }] of articles.entries()) {
  // The title stands in the content too: of a record only the content is searched.
  const record = { url: `/${id}`, content: `${headline}\n${text}`, language: "en", meta: { title: headline } };
  const added = await index.addCustomRecord(record);
  if (added.errors.length > 0) throw new Error(`article ${id}: ${added.errors.join("; ")}`);
}
const written = await index.writeFiles({ outputPath: folder });
if (written.errors.length > 0) throw new Error(written.errors.join("; "));
console.log(JSON.stringify({ seconds: (performance.now() - started) / 1000 }));
await pagefind.close();
