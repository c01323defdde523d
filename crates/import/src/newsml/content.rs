//! The text of an item: `contentSet` with `inlineXML`, `inlineData` and the addresses of pictures.

use article::{Article, Association, BlockKind};
use std::collections::BTreeSet;

use super::names::main_language;
use crate::html::{self, Base, Body};
use crate::mhtml::base64;
use crate::nitf::{self, Nitf};
use crate::renditions::{self, Rendition};
use crate::schema_org::body_of;
use crate::xml::Element;

/// What stands in the content of an item: the text, and what NITF says of it beside.
pub fn read(item: &Element, known: &Article) -> Result<Nitf, &'static str> {
    let mut found = Nitf { article: Article::default(), notes: Vec::new() };
    let mut failure = None;
    for set in item.all(&["contentset"]) {
        // Each is the same text in another form: the first that holds one is taken, of those with structure before the others, and
        // of those in several languages that of the item.
        let mut contents: Vec<&Element> = set.all(&["inlinexml", "inlinedata"]).collect();
        let wanted = known.language.as_deref().map(main_language);
        contents.sort_by_key(|content| {
            language_of(content).is_some_and(|tag| wanted.as_ref().is_some_and(|wanted| main_language(tag) != *wanted))
        });
        for content in &contents {
            match read_one(content) {
                Ok(one) if one.article.body.iter().any(|block| !block.text.trim().is_empty()) => {
                    found = one;
                    failure = None;
                    let language = language_of(content);
                    found.article.language = found.article.language.take().or(language.map(str::to_owned));
                    found.notes.extend(left_out(&contents, language.map(main_language).or(wanted)));
                    break;
                }
                Ok(_) => {}
                Err(why) => failure = failure.or(Some(why)),
            }
        }
    }
    add_pictures(item, &mut found.article);
    if let Some(why) = failure {
        return Err(why);
    }
    let headline = if known.headline.is_empty() { &found.article.headline } else { &known.headline };
    let is_headline = found.article.body.first().is_some_and(|block| {
        block.kind == BlockKind::Heading && html::one_line(&block.text) == html::one_line(headline)
    });
    if is_headline {
        found.article.body.remove(0);
    }
    Ok(found)
}

/// The language that a text says of itself.
fn language_of(content: &Element) -> Option<&str> {
    content.attribute("xml:lang").or_else(|| content.elements().find_map(|inner| inner.attribute("xml:lang")))
}

/// What to say of the text in languages other than that which was taken.
fn left_out(contents: &[&Element], taken: Option<String>) -> Option<String> {
    let others = contents.iter().filter_map(|content| language_of(content));
    let others: BTreeSet<&str> =
        others.filter(|tag| taken.as_ref().is_some_and(|taken| main_language(tag) != *taken)).collect();
    let named = others.into_iter().map(|tag| tag.chars().take(20).collect::<String>()).collect::<Vec<_>>().join(", ");
    (!named.is_empty()).then(|| format!("its text in other languages ({named}) was left out; an article has one"))
}

/// Where the text of an item lies that holds none itself.
pub fn elsewhere(item: &Element) -> Option<String> {
    let is_text = |rendition: &Rendition| match rendition.media_type.as_deref() {
        Some(kind) => ["text", "xml", "html"].iter().any(|part| kind.to_ascii_lowercase().contains(part)),
        None => !rendition.is_picture(),
    };
    let texts = renditions_of(item).into_iter().filter(is_text);
    texts.map(|rendition| rendition.href).next()
}

fn read_one(content: &Element) -> Result<Nitf, &'static str> {
    if let Some(nitf) = content.child("nitf") {
        return nitf::read(nitf);
    }
    let mut article = Article::default();
    body(content)?.add_to(&mut article);
    article.word_count = content.attribute("wordcount").and_then(|words| words.parse().ok()).filter(|words| *words > 0);
    Ok(Nitf { article, notes: Vec::new() })
}

fn body(content: &Element) -> Result<Body, &'static str> {
    let base = Base::default();
    let kind = content.attribute("contenttype").unwrap_or_default().to_ascii_lowercase();
    let read = if content.elements().next().is_some() {
        // Parts of NITF without its outermost element, else XHTML.
        if !content.within("body.content").is_empty() {
            return nitf::body(content);
        }
        html::fragment(&content.markup(), &base)
    } else {
        let text = content.text();
        let is_packed =
            content.attribute("encoding").is_some_and(|encoding| encoding.to_ascii_lowercase().contains("base64"));
        let text = if is_packed { base64(&text).unwrap_or(text) } else { text };
        if kind.contains("html") { html::fragment(&text, &base) } else { body_of(&text, &base) }
    };
    read.map_err(|html::TooHard(why)| why)
}

/// The pictures that stand beside a text: the same one in several sizes.
fn add_pictures(item: &Element, article: &mut Article) {
    let renditions = renditions_of(item);
    if renditions::best(&renditions).is_some() {
        let mut picture = Association::default();
        renditions::settle(&mut picture, &renditions);
        article.associations.push(picture);
    }
}

/// The files of an item, which show the same in several sizes.
pub fn renditions_of(item: &Element) -> Vec<Rendition> {
    let contents = item.all(&["contentset"]).flat_map(|set| set.all(&["remotecontent"]));
    contents.filter_map(rendition).collect()
}

fn rendition(content: &Element) -> Option<Rendition> {
    let pixels = |name: &str| content.attribute(name).and_then(|value| value.parse().ok());
    Some(Rendition {
        href: content.attribute("href")?.to_owned(),
        media_type: content.attribute("contenttype").map(str::to_owned),
        width: pixels("width"),
        height: pixels("height"),
    })
}
