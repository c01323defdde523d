//! What a page says of its article where readers see it: microdata, microformats, and the words of its head.

use article::{Article, Name};
use dom_query::{Document, NodeId, NodeRef};

use super::bare_byline::leads_to_author;
use super::classes::{is_word, names_author, says_change, says_date, says_other_date};
use super::facts::{is_date, without_house};
use super::ground::{Ground, PROSE, Spot, short_text};
use super::head_lines::{Part, date_part, is_house, said_of, same_words};
use super::kickers::without_kicker;
use super::named::{MOST_AUTHORS, add_author, add_others, said};
use super::stamps::{self, Certain};
use crate::dates::{Reading, is_day_without_year, read_date};
use crate::html::{self, attribute, has_class, name_of};
use crate::plain_text::byline::{is_persons_name, read_byline};
use crate::plain_text::date_lines::{date_of, is_change_label, parts_of};
use crate::schema_org::without_repeats;

/// What a page shows of its dates that is less certain than what it marks.
#[derive(Default)]
pub struct Dates {
    /// By a class alone.
    pub classed: Option<String>,
    /// One that cannot be read: of two meanings, or without a year.
    pub unread: Option<String>,
}

/// Fills what is still open; answers what may date the article where nothing else does.
pub fn add(article: &mut Article, document: &Document) -> Dates {
    let mut found = Found::new(Ground::of(document, &article.headline));
    found.go(&document.root(), Spot::default());
    if article.headline.is_empty() {
        article.headline = found.headline.unwrap_or_default();
    }
    if is_house(article) {
        // Who wrote it says more than the house that publishes it.
        let lists = [found.shown_authors, found.marked_authors, found.authors_said];
        let is_other = |name: &Name| !article.publisher.iter().any(|house| same_words(&house.name, &name.name));
        let mut people = lists.into_iter().map(|list| list.into_iter().filter(is_other).collect::<Vec<_>>());
        if let Some(people) = people.find(|list| list.iter().any(|name| is_persons_name(&name.name))) {
            article.author = people;
            without_repeats(&mut article.author);
        }
    } else if article.author.is_empty() {
        let lists = [
            found.marked_authors,
            found.shown_authors,
            found.authors_said,
            found.authors_linked,
            found.authors_below,
            found.authors_beside,
        ];
        article.author = lists.into_iter().find(|list| !list.is_empty()).unwrap_or_default();
        without_repeats(&mut article.author);
        without_house(article);
    } else {
        add_others(&mut article.author, found.shown_authors);
    }
    if article.info_sources.is_empty() {
        article.info_sources = found.sources;
    }
    let date = found.marked_date.or(found.shown_date);
    article.date_published = article.date_published.take().or(date);
    article.date_modified = article.date_modified.take().or(found.modified).or(found.shown_change);
    let classed = found.dates.classed.or(found.said_date);
    Dates { classed, ..found.dates }
}

/// The heading of a page that has one of the highest level alone.
pub fn headline(document: &Document) -> String {
    match document.select("h1").nodes() {
        [one] => without_kicker(one),
        _ => String::new(),
    }
}

/// The first headings of the second level.
pub fn second_headings(document: &Document) -> Vec<String> {
    document.select("h2").nodes().iter().take(MOST_HEADINGS).map(|node| html::one_line(&node.text())).collect()
}

/// Where the menus of a page lead, by the words of their links.
pub fn topics(document: &Document) -> Vec<String> {
    let links = document.select("nav a, header a, footer a, li a");
    links.nodes().iter().take(MOST_LINKS).filter_map(|link| short_text(link, LONGEST_DATE)).collect()
}

/// The most headings and links that are looked at.
const MOST_LINKS: usize = 500;
const MOST_HEADINGS: usize = 20;

struct Found {
    ground: Ground,
    is_behind_heading: bool,
    headline: Option<String>,
    /// By microdata and microformats.
    marked_authors: Vec<Name>,
    /// By links to authors, and classes.
    shown_authors: Vec<Name>,
    /// The same below the text.
    authors_below: Vec<Name>,
    /// The same in boxes beside an article, which may be of others.
    authors_beside: Vec<Name>,
    /// By links to pages about authors on lines of their own, between headline and text.
    authors_linked: Vec<Name>,
    /// By words alone, right behind the headline.
    authors_said: Vec<Name>,
    /// How many paragraphs of the text have passed.
    prose: usize,
    /// What holds the last of them.
    text: Option<NodeId>,
    marked_date: Option<String>,
    shown_date: Option<String>,
    modified: Option<String>,
    /// What stands behind words that speak of a change.
    shown_change: Option<String>,
    dates: Dates,
    /// By words alone, right behind the headline.
    said_date: Option<String>,
    /// Houses that a line says the text is from.
    sources: Vec<Name>,
    /// Whether the comments below the text have begun.
    comments: bool,
}

impl Found {
    fn new(ground: Ground) -> Self {
        Self {
            ground,
            is_behind_heading: false,
            headline: None,
            marked_authors: Vec::new(),
            shown_authors: Vec::new(),
            authors_below: Vec::new(),
            authors_beside: Vec::new(),
            authors_linked: Vec::new(),
            authors_said: Vec::new(),
            prose: 0,
            text: None,
            marked_date: None,
            shown_date: None,
            modified: None,
            shown_change: None,
            dates: Dates::default(),
            said_date: None,
            sources: Vec::new(),
            comments: false,
        }
    }

    /// Looks at what stands in an element, in order. Trees are bounded in depth, and so is this.
    fn go(&mut self, node: &NodeRef, spot: Spot) {
        for child in node.children_it(false).filter(NodeRef::is_element) {
            let Some(name) = name_of(&child) else { continue };
            // Comments have authors and dates of their own; a link to them may stand anywhere.
            if begins_comments(&child) && !self.ground.holds_heading(&child) {
                self.comments |= self.is_below_text() && !matches!(name.as_str(), "a" | "span");
                continue;
            }
            if self.comments {
                return;
            }
            let spot = self.ground.within(&child, &name, spot);
            self.look(&child, &name, spot);
            self.is_behind_heading |= self.ground.is_heading(&child);
            self.count_prose(&child, &name, spot);
            self.go(&child, spot);
        }
    }

    fn count_prose(&mut self, node: &NodeRef, name: &str, spot: Spot) {
        let stands_right = self.is_behind_heading || spot.is_inside && !self.ground.has_heading();
        if name == "p" && stands_right && !spot.is_around && short_text(node, PROSE).is_none() {
            self.prose += 1;
            self.text = node.parent().map(|above| above.id);
        }
    }

    /// Whether the text has begun: one paragraph may be the standfirst.
    fn is_below_text(&self) -> bool {
        self.prose > 1
    }

    /// Whether names and dates here are rather those of other articles: below the text, but for the article's own foot and what stands among
    /// the paragraphs, and in lists of links, but for one between headline and text.
    fn is_of_others(&self, node: &NodeRef, spot: Spot) -> bool {
        let is_among_text = node.parent().is_some_and(|above| self.text == Some(above.id));
        let is_above_text = self.prose == 0 && (self.is_behind_heading || !self.ground.has_heading());
        self.is_below_text() && !spot.is_foot && !is_among_text || spot.is_listed && !is_above_text
    }

    fn look(&mut self, node: &NodeRef, name: &str, spot: Spot) {
        let property = attribute(node, "itemprop").unwrap_or_default();
        let class = attribute(node, "class").unwrap_or_default();
        let classes = |known: &[&str]| class.split_whitespace().any(|one| known.contains(&one));
        if (property == "headline" || classes(&["p-name", "entry-title"])) && self.headline.is_none() && !spot.is_around
        {
            let line = attribute(node, "content").map_or_else(|| without_kicker(node), |text| html::one_line(&text));
            self.headline = Some(line).filter(|text| !text.is_empty());
        }
        let stands_right = spot.is_inside || self.is_behind_heading || !self.ground.has_heading();
        let is_marked = is_word(&property, "author") || is_word(&property, "creator") || classes(&["p-author"]);
        match (is_marked, names_author(node, name, &class)) {
            (true, _) if !spot.is_around => add_author(&mut self.marked_authors, node, true),
            (false, false) => {
                self.look_for_linked(node, name, spot);
                self.look_for_byline(node, name, spot);
            }
            _ if self.is_of_others(node, spot) => {}
            _ if spot.is_around && spot.is_inside && !spot.is_anothers => {
                add_author(&mut self.authors_beside, node, false);
            }
            _ if !spot.is_around && self.is_below_text() => add_author(&mut self.authors_below, node, false),
            _ if !spot.is_around && stands_right => add_author(&mut self.shown_authors, node, false),
            _ => {}
        }
        if !spot.is_around {
            self.look_for_date(node, name, &property, &class, spot);
        }
    }

    /// Looks for a link to a page about an author between headline and text. It is all of its line but for dates: who is named among other
    /// words may be whom these tell of.
    fn look_for_linked(&mut self, node: &NodeRef, name: &str, spot: Spot) {
        let is_above_text = self.is_behind_heading && self.prose == 0 && !spot.is_around && !spot.is_listed;
        if name != "a" || !is_above_text || self.authors_linked.len() >= MOST_AUTHORS {
            return;
        }
        let text = said(node);
        let leads_there = || attribute(node, "href").is_some_and(|href| leads_to_author(&href));
        let is_line = || {
            let around = node
                .ancestors_it(Some(MOST_ABOVE))
                .find(|above| name_of(above).is_some_and(|name| !html::is_in_line(&name)));
            let line = around.and_then(|around| short_text(&around, LONGEST_DATE)).unwrap_or_default();
            parts_of(&line).all(|part| part == text || date_part(part).is_some()) && !line.is_empty()
        };
        if is_persons_name(&text) && leads_there() && is_line() {
            self.authors_linked.push(Name::from(text.as_str()));
        }
    }

    /// Looks for a line right behind the headline that says by whom, in words alone.
    fn look_for_byline(&mut self, node: &NodeRef, name: &str, spot: Spot) {
        if !self.is_behind_heading || self.prose > 0 || spot.is_around {
            return;
        }
        if !matches!(name, "p" | "div" | "span" | "li" | "address") {
            return;
        }
        let Some(text) = short_text(node, PROSE) else { return };
        let byline = parts_of(&text).find_map(read_byline);
        if let Some(byline) = byline.filter(|_| self.authors_said.is_empty()) {
            self.authors_said = byline.authors;
        }
        // The date of a change may stand in an element of its own, behind the word for it or in one that is called so.
        let is_called_else = |node: &NodeRef| says_other_date(&attribute(node, "class").unwrap_or_default());
        let is_other_date = is_called_else(node) || node.ancestors_it(Some(2)).any(|above| is_called_else(&above));
        if !is_other_date && !is_change_label(&words_before(node)) {
            self.take_words(&text);
        }
    }

    /// Takes what a line right behind the headline says in words alone: when, by whom, from whom.
    fn take_words(&mut self, text: &str) {
        for part in said_of(text).unwrap_or_default() {
            match part {
                Part::Date(date) => self.said_date = self.said_date.take().or(Some(date)),
                Part::Change(date) => self.shown_change = self.shown_change.take().or(Some(date)),
                Part::Authors(authors) if self.authors_said.is_empty() => self.authors_said = authors,
                Part::Source(name) if self.sources.is_empty() => self.sources.push(Name::from(name.as_str())),
                _ => {}
            }
        }
        let certain = Certain { days: &[], names: &[], language: None };
        let Some(stamp) = stamps::read(text, &certain).filter(|stamp| !stamp.has_place) else { return };
        for (day, is_change) in stamp.days {
            let field = if is_change { &mut self.shown_change } else { &mut self.said_date };
            *field = field.take().or(Some(day));
        }
    }

    fn look_for_date(&mut self, node: &NodeRef, name: &str, property: &str, class: &str, spot: Spot) {
        let classes = |known: &[&str]| class.split_whitespace().any(|one| known.contains(&one));
        // Behind a date of a site's head stands the box of the article, and not its heading.
        let is_right_above = || {
            node.next_element_sibling().is_some_and(|next| self.ground.is_heading(&next))
                && node.parent().and_then(|above| name_of(&above)).is_some_and(|above| above != "body")
        };
        let stands_right = spot.is_inside || self.is_behind_heading || is_right_above();
        if is_word(property, "datePublished") || classes(&["dt-published", "published"]) {
            self.marked_date = self.marked_date.take().or_else(|| date_given(node));
        } else if is_word(property, "dateModified") || classes(&["dt-updated", "updated"]) {
            self.modified = self.modified.take().or_else(|| date_given(node));
        } else if self.is_of_others(node, spot) {
            // What is marked alone says that it is the article's.
        } else if matches!(name, "time" | "amp-timeago") && (stands_right || !self.ground.has_heading()) {
            let date = date_given(node);
            if tells_change(node) {
                self.shown_change = self.shown_change.take().or(date);
            } else if self.shown_date.is_none() {
                self.unread(node, date.is_none());
                self.shown_date = date;
            }
        } else if stands_right && says_date(class) && !tells_change(node) {
            if self.dates.classed.is_none() {
                self.dates.classed = date_said(node, false);
                self.unread(node, self.dates.classed.is_none());
            }
        } else if stands_right && self.shown_change.is_none() && (says_change(class) || says_date(class)) {
            self.shown_change = date_said(node, true);
        }
    }

    /// Keeps the date that an element says, where it could not be read.
    fn unread(&mut self, node: &NodeRef, is_unread: bool) {
        if is_unread && self.dates.unread.is_none() {
            let said = said(node);
            self.dates.unread = Some(date_of(&said).1.to_owned()).filter(|date| is_short_of_certain(date));
        }
    }
}

/// Whether comments begin here, or what leads to them.
pub fn begins_comments(node: &NodeRef) -> bool {
    let id = attribute(node, "id").unwrap_or_default().to_ascii_lowercase();
    id.starts_with("comments") || id == "disqus_thread" || has_class(node, &["comment-list", "commentlist"])
}

/// The date of an element: for machines, else as it is read.
fn date_given(node: &NodeRef) -> Option<String> {
    let given = [attribute(node, "datetime"), attribute(node, "content"), Some(html::one_line(&node.text()))];
    let mut given = given.into_iter().flatten();
    given.find_map(|text| Some(date_of(&text).1.to_owned()).filter(|date| is_date(date)))
}

/// Whether an element says the day of a change, by its own words or by those before it.
fn tells_change(node: &NodeRef) -> bool {
    date_of(&html::one_line(&node.text())).0 || is_change_label(&words_before(node))
}

/// What stands right before an element, which may be all of another one.
fn words_before(node: &NodeRef) -> String {
    let mut at = *node;
    for _ in 0..MOST_STEPS_BACK {
        let Some(before) = at.prev_sibling().or_else(|| at.parent().filter(|above| above.is_element())) else { break };
        let is_above = at.prev_sibling().is_none();
        let text = html::one_line(&before.text());
        if !is_above && !text.is_empty() {
            return text;
        }
        at = before;
    }
    String::new()
}

/// How many blanks and outer elements are passed on the way back to the words before an element.
const MOST_STEPS_BACK: usize = 4;

/// The date that an element says, and hardly more: the first of its texts that is one, or the first such day of a line that says when.
fn date_said(node: &NodeRef, of_change: bool) -> Option<String> {
    let text = said(node);
    if text.chars().count() > LONGEST_DATE {
        return None;
    }
    let whole = Some(date_of(&text).1.to_owned()).filter(|date| is_date(date));
    let first = || {
        let texts = node.descendants_it().filter(NodeRef::is_text);
        texts.map(|inner| html::one_line(&inner.text())).find(|text| is_date(text))
    };
    let stamped = || {
        let stamp = stamps::read(&text, &Certain { days: &[], names: &[], language: None })?;
        stamp.days.into_iter().find(|(_, is_change)| *is_change == of_change).map(|(day, _)| day)
    };
    whole.or_else(first).or_else(stamped)
}

/// Whether a text is a date that may mean several days.
fn is_short_of_certain(text: &str) -> bool {
    text.chars().count() <= LONGEST_DATE && (read_date(text) == Reading::Ambiguous || is_day_without_year(text))
}

/// The longest line that says a date and hardly more, in characters.
const LONGEST_DATE: usize = 100;
/// How far above a link its line is looked for.
const MOST_ABOVE: usize = 6;
