// Starts the page's program. It stands in a file of its own because the page's policy allows no inline script, and it
// reads the hashed names of the program's files from its own element, where the build writes them.
const { js, wasm } = document.querySelector("script[data-wasm]").dataset;
const glue = document.createElement("script");
glue.src = new URL(js, import.meta.url);
glue.onload = () => wasm_bindgen({ module_or_path: new URL(wasm, import.meta.url) });
document.head.append(glue);
