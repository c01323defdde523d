//! Feeds that lie beside the project, against what each says in a comment that it expects; skipped, by name, where they are
//! absent. What the model cannot hold is passed over: the text of a `ttl`, the base of a subtitle.
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use article::Article;
use std::path::{Path, PathBuf};

mod reading;

use reading::read;

fn files(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { files(&path, into) } else { into.push(path) }
    }
}

/// A field of an entry and what it should be.
struct Expected {
    field: String,
    value: String,
}

/// `entries[0]['title'] == 'x'` of the comment in a file, where it is of that form.
fn expected(bytes: &[u8]) -> Option<Expected> {
    let text = String::from_utf8_lossy(bytes);
    let line = text.lines().find_map(|line| line.trim().strip_prefix("Expect:"))?;
    let (before, rest) = line.split_once("entries[0]")?;
    if before.contains("==") {
        return None;
    }
    let (path, value) = rest.split_once(" == ")?;
    let field: String = path.replace(['\'', '"', '[', ']', '.'], " ");
    let value = value.trim().trim_start_matches('u');
    let quote = value.chars().next().filter(|sign| matches!(sign, '\'' | '"'))?;
    let value = value.strip_prefix(quote)?;
    let value = &value[..value.find(&format!("{quote} and ")).or_else(|| value.rfind(quote))?];
    (!value.contains('\\'))
        .then(|| Expected { field: field.split_whitespace().collect::<Vec<_>>().join(" "), value: value.to_owned() })
}

/// What the model holds of a field; nothing where it holds none.
fn held(article: &Article, field: &str) -> Option<String> {
    let body = || {
        let text = article.body.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join(" ");
        let pictures = article.associations.iter().filter_map(|picture| picture.href.as_deref());
        [text].into_iter().chain(pictures.map(str::to_owned)).collect::<Vec<_>>().join(" ")
    };
    let author = || article.author.iter().map(|author| author.name.clone()).collect::<Vec<_>>().join(", ");
    match field {
        "title" | "title_detail value" => Some(article.headline.clone()),
        "summary" if article.abstract_.is_some() => article.abstract_.clone(),
        "description" | "summary" | "content 0 value" | "summary_detail value" => Some(body()),
        "id" | "guid" => Some(article.uri.clone()),
        "link" => Some(article.url.clone().unwrap_or_default()),
        "author_detail name" => Some(author()),
        "category" | "tags 0 term" => Some(article.subjects.first().map(|name| name.name.clone()).unwrap_or_default()),
        "publisher" => article.publisher.as_ref().map(|name| name.name.clone()),
        "rights" => Some(article.copyright_notice.clone().unwrap_or_default()),
        _ => None,
    }
}

/// The words of a text that may be HTML; of its pictures the addresses.
fn words(html: &str) -> Vec<String> {
    let document = dom_query::Document::from(html);
    let mut text = document.body().map(|body| body.text().to_string()).unwrap_or_default();
    for picture in document.select("img[src]").nodes() {
        text += &format!(" {}", picture.attr("src").unwrap_or_default());
    }
    plain_words(&text)
}

fn plain_words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_lowercase).collect()
}

/// The feed with a title in its first item: an item with neither title nor text is no article, whatever else it says.
fn with_title(feed: &Path) -> Option<Article> {
    let text = String::from_utf8(std::fs::read(feed).unwrap()).ok()?;
    let start = text.rfind("<item").or_else(|| text.rfind("<entry"))?;
    let end = start + text[start..].find('>')? + 1;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("feed.xml");
    std::fs::write(&file, format!("{}<title>A title</title>{}", &text[..end], &text[end..])).unwrap();
    read(&file).0.into_iter().next()
}

#[test]
fn feeds_hold_what_they_say() {
    let folder = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/corpora/feeds"));
    if !folder.exists() {
        println!("skipped: ../shared/corpora/feeds is absent");
        return;
    }
    let mut feeds = Vec::new();
    files(&folder, &mut feeds);
    feeds.sort();
    let (mut right, mut all) = (0, 0);
    for feed in &feeds {
        let (articles, messages) = read(feed);
        let Some(Expected { field, value }) = expected(&std::fs::read(feed).unwrap()) else { continue };
        let name = feed.strip_prefix(&folder).unwrap().display();
        let article = articles.into_iter().next().or_else(|| with_title(feed)).unwrap_or_default();
        let Some(found) = held(&article, &field) else { continue };
        // Markup without a word in it says nothing that an article could hold, nor does a picture in a title.
        if words(&value).is_empty() || field == "title" && value.starts_with("<img") {
            continue;
        }
        all += 1;
        let is_right = found == value || plain_words(&found) == words(&value);
        right += usize::from(is_right);
        if !is_right {
            println!("{name}: {field} is {found:?} and should be {value:?}; {messages:?}");
        }
    }
    println!("{right} of {all} fields in {} feeds", feeds.len());
    assert!(all >= 30 && right * 100 >= all * 97, "{right} of {all}");
}
