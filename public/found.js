// What find found in an article, painted over its texts by the browser (CSS Custom Highlight API): no element changes, so nothing
// is laid out anew. It is fetched when find is opened; src/browser/found.rs calls it. Where the browser cannot paint so, places
// are gone to all the same.
(() => {
  // By these names the stylesheet knows what is painted: places, and the one that is shown.
  const NAMES = ["found", "found-present"];
  // A text that has more places is longer than any view, and those far from it are left out.
  const MANY = 1000;
  // What holds the texts above the body.
  const ABOVE = [".article-header h1", ".standfirst"];

  const holderOf = (text, next) => {
    const block = String(text - ABOVE.length);
    return next?.dataset.block === block ? next : document.querySelector(ABOVE[text] ?? `[data-block="${block}"]`);
  };

  // The first number of so many that does not come before.
  const firstOf = (numbers, isBefore) => {
    let [from, to] = [0, numbers];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (isBefore(middle)) from = middle + 1;
      else to = middle;
    }
    return from;
  };

  // For each character how many UTF-16 units stand before it, and at last how many there are.
  const unitsOf = text => {
    const units = [0];
    for (const character of text) units.push(units.at(-1) + character.length);
    return units;
  };

  // The document's texts within one of the article, each with the characters of that which it holds: spans and marks cut it into
  // several, and lines and cells say where they begin.
  const nodesOf = holder => {
    const nodes = [];
    const lines = holder.querySelectorAll("[data-at]");
    for (const line of lines.length ? lines : [holder]) {
      let start = Number(line.dataset.at ?? 0);
      const texts = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
      for (let node; (node = texts.nextNode()); ) {
        const units = /[\ud800-\udbff]/.test(node.data) ? unitsOf(node.data) : null;
        const end = start + (units ? units.length - 1 : node.length);
        nodes.push({ node, units, start, end });
        start = end;
      }
    }
    return nodes;
  };

  const edge = ({ node, units, start, end }, character) => {
    const at = Math.min(Math.max(character, start), end) - start;
    return [node, units ? units[at] : at];
  };

  const edgesOf = (nodes, start, end) => {
    const first = nodes[firstOf(nodes.length, at => nodes[at].end <= start)];
    const last = nodes[firstOf(nodes.length, at => nodes[at].start < end) - 1];
    return first && last ? [edge(first, start), edge(last, end)] : null;
  };

  const measured = edges => {
    const range = document.createRange();
    range.setStart(...edges[0]);
    range.setEnd(...edges[1]);
    return range.getBoundingClientRect();
  };

  // The place that is shown: its text, and the character it begins at.
  let shown = [];

  // Paints these places and no others: a text, the character a place in it begins at and that behind its end, and so on. `false`
  // where not all of a text were painted, because some lie further from the view than `margin` times its height: then it is to be
  // done again when the view moves.
  window.paintFound = (places, margin) => {
    if (!window.CSS?.highlights) return true;
    const painted = NAMES.map(() => []);
    let isWhole = true;
    let next;
    for (let at = 0, end; at < places.length; at = end) {
      const text = places[at];
      for (end = at; places[end] === text; end += 3);
      const holder = holderOf(text, next);
      if (!holder) continue;
      next = holder.nextElementSibling;
      const nodes = nodesOf(holder);
      const numbers = (end - at) / 3;
      const edges = number => edgesOf(nodes, places[at + 3 * number + 1], places[at + 3 * number + 2]);
      let [first, behind] = [0, numbers];
      if (numbers > MANY) {
        // They stand below one another, but for those of a table's row, which is hardly higher than the margin.
        const is = reaches => number => {
          const found = edges(number);
          return !!found && reaches(measured(found));
        };
        first = firstOf(numbers, is(place => place.bottom < -margin * innerHeight));
        behind = firstOf(numbers, is(place => place.top <= (1 + margin) * innerHeight));
        isWhole = false;
      }
      for (let number = first; number < behind; number++) {
        const found = edges(number);
        if (!found) continue;
        const [[startContainer, startOffset], [endContainer, endOffset]] = found;
        const range = new StaticRange({ startContainer, startOffset, endContainer, endOffset });
        const isShown = text === shown[0] && places[at + 3 * number + 1] === shown[1];
        painted[isShown ? 1 : 0].push(range);
      }
    }
    NAMES.forEach((name, at) => {
      if (painted[at].length) CSS.highlights.set(name, new Highlight(...painted[at]));
      else CSS.highlights.delete(name);
    });
    return isWhole;
  };

  // Shows a place. Scrolls it into the middle of the view, where it does not lie in view already; `false` where it is not in the document.
  window.goToFound = (text, start, end) => {
    shown = [text, start];
    const holder = holderOf(text);
    const edges = holder && edgesOf(nodesOf(holder), start, end);
    if (!edges) return false;
    const place = measured(edges);
    // What lies at the very edge may be covered by what sticks there.
    const margin = innerHeight / 8;
    if (place.top < margin || place.bottom > innerHeight - margin) {
      scrollBy(0, (place.top + place.bottom - innerHeight) / 2);
    }
    const scroller = edges[0][0].parentElement.closest("pre, .table-scroll");
    const view = scroller?.getBoundingClientRect();
    if (view && (place.left < view.left || place.right > view.right)) {
      scroller.scrollLeft += (place.left + place.right - view.left - view.right) / 2;
    }
    return true;
  };
})();
