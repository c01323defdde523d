//! What stands between a page's headline and its text, where extractors look for no article: the picture with its caption, and the
//! standfirst.

use dom_query::{Document, NodeRef};

use super::classes::words_of_class;
use super::ground::{PROSE, heading, next};
use crate::html::{self, Base, Body, attribute, has_class, name_of};

/// The most elements and texts that are looked at behind a headline.
const FURTHEST: usize = 1_500;
/// The most pictures that are taken; more are a gallery, which is the article itself.
const MOST: usize = 3;
/// The shortest and the longest standfirst, in characters.
const STANDFIRST: std::ops::RangeInclusive<usize> = 25..=400;

/// What the class of a standfirst says.
const STANDFIRSTS: [&str; 26] = [
    "standfirst",
    "subtitle",
    "sub-title",
    "subhead",
    "subheadline",
    "sub-heading",
    "subheading",
    "__dek",
    "-dek",
    "article-dek",
    "-deck",
    "excerpt",
    "article__intro",
    "article-intro",
    "article__desc",
    "article__teaser",
    "chapo",
    "entradilla",
    "sottotitolo",
    "vorspann",
    "preamble",
    "ingress",
    "bajada",
    "copete",
    "linha-fina",
    "catenaccio",
];

/// The same among the words of a class.
const STANDFIRST_WORDS: [&str; 8] = ["summary", "lead", "leadtext", "lede", "intro", "sapo", "chapeau", "leader"];

/// What the class of a picture says that shows no event: an author, a brand.
const SMALL: [&str; 6] = ["avatar", "author", "logo", "icon", "profile", "byline"];

/// See the top.
#[derive(Default)]
pub struct Lead {
    /// The pictures, in order.
    pub pictures: Body,
    /// The standfirst.
    pub standfirst: Option<String>,
    /// How the text begins behind them.
    pub prose: Option<String>,
}

/// Looks for what stands behind the heading that is the headline, or above it in the same article.
pub fn read(document: &Document, headline: &str, base: &Base) -> Lead {
    let mut lead = Lead::default();
    let select = document.select("h1");
    let is_headline = |node: &NodeRef| {
        let text = html::one_line(&node.text()).to_lowercase();
        !text.is_empty() && (headline.to_lowercase().contains(&text) || text.contains(&headline.to_lowercase()))
    };
    let first = select.nodes().iter().find(|node| !headline.is_empty() && is_headline(node)).copied();
    let Some(heading) = first.or_else(|| heading(document, headline).filter(|_| !headline.is_empty())) else {
        return lead;
    };
    let mut at = before_heading(&heading).unwrap_or(heading);
    let (mut is_behind, mut is_below) = (at.id == heading.id, true);
    for _ in 0..FURTHEST {
        let Some(next) = next(&at, is_below) else { break };
        at = next;
        is_behind |= at.id == heading.id;
        // What is read or is not for reading is passed as a whole.
        is_below = at.id != heading.id && at.is_element() && !lead.take(&at, is_behind, base);
        if lead.prose.is_some() || lead.pictures.associations.len() >= MOST {
            break;
        }
    }
    // Without a text behind them they may be anything.
    if lead.prose.is_none() { Lead::default() } else { lead }
}

/// Where the article begins that a heading stands in, unless it begins with it.
fn before_heading<'a>(heading: &NodeRef<'a>) -> Option<NodeRef<'a>> {
    heading.ancestors_it(Some(12)).find(|above| name_of(above).is_some_and(|name| name == "article" || name == "main"))
}

impl Lead {
    /// Takes an element for what it is; answers whether it was read, or holds nothing to read.
    fn take(&mut self, node: &NodeRef, is_behind: bool, base: &Base) -> bool {
        let Some(name) = name_of(node) else { return false };
        if html::is_hidden(node, &name) || has_class(node, &SMALL) && name != "body" && !holds_heading(node) {
            return true;
        }
        match name.as_str() {
            "figure" => {
                self.take_picture(node, base);
                true
            }
            "article" if html::is_captioned(node) => {
                self.take_picture(node, base);
                true
            }
            "p" | "h2" | "div" | "section" | "h3" => {
                let text = || html::one_line(&node.text());
                if html::is_captioned(node) {
                    self.take_picture(node, base);
                    return true;
                }
                if is_behind && self.standfirst.is_none() && is_standfirst(node, &name) {
                    self.standfirst = Some(text()).filter(|text| STANDFIRST.contains(&text.chars().count()));
                    return self.standfirst.is_some();
                }
                if name == "p" && is_behind {
                    self.prose = Some(text()).filter(|text| text.len() >= PROSE);
                    return true;
                }
                false
            }
            _ => false,
        }
    }

    fn take_picture(&mut self, node: &NodeRef, base: &Base) {
        let body = html::element_itself(*node, base);
        let is_picture = !body.associations.is_empty() && body.blocks.iter().all(|block| block.association.is_some());
        // Without a word it may be an ornament, or stand for a link.
        let is_told =
            body.associations.iter().any(|picture| picture.caption.is_some() || picture.credit_text.is_some());
        if is_picture && is_told {
            self.pictures.append(body);
        }
    }
}

/// By its name; a heading of the second level right below that of the first, where it is not the first of several above parts of the text.
fn is_standfirst(node: &NodeRef, name: &str) -> bool {
    let is_right_below = || {
        name == "h2"
            && node.prev_element_sibling().is_some_and(|before| name_of(&before).is_some_and(|name| name == "h1"))
            && !has_parts(node)
    };
    let called =
        attribute(node, "class").into_iter().chain(attribute(node, "data-qa")).chain(attribute(node, "data-testid"));
    let says_so = |class: String| {
        STANDFIRSTS.iter().any(|part| class.to_lowercase().contains(part))
            || words_of_class(&class).iter().any(|word| STANDFIRST_WORDS.contains(&word.as_str()))
    };
    called.into_iter().any(says_so) || is_right_below()
}

/// Whether another heading of the second level stands right above a paragraph of the same article.
fn has_parts(heading: &NodeRef) -> bool {
    let whole = before_heading(heading).or_else(|| heading.parent());
    whole.is_some_and(|whole| {
        whole.descendants_it().any(|inner| {
            let is_other = inner.id != heading.id && name_of(&inner).is_some_and(|name| name == "h2");
            is_other
                && inner.next_element_sibling().is_some_and(|next| {
                    name_of(&next).is_some_and(|name| name == "p") && html::one_line(&next.text()).len() >= PROSE
                })
        })
    })
}

fn holds_heading(node: &NodeRef) -> bool {
    node.descendants_it().any(|inner| name_of(&inner).is_some_and(|name| name == "h1" || name == "p"))
}
