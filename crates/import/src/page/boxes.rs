//! Boxes that stand in the text of an article and belong to its page: prompts to subscribe, links to other articles. They are taken out
//! before the article is looked for, by what two things say together: their names, and what they hold.

use article::Name;
use dom_query::{Document, NodeRef};

use super::dropped::Dropped;
use super::prompts;
use crate::html::{self, Base, attribute, name_of};

/// The longest text of such a box, in bytes; what is longer may be the article.
const LONGEST: usize = 900;

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

/// What the name of a box says that tells about an author.
const AUTHOR_NAMES: [&str; 12] = [
    "author-box",
    "author_box",
    "authorbox",
    "author-bio",
    "author_bio",
    "authorbio",
    "about-author",
    "about-the-author",
    "author-card",
    "author-info",
    "bio-box",
    "autorenbox",
];

/// What is known of a page when boxes are looked for.
struct Known<'a> {
    /// The most bytes of a box.
    most: usize,
    authors: &'a [Name],
}

/// Takes the boxes out of a page by these authors; answers the texts of those that stand where its article does.
pub fn remove(document: &Document, authors: &[Name]) -> Vec<Dropped> {
    let Some(body) = document.body() else { return Vec::new() };
    let (mut found, mut dropped) = (Vec::new(), Vec::<Dropped>::new());
    find(&body, &Known { most: body.text().len() / 2, authors }, &mut found);
    let has_main = !document.select("article, main").nodes().is_empty();
    for node in found {
        let told = Dropped::in_box(&text_of(&node));
        let is_new = !told.text.is_empty() && dropped.iter().all(|before| before.text != told.text);
        if is_new && is_within_text(&node, has_main) {
            dropped.push(told);
        }
        node.remove_from_parent();
    }
    dropped
}

/// Finds the outermost boxes below an element. Trees are bounded in depth, and so is this.
fn find<'a>(element: &NodeRef<'a>, known: &Known, found: &mut Vec<NodeRef<'a>>) {
    for node in element.children_it(false).filter(NodeRef::is_element) {
        if is_box(&node, known) {
            found.push(node);
        } else {
            find(&node, known, found);
        }
    }
}

/// Whether a box stands where the article of a page may stand, and not in its head, foot or menus.
fn is_within_text(node: &NodeRef, has_main: bool) -> bool {
    let (mut is_inside, mut is_around) = (false, false);
    for name in node.ancestors_it(None).filter_map(|above| name_of(&above)) {
        is_inside |= name == "article" || name == "main";
        is_around |= ["nav", "header", "footer", "aside"].contains(&name.as_str());
    }
    is_inside || !has_main && !is_around
}

/// What readers see of a box, a line for each of its blocks.
fn text_of(node: &NodeRef) -> String {
    let body = html::element_itself(*node, &Base::default());
    body.blocks.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().join("\n")
}

/// Whether an element is such a box.
fn is_box(node: &NodeRef, known: &Known) -> bool {
    let Some(name) = name_of(node) else { return false };
    if !["div", "section", "aside", "figure", "ul", "ol", "p", "span", "table", "form"].contains(&name.as_str()) {
        return false;
    }
    let named = names_of(node);
    let is_unprinted = named.split(' ').any(|word| UNPRINTED.contains(&word));
    let is_prompt = prompts::is_called_so(&named);
    let is_links = LINK_NAMES.iter().any(|part| named.contains(part));
    let is_authors = AUTHOR_NAMES.iter().any(|part| named.contains(part));
    if !is_unprinted && !is_prompt && !is_links && !is_authors {
        return false;
    }
    let text = html::one_line(&node.text());
    if text.len() > LONGEST || text.len() > known.most {
        return false;
    }
    is_unprinted && name != "figure"
        || is_prompt && prompts::is_prompt(node, &name, &text)
        || is_authors && known.authors.iter().any(|author| tells_about(&text, &author.name))
        || is_links && linked(node) * 10 >= text.len() * 6
}

/// Whether a text has a name and more than that to say: a byline is no such box.
fn tells_about(text: &str, name: &str) -> bool {
    text.contains(name) && text.len() >= name.len() + SHORTEST_BIOGRAPHY
}

/// The least, in bytes, that a box about an author says beside the name.
const SHORTEST_BIOGRAPHY: usize = 60;

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
