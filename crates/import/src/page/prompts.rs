//! Boxes that ask for a subscription, an address or a gift. Papers call the paragraphs of their own articles so too, those behind a
//! paywall, so the name alone says nothing: a box has a field, a link or button with such words, or is a short text that asks.

use dom_query::NodeRef;

use super::classes::{is_word, words_of_class};
use super::ground::short_text;
use crate::html::{self, attribute, is_heading, name_of};

/// What the name of such a box says.
const NAMES: [&str; 16] = [
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

/// What such boxes speak of, in lower case.
const WORDS: [&str; 24] = [
    "newsletter",
    "subscri",
    "unsubscribe",
    "sign up",
    "sign in",
    "log in",
    "inbox",
    "free articles",
    "free trial",
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

/// How a sentence begins that asks, in lower case; `please` and its like may stand before it.
#[rustfmt::skip]
const ASKS: &[&str] = &[
    "subscribe", "sign up", "sign in", "log in", "register", "become a member", "become a subscriber", "join our", "join us", "support our", "donate",
    "get our", "get the newsletter", "start your free trial", "already a subscriber", "already subscribed", "this article is for subscribers",
    "abonnieren sie", "jetzt abonnieren", "jetzt testen", "jetzt anmelden", "jetzt lesen", "melden sie sich", "anmelden", "einloggen",
    "abonnez-vous", "inscrivez-vous", "s’abonner", "s'abonner", "je m’abonne", "je m'abonne", "se connecter", "recevez",
    "suscríbete", "suscríbase", "suscribirse", "inicia sesión", "iniciar sesión", "regístrate", "recibe", "apúntate",
    "assine", "inscreva-se", "cadastre-se", "faça login", "receba", "subscreva", "iscriviti", "abbonati", "accedi", "ricevi",
    "abonneer", "meld je aan", "schrijf je in", "log in", "prenumerera", "подпишитесь", "подписаться", "订阅", "登录", "購読", "会員登録", "اشترك", "سجل",
];

/// What stands before such a sentence.
const PLEASE: [&str; 5] = ["please ", "bitte ", "por favor, ", "por favor ", "veuillez "];

/// The longest text that is a prompt by its words alone, in bytes.
const SHORT: usize = 240;
/// The longest words of a link or a button that asks.
const LONGEST_LINK: usize = 60;
/// From so many bytes on what a box says beside what it asks is a text of the article.
const SAYING: usize = 150;
/// From so many bytes on a paragraph is one of the article whatever it asks.
const LONG: usize = 250;

/// Whether the names of an element, in lower case, say that it is such a box.
pub fn is_called_so(names: &str) -> bool {
    NAMES.iter().any(|part| html::mentions(names, part).next().is_some())
}

/// Whether an element that is called so asks.
pub fn asks(node: &NodeRef, name: &str, text: &str) -> bool {
    let is_in_line = name == "p" || name == "span";
    has_field(node)
        || !is_in_line
            && (node.descendants_it().any(|inner| asks_by_link(&inner)) || text.len() <= SHORT && says_to_do(node))
}

/// What asks within a box that holds text of the article too: fields, buttons, and links that are lines of their own.
pub fn asking<'a>(node: &NodeRef<'a>) -> Vec<NodeRef<'a>> {
    let is_short_form = |inner: &NodeRef| {
        name_of(inner).is_some_and(|name| name == "form") && html::one_line(&inner.text()).len() < LONG
    };
    let is_apart = |inner: &NodeRef| is_button(inner) || is_line(inner, &html::one_line(&inner.text()));
    node.descendants_it().filter(|inner| is_short_form(inner) || asks_by_link(inner) && is_apart(inner)).collect()
}

fn speaks_of_it(text: &str) -> bool {
    let lower = text.to_lowercase();
    WORDS.iter().any(|word| lower.contains(word))
}

/// Whether a text begins as one that asks.
pub fn begins_asking(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    let bare = PLEASE.iter().find_map(|please| lower.strip_prefix(please)).unwrap_or(&lower);
    ASKS.iter().any(|ask| {
        let ends = |rest: &str| !rest.starts_with(char::is_alphanumeric) || !ask.is_ascii();
        bare.strip_prefix(ask).is_some_and(ends)
    })
}

/// Whether one of the sentences of a box asks.
fn says_to_do(node: &NodeRef) -> bool {
    node.descendants_it().filter(NodeRef::is_text).any(|inner| has_asking_sentence(&html::one_line(&inner.text())))
}

fn has_asking_sentence(text: &str) -> bool {
    text.split_inclusive(['.', '!', '?', ':', '。', '！']).any(begins_asking)
}

fn has_field(node: &NodeRef) -> bool {
    node.descendants_it().any(|inner| name_of(&inner).is_some_and(|name| name == "input" || name == "form"))
}

/// Whether an element is a link or a button that asks; a button, or a link that is a line of its own, may also speak of it in other words.
fn asks_by_link(node: &NodeRef) -> bool {
    if !name_of(node).is_some_and(|name| name == "a" || name == "button") {
        return false;
    }
    let text = html::one_line(&node.text());
    if text.is_empty() || text.len() > LONGEST_LINK {
        return false;
    }
    begins_asking(&text) || speaks_of_it(&text) && (is_button(node) || is_line(node, &text))
}

/// Whether a link is a line of its own that belongs to the page: one that is set as a button, or one that is paid for, as its `rel` says.
pub fn is_button_line(node: &NodeRef, name: &str) -> bool {
    if name != "a" || html::has_picture(node) {
        return false;
    }
    let is_paid = attribute(node, "rel").is_some_and(|rel| is_word(&rel, "sponsored"));
    let text = html::one_line(&node.text());
    (is_paid || is_button(node))
        && (1..=LONGEST_BUTTON).contains(&text.len())
        && node.parent().and_then(|parent| short_text(&parent, LONGEST_BUTTON)).is_some_and(|line| line == text)
        && !node.ancestors_it(Some(2)).any(|above| name_of(&above).is_some_and(|name| is_heading(&name)))
}

/// The longest words of a button, in bytes.
const LONGEST_BUTTON: usize = 160;

fn is_button(node: &NodeRef) -> bool {
    let is_called = || {
        let words = words_of_class(&attribute(node, "class").unwrap_or_default());
        words.iter().any(|word| ["button", "btn", "cta"].contains(&word.as_str()))
    };
    name_of(node).is_some_and(|name| name == "button")
        || is_called()
        || attribute(node, "role").is_some_and(|role| role == "button")
}

/// Whether this text of an element is all that stands on its line.
fn is_line(node: &NodeRef, text: &str) -> bool {
    node.parent().is_some_and(|parent| html::one_line(&parent.text()) == text)
}

/// Whether a box holds text of the article: more words than a prompt needs, outside its links, fields and headings, that do not ask.
pub fn holds_prose(node: &NodeRef, name: &str) -> bool {
    if name == "form" {
        return false;
    }
    let mut length = 0;
    for inner in node.descendants_it().filter(NodeRef::is_text) {
        let above: Vec<(NodeRef, String)> = inner
            .ancestors_it(Some(MOST_ABOVE))
            .take_while(|above| above.id != node.id)
            .filter_map(|above| name_of(&above).map(|name| (above, name)))
            .collect();
        if above.iter().any(|(_, name)| is_heading(name) || UNCOUNTED.contains(&name.as_str())) {
            continue;
        }
        let line = above.iter().find(|(_, name)| BLOCKS.contains(&name.as_str())).map_or(inner, |(block, _)| *block);
        let line = html::one_line(&line.text());
        let is_asking = line.len() < SAYING && speaks_of_it(&line) || line.len() < LONG && has_asking_sentence(&line);
        length += if is_asking { 0 } else { html::one_line(&inner.text()).len() };
    }
    length >= SAYING
}

/// How far above a text its line and what holds it are looked for.
const MOST_ABOVE: usize = 8;
/// What stands in lines of its own.
const BLOCKS: [&str; 6] = ["p", "li", "div", "section", "td", "blockquote"];
/// What holds no text of an article, or only what stands above it.
const UNCOUNTED: [&str; 8] = ["a", "button", "form", "label", "select", "script", "style", "noscript"];
