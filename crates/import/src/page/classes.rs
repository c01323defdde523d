//! What the classes of elements say of them: whose names and which dates they hold.

use dom_query::NodeRef;

use crate::html::attribute;

/// What the class of an author says, among its words.
#[rustfmt::skip]
const AUTHOR_WORDS: [&str; 20] = [
    "byline", "bylines", "author", "authors", "autor", "autora", "autores", "auteur", "auteurs", "autore", "autori", "firma", "verfasser", "writer",
    "journalist", "periodista", "giornalista", "jornalista", "contributor", "contributors",
];

/// What it says of something else about the author, or of another's.
#[rustfmt::skip]
const BESIDE_AUTHORS: [&str; 33] = [
    "bio", "biography", "box", "about", "image", "img", "avatar", "photo", "picture", "thumb", "icon", "description", "desc",
    "role", "title", "job", "date", "time", "follow", "social", "twitter", "email", "related", "more", "comment", "caption",
    "quote", "book", "review", "tweet", "video", "testimonial", "media",
];

/// Whether an element names the author by its class, or by where it leads.
pub fn names_author(node: &NodeRef, name: &str, class: &str) -> bool {
    let is_linked = name == "a" && attribute(node, "rel").is_some_and(|rel| is_word(&rel, "author"));
    let words = words_of_class(class);
    let is_one = |known: &[&str]| words.iter().any(|word| known.contains(&word.as_str()));
    is_linked || is_one(&AUTHOR_WORDS) && !is_one(&BESIDE_AUTHORS)
}

/// Whether a class says that its element names somebody or something beside the author.
pub fn names_others(class: &str) -> bool {
    words_of_class(class).iter().any(|word| BESIDE_AUTHORS.contains(&word.as_str()))
}

/// What the class of a date says, among its words.
#[rustfmt::skip]
const DATE_WORDS: [&str; 17] = [
    "date", "data", "datum", "fecha", "time", "datetime", "timestamp", "posted", "postdate", "publish", "published", "publishdate",
    "publishtime", "pubdate", "pubtime", "newsdate", "newstime",
];

/// What it says where it is another date: of today, of a change, of what is told.
#[rustfmt::skip]
const OTHER_DATES: [&str; 22] = [
    "current", "today", "now", "clock", "weather", "live", "event", "events", "calendar", "comment", "comments",
    "modified", "update", "updated", "expiry", "expires", "deadline", "start", "end", "birth", "reading", "duration",
];

/// Whether a class says that its element tells the date of an article.
pub fn says_date(class: &str) -> bool {
    let words = words_of_class(class);
    let is_one = |known: &[&str]| words.iter().any(|word| known.contains(&word.as_str()));
    is_one(&DATE_WORDS) && !is_one(&OTHER_DATES)
}

/// Whether a class says that its element tells another date than that of publication.
pub fn says_other_date(class: &str) -> bool {
    words_of_class(class).iter().any(|word| OTHER_DATES.contains(&word.as_str()))
}

/// What the class of an element says that tells when the article was changed, among its words.
const CHANGE_WORDS: [&str; 8] =
    ["modified", "update", "updated", "lastmod", "lastupdate", "lastupdated", "aktualisiert", "actualizado"];

/// Whether a class says that its element tells when the article was changed.
pub fn says_change(class: &str) -> bool {
    words_of_class(class).iter().any(|word| CHANGE_WORDS.contains(&word.as_str()))
}

/// The words of classes, which signs or capitals part: `article-date`, `pubDate`.
pub fn words_of_class(class: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut is_behind_small = false;
    for sign in class.chars() {
        if !sign.is_alphanumeric() || sign.is_uppercase() && is_behind_small {
            words.push(String::new());
        }
        is_behind_small = sign.is_lowercase();
        if let Some(word) = words.last_mut().filter(|_| sign.is_alphanumeric()) {
            word.extend(sign.to_lowercase());
        }
    }
    words
}

/// Whether a list of words has this one.
pub fn is_word(list: &str, word: &str) -> bool {
    list.split_whitespace().any(|one| one.eq_ignore_ascii_case(word))
}
