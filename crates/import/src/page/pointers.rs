//! Links to other articles among the paragraphs of a text: a list of them below a heading that says so, and a line that is one link behind a
//! word in capitals.

use article::{Block, BlockKind, SpanKind};

use super::dropped::Dropped;

/// How a heading above links to other articles begins, in lower case.
#[rustfmt::skip]
const HEADINGS: [&str; 27] = [
    "more from", "more on", "more in", "more about", "more stories", "more news", "read more", "read next", "read also", "also read", "also on",
    "also in", "see also", "trending", "in other news", "mehr zu", "mehr von", "mehr aus", "mehr zum", "lire aussi", "à lire", "sur le même",
    "más sobre", "más en", "leia mais", "mais sobre", "leggi anche",
];
/// Such headings as a whole, of two parts: "Related court documents" is one of the text.
const WHOLE: [&str; 3] = ["related", "latest", "most read"];
const WHOLE_BEHIND: [&str; 10] =
    ["", "articles", "stories", "news", "coverage", "content", "posts", "reading", "headlines", "topics"];
/// The longest such heading, in characters.
const LONGEST_HEADING: usize = 70;

/// What stands in capitals before a link to another article, in lower case.
#[rustfmt::skip]
const SHOUTED: [&str; 18] = [
    "read", "read more", "read also", "also read", "must read", "watch", "watch live", "listen", "more", "see", "see also", "related", "photos", "video",
    "gallery", "explainer", "opinion", "analysis",
];
/// The longest such line, in characters.
const LONGEST_LINE: usize = 200;

/// Takes them out of the blocks of the text of a page at `address`; answers what went.
pub fn take(blocks: &mut Vec<Block>, address: Option<&str>) -> Vec<Dropped> {
    let mut goes: Vec<bool> = blocks.iter().map(is_shouted).collect();
    for at in 1..blocks.len() {
        if is_list_of_links(&blocks[at]) && says_more(&blocks[at - 1]) && leads_to_articles(&blocks[at], address) {
            (goes[at - 1], goes[at]) = (true, true);
        }
    }
    // Where most of it would go it is a page of links.
    if goes.iter().filter(|goes| **goes).count() * 2 > blocks.len() {
        return Vec::new();
    }
    let (mut dropped, mut at) = (Vec::new(), 0);
    blocks.retain(|block| {
        at += 1;
        if goes[at - 1] {
            dropped.push(Dropped::promotion(&block.text));
        }
        !goes[at - 1]
    });
    dropped
}

fn length(block: &Block) -> usize {
    block.text.chars().filter(|sign| *sign != '\n').count()
}

fn linked(block: &Block) -> usize {
    let text: Vec<char> = block.text.chars().collect();
    let links = block.spans.iter().filter(|span| span.kind == SpanKind::Link);
    links.flat_map(|span| text.get(span.start..span.end).unwrap_or_default()).filter(|sign| **sign != '\n').count()
}

fn is_list_of_links(block: &Block) -> bool {
    block.kind == BlockKind::List && linked(block) * 10 >= length(block) * 9
}

/// Whether each link of a list may lead to an article of the same house: to no file, and to no other host.
fn leads_to_articles(list: &Block, address: Option<&str>) -> bool {
    let own = address.and_then(host_of);
    let leads_there = |href: &str| {
        let path = href.split(['?', '#']).next().unwrap_or(href).to_lowercase();
        let is_own = match (host_of(href), &own) {
            (Some(host), Some(own)) => host == *own || is_below(&host, own) || is_below(own, &host),
            (host, _) => host.is_none(),
        };
        is_own && !FILES.iter().any(|end| path.ends_with(end))
    };
    let links = list.spans.iter().filter(|span| span.kind == SpanKind::Link);
    links.filter_map(|span| span.href.as_deref()).all(leads_there)
}

fn host_of(href: &str) -> Option<String> {
    let host = href.split_once("//")?.1.split(['/', ':', '?', '#']).next()?.to_lowercase();
    Some(host.strip_prefix("www.").unwrap_or(&host).to_owned())
}

/// Whether a host is a part of another: `sport.courier.example` of `courier.example`.
fn is_below(host: &str, other: &str) -> bool {
    host.strip_suffix(other).is_some_and(|rest| rest.ends_with('.'))
}

/// How addresses of files end that are no articles.
const FILES: [&str; 14] = [
    ".pdf", ".doc", ".docx", ".odt", ".rtf", ".txt", ".xls", ".xlsx", ".ods", ".csv", ".ppt", ".pptx", ".zip", ".json",
];

fn says_more(block: &Block) -> bool {
    let text = block.text.to_lowercase();
    let begins = |start: &&str| text.strip_prefix(*start).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric));
    let is_whole = || {
        let behind = WHOLE.iter().find_map(|start| text.trim().strip_prefix(start));
        behind.is_some_and(|rest| WHOLE_BEHIND.contains(&rest.trim()))
    };
    matches!(block.kind, BlockKind::Heading | BlockKind::Paragraph)
        && length(block) <= LONGEST_HEADING
        && !text.trim_end().ends_with(['.', '?', '!', ':', '：'])
        && (HEADINGS.iter().any(begins) || is_whole())
}

/// "READ: The mill runs again", of which all or all behind the colon is a link.
fn is_shouted(block: &Block) -> bool {
    let Some((word, rest)) = block.text.split_once([':', '|']) else { return false };
    let is_capital = word.chars().any(char::is_uppercase) && !word.chars().any(char::is_lowercase);
    let most = rest.trim().chars().count();
    block.kind == BlockKind::Paragraph
        && is_capital
        && SHOUTED.contains(&word.trim().to_lowercase().as_str())
        && (1..=LONGEST_LINE).contains(&most)
        && linked(block) >= most
}
