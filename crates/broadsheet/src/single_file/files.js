// Stands in for the host of a site that is one file: what the page and its workers would fetch from a folder lies in this
// document, in data blocks. The same function runs in the page and, as text in front of the program, in each worker, which asks
// the page for what it needs. Nothing goes over a network but pictures of hosts that the owner named.
(() => {
  // Answers `fetch` in the page or worker that it runs in. `open` gives the bytes of a file, or nothing; `addresses` are those of
  // files that elements and workers fetch by themselves, as Blobs. `send` takes what is to be heard on a channel of this name
  // everywhere else.
  function host(open, addresses, send) {
    const TYPES = {
      wasm: "application/wasm",
      json: "application/json",
      js: "text/javascript",
      flac: "audio/flac",
      svg: "image/svg+xml",
      png: "image/png",
      jpg: "image/jpeg",
      webp: "image/webp",
      gif: "image/gif",
    };
    const here = location.href.split(/[?#]/)[0].replace(/[^/]*$/, "");
    const fileOf = (asked) => {
      const address = String(asked.url ?? asked).split(/[?#]/)[0];
      return address.startsWith(here) ? address.slice(here.length) : address.replace(/^\.\//, "");
    };
    globalThis.fetch = async (asked) => {
      const file = fileOf(asked);
      const bytes = await open(file);
      if (!bytes) return new Response(null, { status: 404 });
      return new Response(bytes, { headers: { "content-type": TYPES[file.split(".").pop()] ?? "application/octet-stream" } });
    };
    // src/browser/mod.rs asks it; nothing is said of what is no file of this site.
    globalThis.addressOf = (asked) => addresses(fileOf(asked), TYPES);
    // In documents from a disk WebKit carries nothing over a channel. Here it goes the way of the files, in all browsers alike, from
    // the page or a worker to the others; none of them opens two channels of one name.
    const channels = new Map();
    globalThis.BroadcastChannel = class extends EventTarget {
      constructor(name) {
        super();
        this.name = name;
        channels.set(name, this);
      }
      set onmessage(hear) {
        this.addEventListener("message", hear);
      }
      postMessage(data) {
        send(this.name, data);
      }
    };
    const hear = (channel, data) => channels.get(channel)?.dispatchEvent(new MessageEvent("message", { data }));
    return { fileOf, hear };
  }

  // What runs in a worker in front of its program: the first message brings the way to the page.
  function inWorker(host, addresses) {
    const waiting = new Map();
    let reach;
    const page = new Promise((resolve) => {
      reach = resolve;
    });
    addEventListener(
      "message",
      (event) => {
        event.stopImmediatePropagation();
        const [port] = event.ports;
        port.onmessage = ({ data: { channel, data, number, bytes } }) => {
          if (channel) return hear(channel, data);
          waiting.get(number)(bytes);
          waiting.delete(number);
        };
        reach(port);
      },
      { once: true },
    );
    let asked = 0;
    const open = async (file) => {
      const port = await page;
      return new Promise((resolve) => {
        const number = asked++;
        waiting.set(number, resolve);
        port.postMessage({ number, file });
      });
    };
    const send = async (channel, data) => (await page).postMessage({ channel, data });
    const { hear } = host(open, (file) => addresses[file], send);
  }

  const blocks = new Map();
  for (const block of document.querySelectorAll("script[data-file]")) blocks.set(block.dataset.file, block);

  const decoded = (block) => {
    const text = atob(block.textContent);
    const bytes = new Uint8Array(text.length);
    for (let at = 0; at < bytes.length; at++) bytes[at] = text.charCodeAt(at);
    return bytes;
  };
  const open = async (file) => {
    const block = blocks.get(file);
    if (!block) return undefined;
    const bytes = decoded(block);
    if (!("gzip" in block.dataset)) return bytes.buffer;
    const unpacked = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Response(unpacked).arrayBuffer();
  };

  const made = new Map();
  const addressOf = (file, types) => {
    const block = blocks.get(file);
    if (!block || "gzip" in block.dataset) return undefined;
    if (!made.has(file)) {
      const blob = new Blob([decoded(block)], { type: types[file.split(".").pop()] });
      made.set(file, URL.createObjectURL(blob));
    }
    return made.get(file);
  };
  // The ways to the workers.
  const ports = [];
  const send = (channel, data, from) => {
    for (const port of ports) if (port !== from) port.postMessage({ channel, data });
  };
  const { fileOf, hear } = host(open, addressOf, send);

  // Files that a worker names to the page's elements.
  const forWorkers = () => {
    const found = {};
    for (const file of blocks.keys()) {
      if (!file.startsWith("archive/")) found[file] = globalThis.addressOf(file);
    }
    return found;
  };
  // A worker's program in one text, for what comes from a disk may load no other script.
  const textOf = (file) => new TextDecoder().decode(decoded(blocks.get(file)));
  const programOf = (loader) => textOf(loader).replace(/importScripts\("\.\/([^"]*)"\)/g, (_, file) => textOf(file));
  globalThis.Worker = class extends Worker {
    constructor(loader, options) {
      const before = `(${inWorker})(${host}, ${JSON.stringify(forWorkers())});\n`;
      const script = new Blob([before, programOf(fileOf(loader))], { type: "text/javascript" });
      super(URL.createObjectURL(script), options);
      const { port1, port2 } = new MessageChannel();
      ports.push(port1);
      port1.onmessage = async ({ data: { channel, data, number, file } }) => {
        if (channel) {
          hear(channel, data);
          return send(channel, data, port1);
        }
        const bytes = await open(file).catch(() => undefined);
        port1.postMessage({ number, bytes }, bytes ? [bytes] : []);
      };
      this.postMessage(null, [port2]);
    }
  };

  // The page follows its links by itself. Where the browser does, into another tab or the clipboard or for an article's own links,
  // they are to lead into this document and not into its folder.
  const lent = new Map();
  const lend = (link) => {
    const href = link?.getAttribute("href");
    if (href !== "./" && !href?.startsWith("./?")) return;
    lent.set(link, href);
    link.setAttribute("href", href.slice(2) || "?");
  };
  const takeBack = () => {
    for (const [link, href] of lent) link.setAttribute("href", href);
    lent.clear();
  };
  const linkOf = ({ target }) => target.closest?.("a[href]");
  for (const kind of ["pointerdown", "keydown"]) addEventListener(kind, takeBack, true);
  for (const kind of ["contextmenu", "auxclick", "dragstart"]) addEventListener(kind, (event) => lend(linkOf(event)), true);
  addEventListener(
    "click",
    (event) => {
      const link = linkOf(event);
      const isPlain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
      if (!isPlain || link?.rel || link?.target) lend(link);
    },
    true,
  );
})();
