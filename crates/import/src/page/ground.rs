//! Where on a page its article stands, and what stands around it: the site's head and foot, menus, boxes beside, teasers of other articles.

use dom_query::{Document, NodeId, NodeRef};

use crate::html::{self, attribute, name_of};

/// What the class or id of a site's head, foot or side says; whole words, with `-` for any sign between.
const AROUND: [&str; 11] = [
    "masthead",
    "site-header",
    "siteheader",
    "site-head",
    "header-top",
    "top-bar",
    "topbar",
    "site-footer",
    "sitefooter",
    "sidebar",
    "ticker",
];

/// Ids of a site's head, foot and side, which articles have as classes.
const AROUND_IDS: [&str; 4] = ["header", "footer", "sidebar", "navigation"];

/// The roles of what stands around the main part of a page.
const AROUND_ROLES: [&str; 4] = ["navigation", "banner", "contentinfo", "complementary"];

/// From so many bytes on a paragraph is one of the text.
pub const PROSE: usize = 120;

/// Where an element stands.
#[derive(Clone, Copy, Default)]
pub struct Spot {
    /// Within an article or the main part of the page.
    pub is_inside: bool,
    /// In what stands around the article.
    pub is_around: bool,
    /// In another article.
    pub is_anothers: bool,
    /// In an item of a list, or a row, with a link.
    pub is_listed: bool,
    /// In the foot of the article itself.
    pub is_foot: bool,
}

/// See the top.
pub struct Ground {
    heading: Option<NodeId>,
    /// All that holds the heading.
    above: Vec<NodeId>,
    /// Whether an article is among that.
    is_in_article: bool,
}

impl Ground {
    /// Looks for the heading that shows the headline, of which this may be known.
    pub fn of(document: &Document, headline: &str) -> Self {
        let heading = heading(document, headline);
        let mut ground = Self { heading: heading.map(|heading| heading.id), above: Vec::new(), is_in_article: false };
        for above in heading.iter().flat_map(|heading| heading.ancestors_it(None)) {
            ground.is_in_article |= name_of(&above).is_some_and(|name| name == "article");
            ground.above.push(above.id);
        }
        ground
    }

    /// Whether the page shows its headline.
    pub fn has_heading(&self) -> bool {
        self.heading.is_some()
    }

    /// Whether this is the heading that shows the headline.
    pub fn is_heading(&self, node: &NodeRef) -> bool {
        self.heading == Some(node.id)
    }

    /// Whether an element holds the heading.
    pub fn holds_heading(&self, node: &NodeRef) -> bool {
        self.above.contains(&node.id)
    }

    /// Where the children of an element stand that stands here itself.
    pub fn within(&self, node: &NodeRef, name: &str, spot: Spot) -> Spot {
        let begins_around = self.begins_around(node, name, spot);
        let is_around = spot.is_around || begins_around;
        let is_listed = || matches!(name, "li" | "tr") && !self.holds_heading(node) && is_short_with_link(node);
        Spot {
            is_inside: spot.is_inside || matches!(name, "article" | "main"),
            is_around,
            is_anothers: spot.is_anothers
                || begins_around && !matches!(name, "aside" | "header" | "footer")
                || name == "aside" && leads_elsewhere(node),
            is_listed: spot.is_listed || is_listed(),
            is_foot: spot.is_foot || !is_around && is_foot(node, name),
        }
    }

    fn begins_around(&self, node: &NodeRef, name: &str, spot: Spot) -> bool {
        if self.holds_heading(node) || matches!(name, "html" | "body" | "main") {
            return false;
        }
        match name {
            // What is quoted names others.
            "nav" | "aside" | "blockquote" => true,
            "div" | "li" | "section" | "article" if is_teaser(node) => true,
            "header" | "footer" => !spot.is_inside,
            // The headline stands in another one.
            "article" => self.is_in_article,
            _ => is_named_around(node),
        }
    }
}

/// Whether an element leads to another article: a heading that is a link, and little more.
fn is_teaser(node: &NodeRef) -> bool {
    node.children_it(false).any(|child| is_linked_heading(&child)) && short_text(node, LONGEST_TEASER).is_some()
}

fn is_linked_heading(node: &NodeRef) -> bool {
    let name = name_of(node).unwrap_or_default();
    let holds = |wanted: &dyn Fn(&str) -> bool| {
        node.descendants_it().take(MOST_WITHIN).any(|inner| name_of(&inner).is_some_and(|name| wanted(&name)))
    };
    is_lower_heading(&name) && holds(&|inner| inner == "a") || name == "a" && holds(&is_lower_heading)
}

/// One of the first level is the headline, and leads home where it is a link.
fn is_lower_heading(name: &str) -> bool {
    html::is_heading(name) && name != "h1"
}

/// Whether a heading that is a link stands within a box.
fn leads_elsewhere(node: &NodeRef) -> bool {
    node.descendants_it().take(MOST_WITHIN).any(|inner| is_linked_heading(&inner))
}

/// Whether an element is short and holds a link.
fn is_short_with_link(node: &NodeRef) -> bool {
    let is_link = |inner: NodeRef| name_of(&inner).is_some_and(|name| name == "a");
    node.descendants_it().take(MOST_WITHIN).any(is_link) && short_text(node, LONGEST_TEASER).is_some()
}

/// What the class of an article's own foot says.
const FEET: [&str; 4] = ["post-footer", "entry-footer", "article-footer", "story-footer"];

fn is_foot(node: &NodeRef, name: &str) -> bool {
    name == "footer"
        || attribute(node, "class").is_some_and(|class| class.split_whitespace().any(|name| FEET.contains(&name)))
}

/// The text of an element on one line, where it is no longer than so many bytes, and holds few elements.
pub fn short_text(node: &NodeRef, most: usize) -> Option<String> {
    let mut text = String::new();
    for (at, inner) in node.descendants_it().enumerate() {
        if inner.is_text() {
            text.push_str(&inner.text());
        } else if name_of(&inner).is_some_and(|name| !html::is_in_line(&name)) {
            text.push(' ');
        }
        if at > MOST_WITHIN || text.len() > 4 * most {
            return None;
        }
    }
    Some(html::one_line(&text)).filter(|text| text.len() <= most)
}

/// The most elements and texts of what is short.
const MOST_WITHIN: usize = 200;

/// The longest text that leads to another article, in bytes.
const LONGEST_TEASER: usize = 600;

fn is_named_around(node: &NodeRef) -> bool {
    let names = |attribute_name: &str| attribute(node, attribute_name).unwrap_or_default().to_lowercase();
    let (id, class, role) = (names("id"), names("class"), names("role"));
    AROUND_ROLES.contains(&role.as_str())
        || AROUND_IDS.contains(&id.as_str())
        || class.split_whitespace().chain([id.as_str()]).any(|name| AROUND.contains(&name.replace('_', "-").as_str()))
}

/// The next node in the order of the page, that within this one or behind it.
pub fn next<'a>(node: &NodeRef<'a>, is_below: bool) -> Option<NodeRef<'a>> {
    if let Some(child) = node.first_child().filter(|_| is_below) {
        return Some(child);
    }
    let mut at = *node;
    loop {
        if let Some(next) = at.next_sibling() {
            return Some(next);
        }
        at = at.parent()?;
    }
}

/// The heading that says the headline, or is the greater part of the page's title, where a logo's is the lesser; else one of the first level
/// within an article or the main part; else one of the third that says it.
pub fn heading<'a>(document: &'a Document, headline: &str) -> Option<NodeRef<'a>> {
    let (headline, title) = (headline.to_lowercase(), html::one_line(&document.select("title").text()).to_lowercase());
    let is_most_of = |text: &str, whole: &str| whole.contains(text) && 2 * text.len() > whole.len();
    let says = |node: &NodeRef| {
        let text = html::one_line(&node.text()).to_lowercase();
        !text.is_empty()
            && (is_most_of(&text, &headline)
                || is_most_of(&text, &title)
                || !headline.is_empty() && text.contains(&headline))
    };
    // A heading may hold the topic beside the headline.
    let says_it = |node: &NodeRef| {
        says(node) || node.descendants_it().take(MOST_WITHIN_HEADING).any(|inner| inner.is_element() && says(&inner))
    };
    let is_inside = |node: &NodeRef| {
        node.ancestors_it(None).any(|above| name_of(&above).is_some_and(|name| name == "article" || name == "main"))
    };
    let (first, second, third) = (document.select("h1"), document.select("h2"), document.select("h3"));
    let of_first_level = first.nodes().iter().take(MOST_HEADINGS);
    of_first_level
        .clone()
        .find(|node| says_it(node))
        .or_else(|| second.nodes().iter().take(MOST_HEADINGS).find(|node| says_it(node)))
        .or_else(|| of_first_level.clone().find(|node| is_inside(node)))
        .or_else(|| third.nodes().iter().take(MOST_HEADINGS).find(|node| says_it(node)))
        .copied()
}

/// The most elements and texts of a heading.
const MOST_WITHIN_HEADING: usize = 12;
/// The most headings that are looked at.
const MOST_HEADINGS: usize = 100;
