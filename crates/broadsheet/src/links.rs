//! Links from one article's file to another's: a site has no such files, so they lead to the articles.

use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};

use article::{Article, SpanKind};

/// How an address of the app begins that leads to an article; the article's slug follows.
pub const ARTICLE: &str = "?article=";

/// The file that an address means which is written in the file at `from`; nothing where it is none beside it.
pub fn file_of(href: &str, from: &Path) -> Option<PathBuf> {
    let scheme = href.split(['/', '?', '#']).next().unwrap_or_default();
    if scheme.contains(':') || href.starts_with(['/', '\\', '#', '?']) {
        return None;
    }
    let path = import::percent_decoded(href.split(['?', '#']).next().unwrap_or_default());
    // A backslash is no part of a name where sources come from.
    let path = path.replace('\\', "/");
    let mut file = from.parent()?.to_owned();
    for part in Path::new(&path).components() {
        match part {
            Component::Normal(name) => file.push(name),
            Component::CurDir => {}
            Component::ParentDir if file.pop() => {}
            _ => return None,
        }
    }
    Some(file)
}

/// Whether an article links to files beside its own, the one at `from`.
pub fn has_any(article: &Article, from: &Path) -> bool {
    hrefs(article).any(|href| file_of(href, from).is_some())
}

/// What an article's links to files say, each once, and which file each means.
pub fn targets(article: &Article, from: &Path) -> BTreeMap<String, PathBuf> {
    hrefs(article).filter_map(|href| Some((href.to_owned(), file_of(href, from)?))).collect()
}

/// Gives links another address, or takes them out of the text where there is none, whose words stay.
pub fn lead(article: &mut Article, new: &BTreeMap<String, Option<String>>) {
    for block in &mut article.body {
        block.spans.retain_mut(|span| {
            let known =
                Some(&*span).filter(|span| span.kind == SpanKind::Link).and_then(|span| new.get(span.href.as_deref()?));
            if let Some(href) = known {
                span.href.clone_from(href);
            }
            span.kind != SpanKind::Link || span.href.is_some()
        });
    }
}

/// Where an article's links lead.
pub fn hrefs(article: &Article) -> impl Iterator<Item = &str> {
    let spans = article.body.iter().flat_map(|block| &block.spans);
    spans.filter(|span| span.kind == SpanKind::Link).filter_map(|span| span.href.as_deref())
}

/// Whether a file that no article was read from is an article's all the same: then a link to it leads nowhere.
pub fn means_an_article(file: &Path) -> bool {
    let is_markdown = file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("md"));
    is_markdown || (import::is_read(file) && file.is_file())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(href: &str, expected: Option<&str>) {
        assert_eq!(file_of(href, Path::new("/in/news/a.md")).as_deref(), expected.map(Path::new), "{href}");
    }

    #[test]
    fn a_link_means_the_file_beside_its_own() {
        check("ferry.md", Some("/in/news/ferry.md"));
        check("./the%20ferry.md#times", Some("/in/news/the ferry.md"));
        check("../copy/vote.txt?x", Some("/in/copy/vote.txt"));
        check("..\\copy\\vote.txt", Some("/in/copy/vote.txt"));
        for href in
            ["https://a.example/ferry.md", "mailto:a@b.example", "//a.example/x", "/ferry.md", "#note1", "?article=x"]
        {
            check(href, None);
        }
        check("../../../../x.md", None);
    }
}
