// How the app takes over an article's static page, which boot.js asks here. The page is read as it is; once it is at rest the app is
// made behind it, unseen, and stands in its place when its own article is there. What goes wrong on the way leaves the page.

// What else a reader may set (src/settings.rs), under its name in the stylesheet: else the type would change under their eyes.
const TYPE = ["face", "text-size", "line-height", "measure", "paragraph-space", "word-space", "letter-space", "weight", "align", "hyphens"];

// How many milliseconds nothing is scrolled before the one is put in the place of the other.
const REST = 200;

export const staticPage = (address, kept) => {
  const root = document.documentElement;
  const plain = document.body;
  // Of several the first is the document's, so the app makes itself in this one, and finds in it what it looks for.
  const stage = document.createElement("body");
  stage.className = "stage";
  for (const name of TYPE) if (kept(name)) root.style.setProperty(`--${name}`, kept(name));

  // The program weighs as much as a picture: it is fetched when nothing else is, and not where data is scarce. There the links lead
  // to the app.
  const atRest = new Promise((resolve) => {
    const { saveData, effectiveType } = navigator.connection ?? {};
    if (saveData || /[23]g/.test(effectiveType) || !globalThis.WebAssembly) return;
    const idle = () => (globalThis.requestIdleCallback ?? setTimeout)(resolve);
    if (document.readyState === "complete") idle();
    else addEventListener("load", idle);
  });

  // Everything that the app does from now on it does under its own address, from which the page's would lead elsewhere.
  let was;
  const takeAddress = () => {
    was = location.href;
    // But for stylesheets, which would be fetched anew.
    for (const element of document.querySelectorAll("a:not([href^='#']), link:not([rel=stylesheet])")) element.href = element.href;
    for (const element of document.querySelectorAll("img, script[src]")) {
      const whole = (_, before, path) => before + new URL(path, was);
      if (element.srcset) element.srcset = element.srcset.replace(/(^|, )(\S+)/g, whole);
      element.src = element.src;
    }
    history.replaceState(null, "", address);
  };

  const { title } = document;
  const giveUp = () => {
    stage.remove();
    document.title = title;
    const [here, place] = location.href.split("#");
    if (here !== address.href) return;
    history.replaceState(null, "", place === undefined ? was : `${was.split("#")[0]}#${place}`);
    history.scrollRestoration = "auto";
  };

  const top = (element) => element.getBoundingClientRect().top;
  // What stays where it is: the block that one reads, else the headline.
  const seen = () => {
    const blocks = [...plain.querySelectorAll(".article-body > [id]")];
    const inView = blocks.find((block) => block.getBoundingClientRect().bottom > 0 && top(block) < innerHeight);
    return inView ?? plain.querySelector("h1");
  };
  const twinOf = (element) => (element.id ? stage.querySelector(`#${CSS.escape(element.id)}`) : stage.querySelector("main h1"));

  const takeOver = () => {
    const block = seen();
    const twin = twinOf(block);
    if (!twin) return giveUp();
    const before = top(block);
    const hadFocus = plain.contains(document.activeElement);
    plain.remove();
    removeEventListener("keydown", hold, true);
    root.lang = stage.lang;
    root.dir = stage.dir;
    for (const name of ["class", "lang", "dir"]) stage.removeAttribute(name);
    scrollBy(0, top(twin) - before);
    if (hadFocus) {
      twin.tabIndex = -1;
      twin.focus({ preventScroll: true });
    }
    // What follows the scrolling has seen another page till now.
    dispatchEvent(new Event("scroll"));
  };

  const hold = (event) => event.stopImmediatePropagation();

  // Not under the hands of someone who scrolls, presses or has selected something.
  let scrolled = 0;
  let isPressed = false;
  const watch = () => {
    addEventListener("scroll", ({ timeStamp }) => (scrolled = timeStamp));
    for (const kind of ["pointerdown", "pointerup", "pointercancel"])
      addEventListener(kind, ({ timeStamp }) => {
        isPressed = kind === "pointerdown";
        // What follows a press, a click above all, meets what was pressed.
        scrolled = timeStamp;
      });
    // The app's keys are for those who see it.
    addEventListener("keydown", hold, true);
  };
  const isCalm = () => !isPressed && getSelection().isCollapsed && performance.now() - scrolled > REST;
  const whenCalm = () => (isCalm() ? takeOver() : setTimeout(() => requestAnimationFrame(whenCalm), REST));

  const rehearse = async (program) => {
    const answer = await fetch(program);
    if (!answer.ok) throw new Error(`${program}: ${answer.status}`);
    const bytes = await answer.arrayBuffer();
    takeAddress();
    plain.before(stage);
    watch();
    const look = new MutationObserver(() => {
      const isThere = stage.querySelector(".article-body");
      if (!isThere && !stage.querySelector("[role=alert], .not-found")) return;
      look.disconnect();
      // The frame after the next: by then all of it has its place.
      if (isThere) requestAnimationFrame(() => requestAnimationFrame(whenCalm));
      else giveUp();
    });
    look.observe(stage, { childList: true, subtree: true });
    return bytes;
  };

  return { stage, atRest, rehearse, giveUp };
};
