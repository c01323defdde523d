// Broadsheet: its own worker, unchanged, started inside this one. What it would send to the page is caught here, so that
// a keystroke's time is from the message's arrival in the worker to the reply's departure: parsing the question and
// writing the answer included, the way between page and worker not.
"use strict";

/// As many values of each facet as the page shows, and one.
const facetLimit = 9;

const waiting = new Map();
let build = null;
let last = 0;
let opened;
const isReady = new Promise((resolve) => {
  opened = resolve;
});

self.postMessage = (text) => {
  const left = performance.now();
  const message = JSON.parse(text);
  build = message.build;
  if (message.body === "Ready") open();
  waiting.get(message.number)?.(message.body, left);
  waiting.delete(message.number);
};

const archive = `${self.location.pathname.replace(/[^/]*$/u, "")}archive/`;

/// The segments that the page shows, and the name of the folder with their joint.
const edition = fetch(`${archive}archive.json`).then(async (answer) => {
  const { segments, joint } = await answer.json();
  return { segments, joint: joint ?? null };
});

/// Tells the engine which segments to search, as the page does.
async function open() {
  await ask({ Open: await edition });
  opened();
}

/// Sends the engine a question as the page does, and gives the reply with the milliseconds that it took.
function ask(question) {
  return new Promise((resolve, reject) => {
    last += 1;
    let arrived;
    waiting.set(last, (body, left) => {
      if (body.Failed !== undefined) reject(new Error(JSON.stringify(body.Failed)));
      else resolve({ reply: body, took: left - arrived });
    });
    const data = JSON.stringify({ build, number: last, body: question });
    const event = new MessageEvent("message", { data });
    arrived = performance.now();
    self.dispatchEvent(event);
  });
}

/// As the page tells whether a word is still being typed.
const isAsTyped = (words) => /[^\s"]$/u.test(words);

async function search(words, { asTyped, limit, facets = facetLimit }) {
  const options = { as_typed: asTyped && isAsTyped(words), offset: 0, limit, facet_limit: facets, facet_find: null };
  const query = { text: words, filters: [], from: null, to: null, sort: "relevance" };
  const { reply, took } = await ask({ Search: { query, options } });
  const answer = reply.Answer;
  // Where the reply says how long the engine itself took, in microseconds, that is told too.
  const inside = answer.took_us === undefined ? undefined : answer.took_us / 1000;
  return { total: answer.total, ids: answer.hits.map((hit) => hit.number), took, inside };
}

/// The groups that hold these articles, from the previews that the page fetches for every row it shows.
async function groups(ids) {
  const { segments } = await edition;
  const shelves = new Map();
  const found = ids.map(async (id) => {
    let number = id;
    const { hash, previewsPerGroup } = segments.find(({ articles }) => number < articles || ((number -= articles), false));
    const file = `${hash}/previews/${String(Math.floor(number / previewsPerGroup)).padStart(6, "0")}.json`;
    if (!shelves.has(file)) shelves.set(file, fetch(`${archive}${file}`).then((answer) => answer.json()));
    const { items } = await shelves.get(file);
    return [id, items[number % previewsPerGroup].group];
  });
  return Promise.all(found);
}

/// The passages of the first results: milliseconds once the articles are at hand, the second time.
async function passages({ words, limit }) {
  const { ids } = await search(words, { asTyped: true, limit, facets: 0 });
  const articles = await groups(ids);
  const question = { Passages: { text: words, as_typed: isAsTyped(words), articles } };
  await ask(question);
  return (await ask(question)).took;
}

const engine = {
  ready: () => isReady,
  search,
  passages,
  serialised: async () => [],
  /// A query as the page asks it at first: the total and the first results, then what is counted.
  show: async ({ words, limit, facets }) => (await search(words, { asTyped: true, limit, facets })).total,
};

performance.setResourceTimingBufferSize(100_000);
self.addEventListener("message", async ({ data }) => {
  if (data?.port === undefined) return;
  const { serve } = await import("./bench/driver.js");
  serve(engine, data.port);
});
importScripts("./search_worker_loader.js");
