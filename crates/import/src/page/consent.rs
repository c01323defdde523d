//! Walls that ask to agree to cookies, which stand before or above an article and belong to its page. Extractors take the longer ones for text.

use dom_query::{Document, NodeRef};
use std::collections::BTreeSet;

use super::boxes::text_of;
use super::dropped::Dropped;
use super::ground::{Ground, short_text};
use crate::html::{attribute, mentions, name_of};

/// What the names of such a wall say, and those of the programs that put it there.
#[rustfmt::skip]
const NAMES: [&str; 12] = [
    "cookie", "consent", "gdpr", "sp_message", "onetrust", "didomi", "usercentrics", "qc-cmp", "truste", "privacy-wall", "privacy-banner",
    "cookiebot",
];
/// What it speaks of, in lower case.
#[rustfmt::skip]
const WORDS: [&str; 12] = [
    "cookie", "consent", "privacy", "zustimmung", "einwilligung", "datenschutz", "tracking", "confidentialité", "privacidad", "privacidade",
    "consenso", "toestemming",
];
/// What stands behind such a name where it says what became of the wall.
const STATES: [&str; 7] = ["accepted", "agreed", "denied", "disabled", "enabled", "given", "hidden"];
/// The longest text of one, in bytes.
const LONGEST: usize = 6_000;

/// Takes the walls out of a page; answers their texts.
pub fn remove(document: &Document, headline: &str) -> Vec<Dropped> {
    let ground = Ground::of(document, headline);
    let (mut dropped, mut gone) = (Vec::new(), BTreeSet::new());
    for node in document.select("div, section, aside, dialog, form").nodes() {
        let is_gone = node.ancestors_it(None).any(|above| gone.contains(&above.id));
        if !is_gone && is_wall(node) && !ground.holds_heading(node) && !is_within_article(node) {
            dropped.push(Dropped::consent(&text_of(node)));
            gone.insert(node.id);
            node.remove_from_parent();
        }
    }
    // What readers do not see is nothing to tell.
    dropped.retain(|wall| !wall.text.is_empty());
    dropped
}

fn is_wall(node: &NodeRef) -> bool {
    let names =
        ["id", "class"].iter().filter_map(|name| attribute(node, name)).collect::<Vec<_>>().join(" ").to_lowercase();
    // `has-cookies` and `cookies-accepted` say only how a page is shown, and trustees are no program.
    let says_else = |name: &str, behind: &str| {
        let mut words = behind.split(|sign: char| !sign.is_alphanumeric());
        name == "truste" && behind.starts_with(char::is_alphabetic) || words.any(|word| STATES.contains(&word))
    };
    let is_named = NAMES.iter().any(|name| mentions(&names, name).any(|(_, behind)| !says_else(name, behind)));
    is_named
        && short_text(node, LONGEST).is_some_and(|text| {
            let text = text.to_lowercase();
            WORDS.iter().any(|word| text.contains(word))
        })
}

/// What stands in an article may be its own text, of one about cookies too.
fn is_within_article(node: &NodeRef) -> bool {
    node.ancestors_it(None).any(|above| name_of(&above).is_some_and(|name| name == "article" || name == "main"))
}
