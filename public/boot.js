// Starts the page's program. It stands in a file of its own because the page's policy allows no inline script, and it
// reads the hashed names of the program's files from its own element, where the build writes them.
const { js, wasm } = document.querySelector("script[data-wasm]").dataset;
const glue = document.createElement("script");
glue.src = new URL(js, import.meta.url);
glue.onload = () => wasm_bindgen({ module_or_path: new URL(wasm, import.meta.url) });
document.head.append(glue);

// The theme that was chosen here, before anything is painted. Every key begins with the archive's id, which is known only
// once its manifest is here; so the app keeps under `<id>:folder` in which folder it was (src/state/preferences.rs).
try {
  const folder = new URL("./", import.meta.url).href;
  const key = Object.keys(localStorage).find(key => key.endsWith(":folder") && localStorage[key] === folder);
  const theme = key && localStorage[key.replace(/folder$/, "theme")];
  if (theme) document.documentElement.dataset.theme = theme;
} catch {
  // Storage is off: then nothing was kept.
}
