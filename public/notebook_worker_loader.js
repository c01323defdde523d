// Starts the notebook's program. What goes wrong is thrown, so that the page hears of it as the worker's error.
importScripts("./notebook_worker.js");
wasm_bindgen({ module_or_path: "./notebook_worker_bg.wasm" }).catch((reason) => {
  setTimeout(() => {
    throw reason;
  });
});
