// What is measured of an engine, the same for all of them, inside the engine's own worker.
//
// An engine is an object with
//   build(articles): makes the index of [{ uri, headline, text }]; an article's id is its place in that list
//   search(words, { asTyped, limit }): { total, ids } or, where it knows better how long it took, { total, ids, took };
//     Broadsheet takes `facets` too, the number of values to count of each
//   serialised(): the index as texts or bytes
//   and, where it fetches what it searches, ready(): what there is instead of building; where its ids are not places in
//     that list, rank(words, limit): the places.

const progressEvery = 500;

/// Listens to the page.
export function serve(engine, port) {
  port.onmessage = async ({ data: { verb, task } }) => {
    let said = -progressEvery;
    const report = (progress) => {
      const now = performance.now();
      if (now - said < progressEvery) return;
      said = now;
      port.postMessage({ progress });
    };
    try {
      port.postMessage({ value: await verbs[verb](engine, task, report) });
    } catch (error) {
      port.postMessage({ error: `${error.name}: ${error.message}` });
    }
  };
}

const verbs = { build, time, typos, size, rest, fetched, special };

/// Builds the index: `articles` is the file's address. Engines that have it built before open it.
async function build(engine, { articles }) {
  if (engine.ready) return { seconds: null, open: await timed(() => engine.ready()) };
  const list = await (await fetch(articles)).json();
  return { seconds: await timed(() => engine.build(list)), articles: list.length };
}

async function timed(work) {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

/// Asks every query once to warm up, and then `passes` times: milliseconds by query and pass. `budget` milliseconds are
/// for all of it; where they do not even last for the first pass, it is what counts, as far as it came.
async function time(engine, { queries, passes, budget, ...options }, report) {
  const warm = queries.map(() => []);
  const times = queries.map(() => []);
  const inside = queries.map(() => []);
  const totals = queries.map(() => null);
  const end = performance.now() + budget;
  for (let pass = 0; pass <= passes; pass += 1) {
    for (const [at, words] of queries.entries()) {
      if (performance.now() > end) return { times: pass > 1 ? times : warm, inside, totals, complete: false };
      report(`pass ${pass} of ${passes}, ${at} of ${queries.length}`);
      const started = performance.now();
      const answer = await engine.search(words, options);
      const took = answer.took ?? performance.now() - started;
      (pass > 0 ? times : warm)[at].push(took);
      if (pass > 0 && answer.inside !== undefined) inside[at].push(answer.inside);
      totals[at] = answer.total ?? answer.ids.length;
    }
  }
  return { times, inside, totals, complete: true };
}

/// Where the article that leads without the misspelling stands with it: a rank from 0, or -1.
async function typos(engine, { typos: pairs, limit, budget }, report) {
  const end = performance.now() + budget;
  const found = [];
  for (const { word, typo } of pairs) {
    if (performance.now() > end) break;
    report(`${found.length} of ${pairs.length}`);
    const [lead] = (await engine.search(word, { asTyped: true, limit })).ids;
    const { ids } = await engine.search(typo, { asTyped: true, limit });
    found.push({ typo, results: ids.length, rank: lead === undefined ? -1 : ids.indexOf(lead) });
  }
  return found;
}

/// The bytes of the index as one would store it, plain and gzipped.
async function size(engine) {
  const parts = await engine.serialised();
  const blob = new Blob(parts);
  const reader = blob.stream().pipeThrough(new CompressionStream("gzip")).getReader();
  let gzip = 0;
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) gzip += chunk.value.length;
  return { bytes: blob.size, gzip };
}

/// Lets go of what is no longer needed, where the browser was started with the flag for it.
async function rest() {
  for (let round = 0; round < 3; round += 1) {
    self.gc?.();
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return null;
}

const seen = new Set();

/// What this worker has fetched since the last call and not before: what it asks for again, the browser has. The
/// harness's own files are left out.
async function fetched() {
  // An entry is written a moment after the answer has been read.
  await new Promise((resolve) => setTimeout(resolve, 100));
  const entries = performance.getEntriesByType("resource");
  performance.clearResourceTimings();
  return entries
    .map(({ name, encodedBodySize }) => ({ path: new URL(name).pathname, bytes: encodedBodySize }))
    .filter(({ path }) => !path.startsWith("/bench/") && !seen.has(path) && seen.add(path));
}

/// What one engine alone has.
function special(engine, { name, ...task }, report) {
  return engine[name](task, report);
}

performance.setResourceTimingBufferSize(100_000);
