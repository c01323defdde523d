// Starts the page's program, in a file of its own as the page's policy asks. Its element has the names of the program's files.
const { js, wasm } = document.querySelector("script[data-wasm]").dataset;
const root = document.documentElement;
const at = (path) => new URL(path, import.meta.url);
const program = fetch(at(wasm));

// What was chosen here, before anything is painted. The archive's id, by which keys begin, is not known yet: src/state/preferences.rs.
let chosen;
try {
  const folder = at("./").href;
  const key = Object.keys(localStorage).find((key) => key.endsWith(":folder") && localStorage[key] === folder);
  const kept = (name) => key && localStorage[key.replace(/folder$/, name)];
  if (kept("theme")) root.dataset.theme = kept("theme");
  chosen = kept("language");
} catch {
  // Storage is off: then nothing was kept.
}

// Else the first of the browser's languages that there is. Traditional Chinese is another.
const LANGUAGES = ["en", "de", "fr", "es", "ar", "zh"];
const code = (tag) => tag.split("-")[0];
const known = navigator.languages.filter(
  (tag) => LANGUAGES.includes(code(tag)) && !/^zh-(?!hans).*(hant|tw|hk|mo)/i.test(tag),
);
const speak = (tag) => {
  globalThis.language = root.lang = tag;
  root.dir = code(tag) === "ar" ? "rtl" : "ltr";
};
speak(LANGUAGES.includes(chosen) ? (known.find((tag) => code(tag) === chosen) ?? chosen) : (known[0] ?? "en"));

// Its messages (src/messages.rs). Where they do not come, English is spoken.
const file = `messages/${code(root.lang)}.json`;
const messages =
  code(root.lang) !== "en" &&
  fetch(at(file), { cache: "no-cache" })
    .then((answer) => answer.json())
    .catch(() => speak("en"));
const glue = document.createElement("script");
// A site that is one file has it at another address (crates/broadsheet/src/single_file/files.js).
glue.src = globalThis.addressOf?.(at(js)) ?? at(js);
glue.onload = async () => {
  globalThis.messages = await messages;
  wasm_bindgen({ module_or_path: program });
};
document.head.append(glue);
