// Starts the page's program, in a file of its own as the page's policy asks. Its element has the names of the program's files; on a
// static page also the place in the app that shows the same.
const { js, wasm, place } = document.querySelector("script[data-wasm]").dataset;
const root = document.documentElement;
const at = (path) => new URL(path, import.meta.url);
// For a static page when that is at rest.
const program = place ? null : fetch(at(wasm));

// What was chosen here, before anything is painted. The archive's id, by which keys begin, is not known yet: src/state/preferences.rs.
let chosen;
let kept = () => {};
try {
  const folder = at("./").href;
  const key = Object.keys(localStorage).find((key) => key.endsWith(":folder") && localStorage[key] === folder);
  if (key) kept = (name) => localStorage[key.replace(/folder$/, name)];
  if (kept("theme")) root.dataset.theme = kept("theme");
  chosen = kept("language");
} catch {
  // Storage is off: then nothing was kept.
}

// A static page stays as it is until the program shows the same behind it.
const page = place && (await import("./takeover.js")).staticPage(at(`./${place}`), kept);
if (page) await page.atRest;
const says = page?.stage ?? root;

// Else the first of the browser's languages that there is. Traditional Chinese is another.
const LANGUAGES = ["en", "de", "fr", "es", "ar", "zh"];
const code = (tag) => tag.split("-")[0];
const known = navigator.languages.filter(
  (tag) => LANGUAGES.includes(code(tag)) && !/^zh-(?!hans).*(hant|tw|hk|mo)/i.test(tag),
);
const speak = (tag) => {
  globalThis.language = says.lang = tag;
  says.dir = code(tag) === "ar" ? "rtl" : "ltr";
};
speak(LANGUAGES.includes(chosen) ? (known.find((tag) => code(tag) === chosen) ?? chosen) : (known[0] ?? "en"));

// Its messages (src/messages.rs). Where they do not come, English is spoken.
const file = `messages/${code(says.lang)}.json`;
const messages =
  code(says.lang) !== "en" &&
  fetch(at(file), { cache: "no-cache" })
    .then((answer) => answer.json())
    .catch(() => speak("en"));
const glue = document.createElement("script");
// A site that is one file has it at another address (crates/broadsheet/src/single_file/files.js).
glue.src = globalThis.addressOf?.(at(js)) ?? at(js);
glue.onload = async () => {
  globalThis.messages = await messages;
  const module_or_path = page ? await page.rehearse(at(wasm)) : program;
  wasm_bindgen({ module_or_path }).catch(page?.giveUp);
};
document.head.append(glue);
