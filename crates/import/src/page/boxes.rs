//! Boxes that stand in the text of an article and belong to its page: prompts to subscribe, links to other articles. They are taken out
//! before the article is looked for, by what two things say together: their names, and what they hold.

use article::Article;
use dom_query::{Document, NodeRef};

use super::dropped::Dropped;
use super::facts::is_date;
use super::ground::{Ground, PROSE, Spot, short_text};
use super::margins::{self, Line};
use super::prompts;
use super::shown::begins_comments;
use crate::html::{self, Base, attribute, is_heading, name_of};
use crate::plain_text::date_lines::{date_of, parts_of};

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
    article: &'a Article,
    ground: Ground,
    /// Whether the article is one that the page marks so, or in its main part.
    is_marked: bool,
}

/// A box that may go.
struct Candidate<'a> {
    node: NodeRef<'a>,
    /// Whether it stands within an article or the main part of the page.
    is_inside: bool,
    /// Whether it stands where the text may stand, and not around it.
    is_told: bool,
    /// How many paragraphs of the text stand above it, where only one below them all goes.
    behind: Option<usize>,
}

/// What is found on the way through a page.
#[derive(Default)]
struct Found<'a> {
    candidates: Vec<Candidate<'a>>,
    /// How many paragraphs of the text have passed outside and inside of articles and the main part.
    prose: [usize; 2],
    is_behind_heading: bool,
    /// Lines above the text that the page calls what they are.
    lines: Vec<(NodeRef<'a>, Line)>,
}

/// Takes the boxes out of the page of an article of which this is known; answers the texts of those that stand where it may.
pub fn remove(document: &Document, article: &Article) -> Vec<Dropped> {
    let Some(body) = document.body() else { return Vec::new() };
    let ground = Ground::of(document, &article.headline);
    let marked = document.select("article, main");
    let is_marked = marked.nodes().iter().any(|node| !ground.has_heading() || ground.holds_heading(node));
    let known = Known { most: body.text().len() / 2, article, ground, is_marked };
    let (mut found, mut dropped) = (Found::default(), Vec::<Dropped>::new());
    found.go(&body, &known, Spot::default());
    margins::mark(document, &found.lines);
    for candidate in found.candidates {
        if candidate.behind.is_some_and(|behind| behind < found.prose[usize::from(candidate.is_inside)]) {
            continue;
        }
        let told = Dropped::in_box(&text_of(&candidate.node));
        let is_new = !told.text.is_empty() && dropped.iter().all(|before| before.text != told.text);
        if is_new && candidate.is_told {
            dropped.push(told);
        }
        candidate.node.remove_from_parent();
    }
    dropped
}

impl<'a> Found<'a> {
    /// Finds the outermost boxes below an element. Trees are bounded in depth, and so is this.
    fn go(&mut self, element: &NodeRef<'a>, known: &Known, spot: Spot) {
        for node in element.children_it(false).filter(NodeRef::is_element) {
            let Some(name) = name_of(&node) else { continue };
            // What holds the headline holds the article.
            let holds_heading = known.ground.holds_heading(&node);
            let (is_inside, is_told) = (spot.is_inside, spot.is_inside || !known.is_marked && !spot.is_around);
            let mut take = |node: NodeRef<'a>, behind: Option<usize>| {
                self.candidates.push(Candidate { node, is_inside, is_told, behind });
            };
            if prompts::is_button_line(&node, &name) {
                take(node, None);
                continue;
            }
            match kind_of(&node, &name, known).filter(|_| !holds_heading) {
                Some(Kind::Box) => {
                    take(node, None);
                    continue;
                }
                Some(Kind::AboutAuthor) => {
                    take(node, Some(self.prose[usize::from(is_inside)]));
                    continue;
                }
                Some(Kind::AskingAmongText) => prompts::asking(&node).into_iter().for_each(|asking| take(asking, None)),
                None => {}
            }
            if let Some(line) = self.margin(&node, &name, known, spot).filter(|_| !holds_heading) {
                self.lines.push((node, line));
                continue;
            }
            self.is_behind_heading |= known.ground.is_heading(&node);
            let mut within = known.ground.within(&node, &name, spot);
            within.is_around |= !holds_heading && begins_comments(&node);
            self.prose[usize::from(is_inside)] += usize::from(!within.is_around && is_prose(&node, &name));
            self.go(&node, known, within);
        }
    }
}

impl Found<'_> {
    /// What an element is above the text, of which one paragraph may be the standfirst. Who wrote it and when stands below the headline.
    fn margin(&self, node: &NodeRef, name: &str, known: &Known, spot: Spot) -> Option<Line> {
        let prose = self.prose.iter().sum::<usize>();
        let is_above = prose < 2 && !spot.is_around;
        let article = known.article;
        let of_article =
            margins::Known { has_author: !article.author.is_empty(), has_date: article.date_published.is_some() };
        let line = is_above.then(|| margins::line_of(node, name, of_article)).flatten();
        let is_head = || self.is_behind_heading && (prose == 0 || margins::is_known(node, article));
        line.filter(|line| *line == Line::Page || is_head())
    }
}

/// Whether an element is a paragraph of a text, by its name or by the words that stand in it without one.
fn is_prose(node: &NodeRef, name: &str) -> bool {
    let own = || {
        let texts = node.children_it(false).filter(NodeRef::is_text);
        texts.map(|text| html::one_line(&text.text()).len()).sum::<usize>() >= PROSE
    };
    match name {
        "p" => short_text(node, PROSE).is_none(),
        "div" | "section" | "article" | "td" => own(),
        _ => false,
    }
}

/// What readers see of a box, a line for each of its blocks; of a picture without words what it shows, or where it is.
pub fn text_of(node: &NodeRef) -> String {
    let body = html::element_itself(*node, &Base::default());
    let picture = |at: Option<usize>| {
        let picture = body.associations.get(at?)?;
        picture.alt_text.as_deref().or(picture.href.as_deref())
    };
    let line = |block: &'_ article::Block| match block.text.as_str() {
        "" => picture(block.association).unwrap_or_default().to_owned(),
        text => text.to_owned(),
    };
    body.blocks.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// What an element is that goes, or of which something goes.
enum Kind {
    Box,
    /// One about an author, which goes below the text alone.
    AboutAuthor,
    /// Text of the article, of which what asks goes.
    AskingAmongText,
}

fn kind_of(node: &NodeRef, name: &str, known: &Known) -> Option<Kind> {
    // Elements of a page's own making have a hyphen in their names.
    let is_own = name.contains('-');
    if !is_own && !["div", "section", "aside", "figure", "ul", "ol", "p", "span", "table", "form"].contains(&name) {
        return None;
    }
    let own_name =
        if is_own { format!("{name} {}", attribute(node, "name").unwrap_or_default()) } else { String::new() };
    let named = names_of(node) + &own_name.to_lowercase();
    let is_called = |parts: &[&str]| parts.iter().any(|part| html::mentions(&named, part).next().is_some());
    let is_unprinted = named.split(' ').any(|word| UNPRINTED.contains(&word));
    let (is_prompt, is_links) = (prompts::is_called_so(&named), is_called(&LINK_NAMES));
    let is_authors = AUTHOR_NAMES.iter().any(|part| html::mentions(&named, part).any(is_whole));
    if !is_unprinted && !is_prompt && !is_links && !is_authors {
        return None;
    }
    let text = html::one_line(&node.text());
    if text.len() > LONGEST || text.len() > known.most {
        return None;
    }
    let is_about = || known.article.author.iter().any(|author| tells_about(&text, &author.name)) && !tells_head(node);
    if is_unprinted && name != "figure" || is_links && leads_elsewhere(node, name, &text) {
        return Some(Kind::Box);
    }
    // An element of the page's own may hold whatever is for subscribers; a prompt begins as one.
    if is_prompt && prompts::asks(node, name, &text) && (!is_own || prompts::begins_asking(&text)) {
        return Some(if prompts::holds_prose(node, name) { Kind::AskingAmongText } else { Kind::Box });
    }
    (is_authors && is_about()).then_some(Kind::AboutAuthor)
}

/// Whether what was found among names is a word of its own there.
fn is_whole((before, behind): (&str, &str)) -> bool {
    !before.ends_with(char::is_alphanumeric) && !behind.starts_with(char::is_alphanumeric)
}

/// Whether most of a box is links; a picture with its caption is none.
fn leads_elsewhere(node: &NodeRef, name: &str, text: &str) -> bool {
    let is_caption = |inner: NodeRef| name_of(&inner).is_some_and(|name| name == "figcaption");
    let linked = linked(node);
    linked > 0 && linked * 10 >= text.len() * 6 && !(name == "figure" && node.descendants_it().any(is_caption))
}

/// Whether a text has a name and more than that to say: a byline is no such box.
fn tells_about(text: &str, name: &str) -> bool {
    text.contains(name) && text.len() >= name.len() + SHORTEST_BIOGRAPHY
}

/// The least, in bytes, that a box about an author says beside the name.
const SHORTEST_BIOGRAPHY: usize = 60;

/// Whether a box has a headline or a date, and so is the head of an article.
fn tells_head(node: &NodeRef) -> bool {
    let is_day = |text: &str| {
        let line = html::one_line(text);
        parts_of(&line).any(|part| is_date(date_of(part).1))
    };
    node.descendants_it().any(|inner| match name_of(&inner).as_deref() {
        Some(name) => name == "h1" || name == "time",
        None => inner.is_text() && is_day(&inner.text()),
    })
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
