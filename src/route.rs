//! Every address that the app has: parsed here and printed here, and nowhere else.
//!
//! All are queries of one document: `./?q=budget&places=japan&-places=usa&from=1987-03&sort=newest` (front and
//! results), `./?list=unread`, `./?article=<slug>`, `./?view=about`. The article and the views may carry the query too, so that the
//! matches stay marked and the way back to the results is known; `only=quotes` names what the paragraphs in sight have in
//! common (`paragraphs`), and `passage=` a passage of the article ([`Passage`]).

mod passage;

use article::FACETS;
use search::{Filter, Query, Sort};

use crate::record::{LIST, LISTS};
use crate::results::is_empty;

pub use passage::Passage;

/// Where the archive lies, below the app's root.
pub const ARCHIVE: &str = "archive/";

/// Where the reader is: a view, and the query that belongs to it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Location {
    /// What is shown.
    pub view: View,
    /// The words, filters and order that lists are made of.
    pub query: Query,
    /// What the paragraphs of an article that stay in sight have in common; empty for all.
    pub only: String,
    /// The passage of an article that is meant, as [`Passage::parameter`] writes it; empty for none.
    pub passage: String,
}

/// What is shown.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum View {
    /// The front page, or the results where there is a query.
    #[default]
    Results,
    /// One article, by its slug.
    Article(String),
    /// What this archive is, the search syntax and the keys.
    About,
    /// All marks of the reader.
    Notebook,
    /// No view has this name.
    Unknown(String),
}

impl Location {
    /// The front page.
    pub fn front() -> Self {
        Self::default()
    }

    /// The results of a query.
    pub fn results(query: Query) -> Self {
        Self { view: View::Results, query, ..Self::default() }
    }

    /// An article, reached from the results of a query.
    pub fn article(slug: impl Into<String>, query: Query) -> Self {
        Self { view: View::Article(slug.into()), query, ..Self::default() }
    }

    /// Whether this is the front page: results of no query in no particular order.
    pub fn is_front(&self) -> bool {
        self.view == View::Results && is_empty(&self.query) && self.query.sort == Sort::Relevance
    }

    /// Reads the query part of an address, with or without its `?`. What is unknown or malformed is passed over, so that
    /// an address that a newer program or a hasty hand wrote still leads somewhere.
    pub fn parse(search: &str) -> Self {
        let mut location = Self::default();
        let search = search.strip_prefix('?').unwrap_or(search);
        for pair in search.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            match name {
                // Its parts are told apart before they are decoded.
                "passage" => location.passage = encode(value, b"-,+%"),
                _ => location.take(&decode(name), decode(value)),
            }
        }
        location
    }

    fn take(&mut self, name: &str, value: String) {
        match name {
            "q" => self.query.text = value,
            "from" => self.query.from = value.parse().ok(),
            "to" => self.query.to = value.parse().ok(),
            "sort" => self.query.sort = sort_named(&value),
            "article" => self.view = View::Article(value),
            "only" => self.only = value,
            "view" if value == "about" => self.view = View::About,
            "view" if value == "notebook" => self.view = View::Notebook,
            "view" => self.view = View::Unknown(value),
            _ => self.take_filter(name, value),
        }
    }

    fn take_filter(&mut self, name: &str, value: String) {
        let (facet, exclude) = match name.strip_prefix('-') {
            Some(facet) => (facet, true),
            None => (name, false),
        };
        let filter = Filter { facet: facet.to_owned(), value, exclude };
        let is_known = match facet {
            LIST => LISTS.contains(&filter.value.as_str()),
            _ => FACETS.contains(&facet) && !filter.value.is_empty(),
        };
        if is_known && !self.query.filters.contains(&filter) {
            self.query.filters.push(filter);
        }
    }

    /// The address, relative to the app's root: `./` or `./?…`.
    pub fn href(&self) -> String {
        let mut address = Printer { text: "./".to_owned(), empty: true };
        match &self.view {
            View::Results => {}
            View::Article(slug) => address.put("article", slug),
            View::About => address.put("view", "about"),
            View::Notebook => address.put("view", "notebook"),
            View::Unknown(name) => address.put("view", name),
        }
        if !self.only.is_empty() {
            address.put("only", &self.only);
        }
        if !self.passage.is_empty() {
            address.put_encoded("passage", &self.passage);
        }
        if !self.query.text.is_empty() {
            address.put("q", &self.query.text);
        }
        for filter in &self.query.filters {
            match filter.exclude {
                true => address.put(&format!("-{}", filter.facet), &filter.value),
                false => address.put(&filter.facet, &filter.value),
            }
        }
        for (name, period) in [("from", self.query.from), ("to", self.query.to)] {
            if let Some(period) = period {
                address.put(name, &period.to_string());
            }
        }
        match self.query.sort {
            Sort::Relevance => {}
            Sort::Newest => address.put("sort", "newest"),
            Sort::Oldest => address.put("sort", "oldest"),
        }
        address.text
    }
}

/// The address of the articles that have one value of a facet.
pub fn facet_href(facet: &str, value: &str) -> String {
    let filter = Filter { facet: facet.to_owned(), value: value.to_owned(), exclude: false };
    Location::results(Query { filters: vec![filter], ..Query::default() }).href()
}

/// The order that an address names; any other name is the best match first.
pub fn sort_named(name: &str) -> Sort {
    match name {
        "newest" => Sort::Newest,
        "oldest" => Sort::Oldest,
        _ => Sort::Relevance,
    }
}

struct Printer {
    text: String,
    empty: bool,
}

impl Printer {
    fn put(&mut self, name: &str, value: &str) {
        self.put_encoded(&encode(name, b"-."), &encode(value, b"-."));
    }

    fn put_encoded(&mut self, name: &str, value: &str) {
        self.text.push(if self.empty { '?' } else { '&' });
        self.empty = false;
        self.text.push_str(name);
        self.text.push('=');
        self.text.push_str(value);
    }
}

/// Percent-encoding as forms have it: a space is `+`; letters, digits, `_~*:` and the characters of `also` stay.
fn encode(text: &str, also: &[u8]) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut out = String::with_capacity(text.len() + 16);
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'_' | b'~' | b'*' | b':' => out.push(byte as char),
            b' ' => out.push('+'),
            _ if also.contains(&byte) => out.push(byte as char),
            _ => {
                out.push('%');
                out.push(HEX[usize::from(byte >> 4)] as char);
                out.push(HEX[usize::from(byte & 15)] as char);
            }
        }
    }
    out
}

/// Reads `+` and `%20` alike as a space. A `%` that begins no escape stands for itself.
fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let escaped = || Some(hex(*bytes.get(at + 1)?)? << 4 | hex(*bytes.get(at + 2)?)?);
        match (byte, escaped()) {
            (b'%', Some(value)) => {
                out.push(value);
                at += 2;
            }
            (b'+', _) => out.push(b' '),
            _ => out.push(*byte),
        }
        at += 1;
    }
    String::from_utf8_lossy(&out).into_owned()
}

fn hex(digit: u8) -> Option<u8> {
    (digit as char).to_digit(16).map(|value| value as u8)
}

#[cfg(test)]
#[path = "route_tests.rs"]
mod tests;
