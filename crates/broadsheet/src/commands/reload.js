// Loads the page anew once the site was built anew. Only the server of `broadsheet build --serve` names this in a page.
{
  const edition = new URL(document.currentScript.src).search;
  const wait = () =>
    fetch("/~broadsheet/changed" + edition).then(
      (answer) => (answer.ok ? location.reload() : setTimeout(wait, 1000)),
      () => setTimeout(wait, 1000),
    );
  wait();
}
