//! Figures: pictures with what stands below them.

use article::{Association, Block, BlockKind, Span};
use dom_query::NodeRef;

use super::blocks::{PULLQUOTE, Writer, is_in_line};
use super::captions::{bare_credit, is_captioned, is_counter, is_credit, is_photographers, settle};
use super::element::{has_class, is_hidden, is_unseen_in_caption, name_of};
use super::pictures::{has_picture, is_picture, picture};

/// Where credits of several elements stop being put together, in bytes.
const LONGEST_CREDIT: usize = 300;

impl Writer<'_> {
    /// Pictures and what stands below them. A figure of something else, a table or a quotation, is that.
    pub fn figure(&mut self, node: &NodeRef) {
        let holds = |names: &[&str]| {
            node.descendants_it().any(|inner| name_of(&inner).is_some_and(|name| names.contains(&name.as_str())))
        };
        let pictures: Vec<Association> =
            node.descendants_it().filter(is_picture).filter_map(|inner| picture(&inner, self.base)).collect();
        let is_pullquote = has_class(node, &PULLQUOTE);
        if is_pullquote
            || holds(&["figure", "table", "blockquote", "pre"])
            || (pictures.is_empty() && !holds(&["figcaption"]))
        {
            self.part();
            if is_pullquote {
                self.quotation(node)
            } else {
                self.children(node)
            }
            return self.part();
        }
        let (mut caption, mut credit) = (Writer::new(self.base), String::new());
        caption.line = 1;
        caption.legend(node, &mut credit);
        let mut pictures = pictures.into_iter();
        let mut first = pictures.next().unwrap_or_default();
        let (text, spans) = settle(&mut first, caption.inline.finish(), bare_credit(&credit));
        if first != Association::default() {
            self.push_figure(first, text, spans);
        }
        for other in pictures {
            self.push_figure(other, String::new(), Vec::new());
        }
    }

    /// The words of a figure: those of its caption, and apart from them whom to credit.
    fn legend(&mut self, node: &NodeRef, credit: &mut String) {
        for child in node.children_it(false) {
            let name = name_of(&child).unwrap_or_default();
            let is_passed_over =
                is_picture(&child) || name == "noscript" || is_hidden(&child, &name) || is_unseen_in_caption(&child);
            let holds_words_alone = child.children_it(false).all(|inner| inner.is_text());
            let is_counter = || holds_words_alone && is_counter(&child.text()) && !is_among_words(&child, &name);
            if child.is_element() && is_passed_over || is_counter() {
                continue;
            }
            let says_credit = || is_credit(&child) && !is_captioned(&child) || is_photographers(&child);
            if child.is_element() && !has_picture(&child) && says_credit() {
                let said = super::one_line(&self.seen(&child));
                if credit.len() < LONGEST_CREDIT && !credit.contains(&said) {
                    credit.push_str(if credit.is_empty() { "" } else { ", " });
                    credit.push_str(&said);
                }
            } else if child.is_text() || is_in_line(&name) && holds_words_alone {
                self.node(&child);
            } else {
                self.inline.push(" ");
                self.legend(&child, credit);
                self.inline.push(" ");
            }
        }
    }

    /// The text of an element without what stands there for those alone who do not see the page.
    fn seen(&self, node: &NodeRef) -> String {
        let mut text = String::new();
        for inner in node.descendants_it().filter(NodeRef::is_text) {
            if !inner.ancestors_it(Some(3)).any(|above| is_unseen_in_caption(&above)) {
                text.push_str(&inner.text());
                text.push(' ');
            }
        }
        text
    }

    /// A picture without a caption stands before the paragraph that holds it.
    pub fn lone_picture(&mut self, node: &NodeRef) {
        if let Some(picture) = picture(node, self.base) {
            self.push_figure(picture, String::new(), Vec::new());
        }
    }

    /// What browsers show that run no scripts: a picture that a script would fetch, where that is not shown already.
    pub fn late_picture(&mut self, node: &NodeRef) {
        let before = node.prev_sibling().is_some_and(|before| is_picture(&before) || has_picture(&before));
        if node.text().trim().is_empty() && !before {
            self.children(node);
        }
    }

    fn push_figure(&mut self, picture: Association, text: String, spans: Vec<Span>) {
        // Pages hold a picture twice: small, and for who opens it.
        let is_new = picture.href.clone().is_none_or(|href| self.shown.insert(href));
        if text.is_empty() && !is_new {
            return;
        }
        let association = Some(self.body.associations.len());
        self.body.associations.push(picture);
        self.body.blocks.push(Block { association, spans, ..Block::new(BlockKind::Figure, text) });
    }
}

/// Whether a child of a caption stands among its words, where two numbers with a stroke are a day ("the <em>9/11</em> memorial") and count no
/// pictures.
fn is_among_words(child: &NodeRef, name: &str) -> bool {
    let has_words = |node: &NodeRef| !node.text().trim().is_empty();
    let before = std::iter::successors(child.prev_sibling(), NodeRef::prev_sibling).any(|node| has_words(&node));
    let behind = std::iter::successors(child.next_sibling(), NodeRef::next_sibling).any(|node| has_words(&node));
    before && behind || matches!(name, "b" | "i" | "em" | "strong" | "a" | "cite" | "abbr" | "time")
}
