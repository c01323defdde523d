//! Boxes that stand in the text of an article and belong to its page: prompts to subscribe, links to other articles. They are taken out
//! before the article is looked for, by what two things say together: their names, and what they hold.

use dom_query::{Document, NodeRef};

use crate::html::{self, attribute, name_of};

/// The longest text of such a box, in bytes; what is longer may be the article.
const LONGEST: usize = 900;

/// What the name of a box says that asks for a subscription or an address.
const PROMPT_NAMES: [&str; 16] = [
    "newsletter",
    "signup",
    "sign-up",
    "sign_up",
    "subscri",
    "suscri",
    "assin",
    "abonn",
    "paywall",
    "regwall",
    "registration-wall",
    "membership",
    "email-sub",
    "donation",
    "app-promo",
    "inline-promo",
];

/// What it says to readers, in lower case.
const PROMPTS: [&str; 23] = [
    "newsletter",
    "subscri",
    "unsubscribe",
    "sign up",
    "sign in",
    "log in",
    "inbox",
    "free articles",
    "become a member",
    "join our",
    "support our",
    "donate",
    "abonn",
    "jetzt testen",
    "kostenlos",
    "suscri",
    "suscríb",
    "assine",
    "inscreva",
    "iscriviti",
    "inscrivez",
    "订阅",
    "اشترك",
];

/// What the name of a box says that leads to other articles.
const LINK_NAMES: [&str; 22] = [
    "related",
    "recirc",
    "read-next",
    "read_next",
    "readnext",
    "read-more",
    "readmore",
    "read-also",
    "read_also",
    "more-info",
    "more_info",
    "more-on",
    "see-also",
    "recommend",
    "richlink",
    "rich-link",
    "bookmark-card",
    "link-card",
    "linkbox",
    "teaser",
    "promo",
    "inline-story",
];

/// Names that say that a box is not for print, or belongs to who edits.
const UNPRINTED: [&str; 4] = ["noprint", "no-print", "mw-editsection", "mw-jump-link"];

/// Takes the boxes out of a page.
pub fn remove(document: &Document) {
    let Some(body) = document.body() else { return };
    let most = body.text().len() / 2;
    let mut found = Vec::new();
    for node in body.descendants_it().filter(|node| node.is_element()) {
        if is_box(&node, most) {
            found.push(node);
        }
    }
    for node in found {
        node.remove_from_parent();
    }
}

/// Whether an element is such a box, in a page of which it may be no more than so many bytes.
fn is_box(node: &NodeRef, most: usize) -> bool {
    let Some(name) = name_of(node) else { return false };
    if !["div", "section", "aside", "figure", "ul", "ol", "p", "span", "table", "form"].contains(&name.as_str()) {
        return false;
    }
    let named = names_of(node);
    let is_called = |names: &[&str]| names.iter().any(|part| named.contains(part));
    let is_unprinted = named.split(' ').any(|word| UNPRINTED.contains(&word));
    let (is_prompt, is_links) = (is_called(&PROMPT_NAMES), is_called(&LINK_NAMES));
    if !is_unprinted && !is_prompt && !is_links {
        return false;
    }
    let text = html::one_line(&node.text());
    if text.len() > LONGEST || text.len() > most {
        return false;
    }
    let lower = text.to_lowercase();
    is_unprinted && name != "figure"
        // Papers with a paywall call each paragraph behind it so: alone one that asks for something goes.
        || is_prompt
            && (has_field(node)
                || !matches!(name.as_str(), "p" | "span")
                    && PROMPTS.iter().any(|prompt| lower.contains(prompt)))
        || is_links && linked(node) * 10 >= text.len() * 6
}

/// What an element is called by those who made the page: class, id and what scripts look for.
fn names_of(node: &NodeRef) -> String {
    let names = ["class", "id", "data-component", "data-testid", "data-qa", "data-type", "data-spacefinder-role"];
    let mut all = String::new();
    for name in names.iter().filter_map(|name| attribute(node, name)) {
        all.push_str(&name.to_lowercase());
        all.push(' ');
    }
    all
}

fn has_field(node: &NodeRef) -> bool {
    node.descendants_it().any(|inner| name_of(&inner).is_some_and(|name| name == "input" || name == "form"))
}

/// How many bytes of a box are links, or the headings above them.
fn linked(node: &NodeRef) -> usize {
    let mut length = 0;
    let mut has_link = false;
    for inner in node.descendants_it().filter(NodeRef::is_text) {
        let mut above = inner.ancestors_it(Some(6)).filter_map(|above| name_of(&above));
        let is_counted = above.any(|name| {
            has_link |= name == "a";
            name == "a" || is_heading(&name)
        });
        if is_counted {
            length += html::one_line(&inner.text()).len();
        }
    }
    if has_link { length } else { 0 }
}

fn is_heading(name: &str) -> bool {
    name.len() == 2 && name.starts_with('h') && name.ends_with(|digit: char| digit.is_ascii_digit())
}
