//! 404.html: what a host shows where a site has nothing.
//!
//! It is shown at any depth below the site's folder, which nothing in the address tells. Where the settings do not say in which
//! folder of its host the site is published, files are looked for in the folders above, and the program says where it was found.

use super::frame;
use super::imprint::Imprint;
use super::markup::Markup;

/// The page, from the site's folder.
pub const PAGE: &str = "404.html";
/// Its program: a file, since no page's policy allows inline script.
pub const PROGRAM: &str = "404.js";
/// What that does.
pub const PROGRAM_TEXT: &str = include_str!("not_found.js");

const POLICY: &str =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'";

/// The page.
pub fn not_found_page(imprint: &Imprint) -> String {
    // Two folders below the site's no address of it was ever deeper.
    let mut roots = vec!["./", "../", "../../"];
    let base = imprint.base.as_deref().and_then(folder_of);
    if let Some(base) = base {
        roots.insert(0, base);
    }
    let root = base.unwrap_or("./");
    let mut markup = Markup::beginning("<!doctype html>\n");
    let words = &imprint.words;
    frame::root(imprint, &mut markup).attr("data-root", root).holding(|into| {
        into.el("head").holding(|into| {
            frame::beginning(imprint, &roots, POLICY, into);
            into.el("meta").attr("name", "robots").attr("content", "noindex").void();
            into.el("title").text(&[words.t("Not found"), " – ", &imprint.title].concat());
            for root in &roots {
                into.el("script").attr("defer", "").attr("src", &[root, PROGRAM].concat()).text("");
            }
        });
        into.el("body").holding(|into| {
            frame::masthead(imprint, root, into);
            into.el("main").holding(|into| {
                into.el("div.not-found").holding(|into| {
                    into.el("h1").text(words.t("Not found"));
                    into.el("p").text(words.t("It may have been withdrawn, or the address may have been cut off."));
                    into.el("p").holding(|into| into.el("a").attr("href", root).text(words.t("Search the archive")));
                });
            });
            frame::footer(imprint, root, into);
        });
    });
    let mut text = markup.finish();
    text.push('\n');
    text
}

/// The folder in a whole address: `/archive/` of `https://example.org/archive/`.
fn folder_of(base: &str) -> Option<&str> {
    let (_, rest) = base.split_once("//")?;
    rest.find('/').and_then(|at| rest.get(at..))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_of_an_address_is_what_follows_the_host() {
        assert_eq!(folder_of("https://example.org/"), Some("/"));
        assert_eq!(folder_of("https://example.org:80/a/b/"), Some("/a/b/"));
    }
}
