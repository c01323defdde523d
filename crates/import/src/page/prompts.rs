//! Boxes that ask for a subscription, an address or a gift. Papers call the paragraphs of their own articles so too, those behind a
//! paywall, so the name alone says nothing: a box has a field, a link or button with such words, or is a short text that asks.

use dom_query::NodeRef;

use crate::html::{self, attribute, has_class, name_of};

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
/// From so many bytes on a paragraph without such words is one of the article.
const PROSE: usize = 250;

/// Whether the names of an element, in lower case, say that it is such a box.
pub fn is_called_so(names: &str) -> bool {
    NAMES.iter().any(|part| names.contains(part))
}

/// Whether an element that is called so asks, and holds no text of the article.
pub fn is_prompt(node: &NodeRef, name: &str, text: &str) -> bool {
    let is_in_line = name == "p" || name == "span";
    let asks = has_field(node) || !is_in_line && (has_asking_link(node) || text.len() <= SHORT && says_to_do(node));
    asks && !holds_prose(node)
}

fn speaks_of_it(text: &str) -> bool {
    let lower = text.to_lowercase();
    WORDS.iter().any(|word| lower.contains(word))
}

/// Whether a text begins as one that asks.
fn begins_asking(text: &str) -> bool {
    let lower = text.trim().to_lowercase();
    let bare = PLEASE.iter().find_map(|please| lower.strip_prefix(please)).unwrap_or(&lower);
    ASKS.iter().any(|ask| {
        let ends = |rest: &str| !rest.starts_with(char::is_alphanumeric) || !ask.is_ascii();
        bare.strip_prefix(ask).is_some_and(ends)
    })
}

/// Whether one of the sentences of a box asks.
fn says_to_do(node: &NodeRef) -> bool {
    node.descendants_it()
        .filter(NodeRef::is_text)
        .any(|inner| html::one_line(&inner.text()).split_inclusive(['.', '!', '?', ':', '。', '！']).any(begins_asking))
}

fn has_field(node: &NodeRef) -> bool {
    node.descendants_it().any(|inner| name_of(&inner).is_some_and(|name| name == "input" || name == "form"))
}

/// Whether a link asks; a button, or a link that is a line of its own, may also speak of it in other words.
fn has_asking_link(node: &NodeRef) -> bool {
    node.descendants_it().any(|inner| {
        let Some(name) = name_of(&inner).filter(|name| name == "a" || name == "button") else { return false };
        let text = html::one_line(&inner.text());
        if text.is_empty() || text.len() > LONGEST_LINK {
            return false;
        }
        let is_button = name == "button"
            || has_class(&inner, &["button", "btn", "cta"])
            || attribute(&inner, "role").is_some_and(|role| role == "button");
        let is_line = || inner.parent().is_some_and(|parent| html::one_line(&parent.text()) == text);
        begins_asking(&text) || speaks_of_it(&text) && (is_button || is_line())
    })
}

/// Whether a box holds a paragraph of the article.
fn holds_prose(node: &NodeRef) -> bool {
    node.descendants_it().filter(|inner| name_of(inner).is_some_and(|name| name == "p")).any(|inner| {
        let text = html::one_line(&inner.text());
        let is_in_form = inner
            .ancestors_it(Some(8))
            .take_while(|above| above.id != node.id)
            .any(|above| name_of(&above).is_some_and(|name| name == "form"));
        text.len() >= PROSE && !speaks_of_it(&text) && !is_in_form
    })
}
