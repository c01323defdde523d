// Where this file lies is the site's folder, which the page that asked for it cannot know. An article's address (of one that
// has no page of its own, or had another headline) and whatever else the app would understand are handed over to the app;
// else links are led to where the site is. Of several files that are found the first counts.
{
  const page = document.documentElement;
  const root = new URL("./", document.currentScript.src);
  // As the links in the page begin.
  const { root: written } = page.dataset;
  if (written !== undefined) {
    delete page.dataset.root;
    const article = location.pathname.match(/\/article\/([a-z0-9-]+)(\.html)?\/?$/);
    const query = article ? "?article=" + article[1] : location.search;
    if (query.length > 1) {
      location.replace(new URL(query, root));
    } else {
      for (const link of document.querySelectorAll("a[href]")) {
        link.href = new URL(link.getAttribute("href").slice(written.length), root);
      }
    }
  }
}
