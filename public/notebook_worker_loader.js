// Starts the notebook's program. What goes wrong is thrown, so that the page hears of it as the worker's error.
importScripts("./notebook_worker.js");

// It draws what is read: its name is the language of the page, whose messages it fetches too (public/boot.js).
self.language = name;
const code = name.split("-")[0];
const fetched =
  code === "en"
    ? Promise.resolve(null)
    : fetch(`./messages/${code}.json`, { cache: "no-cache" })
        .then((answer) => answer.json())
        .catch(() => null);
fetched
  .then((messages) => {
    self.messages = messages;
    return wasm_bindgen({ module_or_path: "./notebook_worker_bg.wasm" });
  })
  .catch((reason) => {
    setTimeout(() => {
      throw reason;
    });
  });
