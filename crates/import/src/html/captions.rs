//! What stands with a picture: its caption, and whom to credit.

use article::{Association, Span};
use dom_query::NodeRef;

use super::element::{attribute, has_class, is_unseen, mentions, name_of};
use super::pictures::has_picture;
use crate::plain_text::byline::is_persons_name;
use crate::plain_text::caption::{Where, east_asia, read_caption};

/// What the class of an element says that names whom to credit.
const CREDIT: [&str; 7] =
    ["credit", "copyright", "photographer", "attribution", "caption-source", "caption__source", "image-source"];
/// What stands before a credit, in lower case.
const LABELS: [&str; 20] = [
    "image copyright",
    "image source",
    "image credit",
    "photo credit",
    "photograph by",
    "photo by",
    "photograph",
    "credit",
    "photo",
    "image",
    "foto",
    "fotos",
    "bild",
    "quelle",
    "source",
    "crédit photo",
    "crédit",
    "crédito",
    "фото",
    "credits",
];

/// Whether an element, a caption or a part of one, names whom to credit.
pub fn is_credit(node: &NodeRef) -> bool {
    let is_called = has_class(node, &CREDIT) && !is_rather_caption(node)
        || attribute(node, "rel").is_some_and(|rel| rel == "photographer");
    // Around a caption the name is that of both.
    is_small_print(node)
        || is_cited_beside_caption(node)
        || is_labelled_for_ears(node)
        || is_called && !node.descendants_it().any(|inner| inner.is_element() && has_class(&inner, &["caption"]))
}

/// Whether an element has two names, of which one alone is a credit's: `image__caption attribution` holds both, or the caption.
fn is_rather_caption(node: &NodeRef) -> bool {
    let classes = attribute(node, "class").unwrap_or_default().to_ascii_lowercase();
    let says_credit = |name: &str| CREDIT.iter().any(|part| name.contains(part));
    classes.split_whitespace().any(|name| name.ends_with("caption") && !says_credit(name))
}

/// Whether an element begins with the word for a credit, which stands there for those alone who hear the page.
fn is_labelled_for_ears(node: &NodeRef) -> bool {
    let first = node.children_it(false).find(|child| child.is_element() || !child.text().trim().is_empty());
    let is_label = |text: &str| LABELS.contains(&text.trim().trim_end_matches([',', ':', ' ']).to_lowercase().as_str());
    let is_named = |label: &str| {
        let text = node.text();
        let rest = text.trim().strip_prefix(label.trim()).unwrap_or_default();
        is_persons_name(rest.trim_matches([',', ':', ' ', '\u{a0}', '\n', '\t']))
    };
    // A caption too may begin with such a word.
    first.is_some_and(|first| is_label(&first.text()) && (is_unseen(&first) || is_named(&first.text())))
        && node.text().trim().chars().count() <= LONGEST_NAMES
        && !node.text().trim().ends_with(['.', '!', '?'])
}

/// Whether an element of a caption, by its name or its words, says by whom the picture is: it is the last, behind a sentence.
pub fn is_photographers(node: &NodeRef) -> bool {
    let text = super::one_line(&node.text());
    if text.is_empty() || text.chars().count() > LONGEST_NAMES || has_picture(node) {
        return false;
    }
    if has_class(node, &["byline"]) {
        return true;
    }
    let before = node.prev_element_sibling().map(|before| super::one_line(&before.text())).unwrap_or_default();
    let is_last =
        node.next_element_sibling().is_none() && node.next_sibling().is_none_or(|next| next.text().trim().is_empty());
    let is_behind_element =
        node.prev_sibling().is_some_and(|before| before.is_element() || before.text().trim().is_empty());
    let (name, house) = text.split_once(['(', '/']).map_or((text.as_str(), ""), |(name, house)| (name.trim(), house));
    // Whoever a picture shows may stand there too, set off as people are.
    let is_set_off = name_of(node).is_some_and(|name| ["b", "strong", "i", "em", "p"].contains(&name.as_str()));
    let has_class_of_its_own = || !is_set_off && attribute(node, "class").is_some() && !is_called_caption(node);
    is_last
        && is_behind_element
        && before.ends_with(['.', '!', '?', '”'])
        && is_persons_name(name)
        && (house.starts_with(char::is_uppercase) || house.is_empty() && has_class_of_its_own())
        && house.split_whitespace().count() <= MOST_WORDS_OF_HOUSE
}

/// The longest names of those who took a picture, in characters.
const LONGEST_NAMES: usize = 80;
/// The most words of the house behind them.
const MOST_WORDS_OF_HOUSE: usize = 4;

/// Whether an element is the small print behind the words of a caption.
fn is_small_print(node: &NodeRef) -> bool {
    let is_caption = |above: NodeRef| name_of(&above).is_some_and(|name| name == "figcaption");
    let is_last = node.next_element_sibling().is_none();
    let has_words_before = || {
        node.prev_sibling().is_some_and(|before| !before.text().trim().is_empty())
            || node.prev_element_sibling().is_some()
    };
    name_of(node).is_some_and(|name| name == "small")
        && is_last
        && node.parent().is_some_and(is_caption)
        && has_words_before()
}

/// Whether an element says whom a picture is by, right behind its caption.
fn is_cited_beside_caption(node: &NodeRef) -> bool {
    let is_caption = |before: NodeRef| name_of(&before).is_some_and(|name| name == "figcaption");
    name_of(node).is_some_and(|name| name == "cite") && node.prev_element_sibling().is_some_and(is_caption)
}

/// Whether an element is called a caption, or the box of one, by its class or item property.
pub fn is_called_caption(node: &NodeRef) -> bool {
    let says_so = |names: String| mentions(&names, "caption").next().is_some();
    ["class", "itemprop"].iter().filter_map(|name| node.attr(name)).any(|names| says_so(names.to_ascii_lowercase()))
}

/// Whether an element holds a picture and its caption without being a figure, as older pages have it.
pub fn is_captioned(node: &NodeRef) -> bool {
    if name_of(node).is_some_and(|name| name == "table") {
        return is_table_of_picture(node);
    }
    is_called_caption(node) && is_short_with_picture(node) || is_picture_with_words(node)
}

/// Whether an element holds a picture, and no more words than a caption has.
fn is_short_with_picture(node: &NodeRef) -> bool {
    let (mut pictures, mut paragraphs, mut length) = (0, 0, 0);
    for (at, inner) in node.descendants_it().enumerate() {
        length += if inner.is_text() { inner.text().trim().len() } else { 0 };
        match name_of(&inner).as_deref() {
            Some("img" | "amp-img") => pictures += 1,
            Some("p") => paragraphs += 1,
            Some("figure" | "article" | "h1") => return false,
            _ => {}
        }
        if at >= MOST_NODES_CALLED || length > LONGEST_WORDS || paragraphs > 2 {
            return false;
        }
    }
    pictures > 0
}

/// The most nodes of an element that is called a caption.
const MOST_NODES_CALLED: usize = 192;
/// The most nodes that a picture and its words take.
const MOST_NODES: usize = 48;
/// The longest words below a picture in a table, or in a box that is called a caption as a whole, in bytes.
const LONGEST_WORDS: usize = 400;

/// Whether an element holds one picture, and no words but those that are called caption or credit.
fn is_picture_with_words(node: &NodeRef) -> bool {
    let name = name_of(node).unwrap_or_default();
    if !["div", "p", "dl", "span", "aside", "section", "article"].contains(&name.as_str()) {
        return false;
    }
    let (mut pictures, mut words, mut is_all_called) = (0, 0, true);
    for (at, inner) in node.descendants_it().enumerate() {
        if at >= MOST_NODES {
            return false;
        }
        let length = if inner.is_text() && !is_counter(&inner.text()) { inner.text().trim().len() } else { 0 };
        if length > 0 {
            words += length;
            is_all_called &= inner
                .ancestors_it(Some(4))
                .take_while(|above| above.id != node.id)
                .any(|above| is_called_caption(&above) || has_class(&above, &CREDIT));
        }
        match name_of(&inner).as_deref() {
            Some("img" | "amp-img") => pictures += 1,
            Some("figure" | "table" | "ul" | "ol" | "h1" | "h2" | "h3" | "blockquote") => return false,
            _ => {}
        }
    }
    pictures == 1 && (1..=LONGEST_WORDS).contains(&words) && is_all_called
}

/// Whether a text only counts the pictures of a gallery: "1 / 6", "1 of 6".
pub fn is_counter(text: &str) -> bool {
    let words: Vec<&str> =
        text.split(|sign: char| sign.is_whitespace() || sign == '/').filter(|word| !word.is_empty()).collect();
    let is_number = |word: &&&str| word.len() <= 3 && word.bytes().all(|digit| digit.is_ascii_digit());
    let numbers = words.iter().filter(is_number).count();
    let is_joined =
        text.contains('/') || words.len() == 3 && ["of", "von", "sur", "de", "di", "av", "из"].contains(&words[1]);
    numbers == 2 && is_joined && words.len() <= 3
}

/// Whether a table is a picture and the words with it, as pages were made before there were other means: a column of the picture and of one or
/// two cells of words, or one row of both. What has headings, or a row of several cells among others, shows data.
fn is_table_of_picture(table: &NodeRef) -> bool {
    let (mut pictures, mut length, mut paragraphs, mut rows) = (0, 0, 0, Vec::new());
    for (at, inner) in table.descendants_it().enumerate() {
        if at >= MOST_NODES {
            return false;
        }
        length += if inner.is_text() { inner.text().trim().len() } else { 0 };
        match name_of(&inner).as_deref() {
            Some("img" | "amp-img") => pictures += 1,
            Some("p") if !inner.text().trim().is_empty() => paragraphs += 1,
            Some("tr") => rows.push(filled_cells(&inner)),
            Some(
                "figure" | "article" | "table" | "ul" | "ol" | "h1" | "h2" | "h3" | "blockquote" | "th" | "thead"
                | "caption",
            ) => return false,
            _ => {}
        }
    }
    let is_arranged = match rows.as_slice() {
        [cells] => *cells <= 2,
        rows => rows.len() <= 3 && rows.iter().all(|cells| *cells <= 1),
    };
    // Paragraphs below one another in a cell are a text.
    let is_text = paragraphs > 1 && paragraphs > rows.len();
    pictures == 1 && (1..LONGEST_WORDS).contains(&length) && is_arranged && !is_text
}

/// How many cells of a row hold a picture or words.
fn filled_cells(row: &NodeRef) -> usize {
    let is_filled = |cell: &NodeRef| cell.is_element() && (has_picture(cell) || !cell.text().trim().is_empty());
    row.children_it(false).filter(is_filled).count()
}

/// Whether a caption is the name of a file, which says nothing to readers.
fn is_file_name(text: &str) -> bool {
    !text.contains(' ') && crate::kind::is_picture(std::path::Path::new(text))
}

/// A credit without its label and outer signs.
pub fn bare_credit(text: &str) -> String {
    let bare = text.trim().trim_matches(['(', ')', '[', ']', '（', '）', '【', '】', '|', '/', '©', 'ⓒ', ' ']);
    // A bracket that belongs to the house stays: "Jane Doe (EFE)".
    let whole = text.trim();
    let closes = |open: char, close: char| bare.contains(open) && !bare.contains(close) && whole.ends_with(close);
    let bare = if closes('(', ')') { whole.trim_start_matches(['©', 'ⓒ', '|', '/', ' ']) } else { bare };
    let mut text = east_asia::bare_credit(bare);
    for label in LABELS {
        let begins = text.get(..label.len()).is_some_and(|start| start.to_lowercase() == label);
        let rest = text.get(label.len()..).unwrap_or_default();
        if begins && rest.starts_with([':', ' ', '\u{a0}']) {
            text = rest.trim_start_matches([':', ' ', '\u{a0}', '–', '-', '©']);
        }
    }
    text.trim().to_owned()
}

/// Puts a caption and a credit with a picture. A credit that stands in the caption is parted from it by the words that
/// credits are written with. Answers the text that the figure shows, and its spans.
pub fn settle(picture: &mut Association, caption: (String, Vec<Span>), credit: String) -> (String, Vec<Span>) {
    let (mut text, mut spans) = caption;
    if is_file_name(&text) {
        (text, spans) = Default::default();
    }
    if !credit.is_empty() {
        picture.credit_text = Some(credit);
    } else if let Some(read) = east_asia::read(&text).or_else(|| read_caption(&text, Where::Head)) {
        let without = read.caption.unwrap_or_default();
        picture.credit_text = read.credit_text;
        // The label "FILE PHOTO:" goes from the start, and places would no longer fit.
        if !text.starts_with(&without) {
            spans.clear();
        }
        text = without;
        let length = text.chars().count();
        spans.retain_mut(|span| {
            span.end = span.end.min(length);
            span.start < span.end
        });
    }
    picture.caption = Some(text.clone()).filter(|text| !text.is_empty());
    (text, spans)
}
