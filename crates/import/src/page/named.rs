//! The names of authors that elements of a page say.

use article::Name;
use dom_query::NodeRef;

use super::classes::{is_word, names_author};
use super::facts::authors;
use super::head_lines::same_words;
use crate::html::{self, attribute, name_of};
use crate::plain_text::byline::{is_persons_name, read_byline};
use crate::schema_org::without_repeats;

/// An article has a few authors; a page that names more lists other articles.
pub const MOST_AUTHORS: usize = 12;

/// Takes the authors that the page shows where it tells search engines of the first of them alone.
pub fn add_others(told: &mut Vec<Name>, mut shown: Vec<Name>) {
    let has = |list: &[Name], name: &Name| list.iter().any(|other| same_words(&other.name, &name.name));
    without_repeats(&mut shown);
    let is_all = told.iter().all(|name| has(&shown, name)) && shown.iter().all(|name| is_persons_name(&name.name));
    if is_all && shown.len() > told.len() {
        shown.retain(|name| !has(told, name));
        told.append(&mut shown);
    }
}

/// Adds those that an element says; `is_marked` where it is marked for machines.
pub fn add_author(list: &mut Vec<Name>, node: &NodeRef, is_marked: bool) {
    if list.len() >= MOST_AUTHORS {
        return;
    }
    // A box of a line and a name within it is read once: the line, where that is a byline.
    let holds_names = !is_marked
        && node.descendants_it().any(|inner| {
            let (name, class) = (name_of(&inner).unwrap_or_default(), attribute(&inner, "class").unwrap_or_default());
            !name.is_empty() && names_author(&inner, &name, &class)
        });
    if holds_names && read_byline(&said(node)).is_none() {
        return;
    }
    let is_name = |inner: &NodeRef| attribute(inner, "itemprop").is_some_and(|property| is_word(&property, "name"));
    let named = node.descendants_it().filter(|inner| inner.is_element()).find(is_name);
    let text = named.as_ref().map_or_else(|| said(node), said);
    let text = text.trim_start_matches(['|', '-', '–', '/', ' ']);
    // What a class says is a guess: a line that reads as anything but names is none.
    let is_plain = |name: &Name| !name.name.contains("://") && (is_marked || reads_as_name(&name.name));
    let read = |text: &str| authors(text).into_iter().filter(is_plain).collect::<Vec<_>>();
    let by_class = if named.is_some() { Vec::new() } else { called_names(node) };
    let parts: Vec<Name> = by_class.iter().flat_map(|part| read(part)).collect();
    let mut whole = read(text);
    // "By Jane Doe, The Courier", of which the second is called a name.
    if let [behind] = by_class.as_slice()
        && whole.iter().all(|name| name.name.contains(',') || !is_persons_name(&name.name))
        && let Some(before) =
            text.strip_suffix(behind.as_str()).map(|before| before.trim_end_matches([',', '|', '-', '–', ' ']))
        && !before.is_empty()
    {
        whole = read(before);
    }
    // The line says more than names that a class calls so: it begins with another, or has others behind them.
    let behind_by = read_byline(text).map(|byline| byline.by);
    let begins = by_class.first().is_some_and(|first| behind_by.as_deref().unwrap_or(text).starts_with(first.as_str()));
    list.extend(if begins && !parts.is_empty() && parts.len() >= whole.len() { parts } else { whole });
}

/// What the elements say within one that a class calls names, each once.
fn called_names(node: &NodeRef) -> Vec<String> {
    let is_name = |inner: &NodeRef| {
        attribute(inner, "class").is_some_and(|class| ["name", "fn"].iter().any(|name| is_word(&class, name)))
    };
    let mut names: Vec<String> = Vec::new();
    for name in node
        .descendants_it()
        .filter(|inner| inner.is_element())
        .filter(is_name)
        .take(MOST_AUTHORS)
        .map(|inner| said(&inner))
    {
        if !name.is_empty() && !names.iter().any(|known| known.contains(&name)) {
            names.push(name);
        }
    }
    names
}

fn reads_as_name(text: &str) -> bool {
    let words = text.split_whitespace().count();
    // Scripts without capitals; those of East Asia write a name as one word.
    let has_capitals = text.chars().any(|sign| sign.is_uppercase() || sign.is_lowercase());
    let is_one_word = words == 1 && !has_capitals && (2..=8).contains(&text.chars().count());
    ((2..=5).contains(&words) || is_one_word)
        && !text.contains(|sign: char| sign.is_numeric() || ":：|@©".contains(sign))
        && (!has_capitals || text.chars().any(char::is_uppercase))
}

/// What an element says: its value, else its text.
pub fn said(node: &NodeRef) -> String {
    html::one_line(&attribute(node, "content").unwrap_or_else(|| html::spaced_text(node)))
}
