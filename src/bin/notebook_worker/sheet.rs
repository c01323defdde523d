//! What the page is told to show: trees of elements as [`reader::notebook::Region`] has them.

use reader::browser::stamp;
use reader::format;
use reader::marks::passage::passage;
use reader::marks::{Colour, Filter, Mark};
use reader::messages::{Message, t, t_count};
use reader::route::Passage;
use serde_json::{Value, json};

/// Marks on one page of the notebook.
pub const PAGE: usize = 50;

/// So many characters of a quote are shown at most: a whole article that is marked would fill pages of the list.
const SHOWN: usize = 600;

/// So many tell one mark from another where it is said for which a button is.
const TOLD_APART: usize = 60;

/// What the filter is called that takes marks whose article no longer has them.
const LOST: &str = "lost";

/// The `data-value` of the line that says how many marks there are.
pub const COUNT: &str = "count";

/// The `data-value` of the heading above an article's marks.
pub const HEADING: &str = "marks";

/// The act, and the `data-value`, of the button that closes what is said.
pub const QUIET: &str = "quiet";

/// An element of this name and class.
pub fn el(name: &str, attributes: Value, children: Vec<Value>) -> Value {
    let mut parts = vec![json!(name), attributes];
    parts.extend(children);
    Value::Array(parts)
}

/// A text.
pub fn said(message: Message) -> Value {
    json!(message.said())
}

/// A button that asks for something.
pub fn button(label: impl Into<String>, act: &str) -> Value {
    el("button.mark-act", json!({ "type": "button", "click": act, "data-value": act }), vec![json!(label.into())])
}

/// A field under its label.
pub fn field(label: impl Into<String>, field: Value) -> Value {
    el("label.mark-field", json!({}), vec![el("span", json!({}), vec![json!(label.into())]), field])
}

/// A choice among values, each with its label.
pub fn select(act: &str, present: &str, options: Vec<(String, String)>) -> Value {
    let option = |(value, label): (String, String)| {
        let mut attributes = json!({ "value": value });
        if value == present {
            attributes["selected"] = json!("");
        }
        el("option", attributes, vec![json!(label)])
    };
    el("select", json!({ "change": act, "data-value": act }), options.into_iter().map(option).collect())
}

/// The marks of an article, each with the part of the text in which it begins, where it has a place.
pub fn of_article(marks: &[(Mark, Option<usize>)], open: Option<&str>) -> Value {
    if marks.is_empty() {
        return json!("");
    }
    let items = marks.iter().map(|(mark, part)| {
        let quote = quote(mark);
        let shown = match part {
            Some(part) => {
                el("button.mark-quote", json!({ "type": "button", "dir": "auto", "go": part.to_string() }), vec![quote])
            }
            None => el("p.mark-quote", json!({ "dir": "auto" }), vec![quote]),
        };
        let lost = part.is_none().then(lost);
        let parts = [Some(shown), lost, Some(editor(mark, open == Some(&mark.id)))];
        el("li", json!({}), parts.into_iter().flatten().collect())
    });
    let list = el("ul.mark-list", json!({ "role": "list" }), items.collect());
    let heading = el(
        "h2",
        json!({ "id": "marks-heading", "tabindex": "-1", "data-value": HEADING }),
        vec![said(t("Your marks"))],
    );
    el("aside.marks", json!({ "aria-labelledby": "marks-heading" }), vec![heading, list])
}

/// The words that are marked: in a list, as many as are needed to know them again.
fn quote(mark: &Mark) -> Value {
    let class = ["marked ", mark.colour.name()].concat();
    let attributes = json!({ "class": class, "lang": mark.target.language });
    el("mark", attributes, vec![json!(mark.target.selectors.quote.beginning(SHOWN))])
}

/// What is said of a mark that was not placed; its words may stand there several times.
fn lost() -> Value {
    let words = t("This article no longer has these words, or it is not certain where they belong.");
    el("p.mark-lost", json!({}), vec![said(words)])
}

/// Note, tags and colour of a mark, to be changed in place; `place` is what their acts begin with.
fn fields(mark: &Mark, place: &str) -> Value {
    let act = |verb: &str| [place, verb, " ", &mark.id].concat();
    let note = el(
        "textarea",
        json!({ "rows": "2", "dir": "auto", "change": act("note"), "typing": act("draft"), "data-value": act("note") }),
        vec![json!(mark.note)],
    );
    let tags = el(
        "input",
        json!({ "type": "text", "value": mark.tags.join(", "), "placeholder": t("one, two").said(), "change": act("tags"), "data-value": act("tags") }),
        vec![],
    );
    let colours = Colour::ALL.map(|colour| (colour.name().to_owned(), colour.label().into())).to_vec();
    let colour = select(&act("colour"), mark.colour.name(), colours);
    el("div.mark-fields", json!({}), vec![field(t("Note"), note), field(t("Tags"), tags), field(t("Colour"), colour)])
}

/// What can be done with a mark.
fn deeds(mark: &Mark, place: &str) -> Vec<Value> {
    let delete = match mark.colour {
        Colour::Yellow => t("Delete the yellow mark"),
        Colour::Green => t("Delete the green mark"),
        Colour::Blue => t("Delete the blue mark"),
        Colour::Pink => t("Delete the pink mark"),
        Colour::Orange => t("Delete the orange mark"),
    };
    let deed = |label: Message, verb: &str, name: Message| {
        let act = [place, verb, " ", &mark.id].concat();
        // Of which mark, for those who hear the buttons one by one.
        let of = mark.target.selectors.quote.beginning(TOLD_APART);
        let attributes = json!({ "type": "button", "aria-label": name.said(), "aria-description": of, "click": act });
        el("button.mark-act", attributes, vec![said(label)])
    };
    let link = mark.target.has_address().then(|| deed(t("Copy link"), "link", t("Copy link")));
    link.into_iter().chain([deed(t("Delete"), "delete", delete)]).collect()
}

/// A mark's fields, folded away while they are empty, and what can be done with it.
fn editor(mark: &Mark, is_open: bool) -> Value {
    let mut attributes = json!({});
    if is_open || !mark.note.is_empty() || !mark.tags.is_empty() {
        attributes["open"] = json!("");
    }
    let summary = el("summary", json!({}), vec![said(t("Note, tags, colour"))]);
    let details = el("details", attributes, vec![summary, fields(mark, "")]);
    el("div.mark-editor", json!({}), [details].into_iter().chain(deeds(mark, "")).collect())
}

/// The editor that a mark in the text opens, and the ways to the others that stand there.
pub fn panel(mark: &Mark, others: &[&Mark]) -> Value {
    let close = json!({ "type": "button", "popovertarget": "mark-panel", "popovertargetaction": "hide" });
    let close = el("button.mark-act", close, vec![said(t("Close"))]);
    let mut parts = vec![el("p.mark-quote", json!({ "dir": "auto" }), vec![quote(mark)]), fields(mark, "panel ")];
    for other in others {
        let quote = quote(other);
        let act = ["open ", &other.id].concat();
        let choice = json!({ "type": "button", "dir": "auto", "click": act });
        parts.push(el(
            "p.mark-other",
            json!({}),
            vec![said(t("Also here:")), json!(" "), el("button.mark-quote", choice, vec![quote])],
        ));
    }
    parts.push(el("p.mark-deeds", json!({}), deeds(mark, "panel ").into_iter().chain([close]).collect()));
    el("div.mark-opened", json!({}), parts)
}

/// What was done, and the way to take it back where there is one.
pub fn status(done: Message, can_undo: bool) -> Value {
    let mut parts = vec![el("span", json!({}), vec![said(done)])];
    if can_undo {
        parts.push(button(t("Undo"), "undo"));
    }
    said_with(parts)
}

/// What is heard alone: it stands in the page too.
pub fn heard(said: String) -> Value {
    el("p.visually-hidden", json!({}), vec![json!(said)])
}

/// What is being done.
pub fn status_of(said: String) -> Value {
    said_with(vec![el("span", json!({}), vec![json!(said)])])
}

/// That marks last no longer than the page, with what was done, and the way to take them along.
pub fn unkept(done: Option<Message>) -> Value {
    let words = t("This browser keeps nothing for this page: export your marks before you close it.");
    let mut parts: Vec<Value> = done.map(|done| el("span", json!({}), vec![said(done)])).into_iter().collect();
    parts.push(el("span", json!({}), vec![said(words)]));
    parts.push(match done {
        Some(_) => button(t("Undo"), "undo"),
        None => button(t("Export"), "export"),
    });
    if done.is_some() {
        parts.push(el("a", json!({ "href": "./?view=notebook" }), vec![said(t("Notebook"))]));
    }
    said_with(parts)
}

/// What is said, with the way to be rid of it.
fn said_with(mut parts: Vec<Value>) -> Value {
    let quiet =
        json!({ "type": "button", "aria-label": t("Close the message").said(), "click": QUIET, "data-value": QUIET });
    parts.push(el("button.mark-act", quiet, vec![json!("×")]));
    el("p.mark-status", json!({}), parts)
}

/// That the passage which an address names is not there, with its words.
pub fn gone(passage: &Passage) -> Value {
    let words = match passage.end.as_str() {
        "" => passage.start.clone(),
        end => [&passage.start, " … ", end].concat(),
    };
    let text = t("The passage is no longer in this article: “{words}”").with(&[("words", &words)]);
    said_with(vec![el("span", json!({}), vec![json!(text)])])
}

/// That the browser lets no page copy, with the link to be copied by hand.
pub fn uncopied(address: &str) -> Value {
    let link = el("a", json!({ "href": address }), vec![said(t("Link"))]);
    let text = said(t("This browser lets no page copy. Copy the link by its menu:"));
    said_with(vec![el("span", json!({}), vec![text, json!(" "), link])])
}

/// The way in and out of the notebook.
pub fn head() -> Value {
    let file =
        el("input", json!({ "type": "file", "accept": ".json,.jsonld,application/json", "file": "import" }), vec![]);
    el("div.mark-export", json!({}), vec![button(t("Export"), "export"), field(t("Import"), file)])
}

/// The search.
pub fn search(filter: &Filter) -> Value {
    let words = el(
        "input.mark-words",
        json!({ "type": "search", "aria-label": t("Search your marks").said(), "placeholder": t("Search your marks").said(), "autocomplete": "off", "input": "words", "value": filter.words }),
        vec![],
    );
    let day = |label: Message, act: &str, day: &str| {
        field(label, el("input", json!({ "type": "date", "change": act, "value": day }), vec![]))
    };
    let days = vec![day(t("From"), "from", &filter.from), day(t("To"), "to", &filter.to)];
    let days = el("div.mark-days", json!({}), days);
    el("div.mark-head", json!({}), vec![words, days])
}

/// What of the marks can be chosen: each with how many there are.
pub fn filters(marks: &[Mark], filter: &Filter) -> Value {
    let of = |label: Message, act: &str, all: Message, present: &str, found: Vec<(String, String)>| {
        let mut counted: Vec<(String, String, usize)> = Vec::new();
        for (value, label) in found {
            match counted.iter_mut().find(|(known, ..)| *known == value) {
                Some((.., count)) => *count += 1,
                None => counted.push((value, label, 1)),
            }
        }
        counted.sort_by(|a, b| b.2.cmp(&a.2).then_with(|| a.1.cmp(&b.1)));
        let mut options = vec![(String::new(), all.into())];
        options.extend(counted.into_iter().map(|(value, label, count)| {
            let label = [&label, " (", &format::number(count as u32), ")"].concat();
            (value, label)
        }));
        field(label, select(act, present, options))
    };
    let colours = marks.iter().map(|mark| (mark.colour.name().to_owned(), mark.colour.label().into())).collect();
    let tags = marks.iter().flat_map(|mark| mark.tags.iter().map(|tag| (tag.clone(), tag.clone()))).collect();
    let articles = marks.iter().map(|mark| (mark.target.source.clone(), headline(mark).to_owned())).collect();
    let mut choices = vec![
        of(t("Colour"), "by-colour", t("Any colour"), &filter.colour, colours),
        of(t("Tag"), "by-tag", t("Any tag"), &filter.tag, tags),
        of(t("Article"), "by-article", t("Any article"), &filter.article, articles),
    ];
    let lost: Vec<_> =
        marks.iter().filter(|mark| mark.lost).map(|_| (LOST.to_owned(), t("Lost or uncertain").into())).collect();
    if !lost.is_empty() || filter.lost {
        let present = if filter.lost { LOST } else { "" };
        choices.push(of(t("Place"), "by-place", t("Any place"), present, lost));
    }
    el("div.mark-filters", json!({}), choices)
}

fn headline(mark: &Mark) -> &str {
    if mark.target.headline.is_empty() { &mark.target.source } else { &mark.target.headline }
}

/// How many of all marks the filter takes.
pub fn count(found: usize, of_all: usize) -> Value {
    let counted: String = match (found, of_all) {
        (_, 0) => t("You have no marks yet. Select words in an article to make one.").into(),
        (0, _) => t("None of your marks is like that.").into(),
        (found, all) if found == all => t_count("{count} mark", "{count} marks").of(all as u32),
        (found, all) => t_count("{shown} of {count} mark", "{shown} of {count} marks")
            .with(all as u32, &[("shown", &format::number(found as u32))]),
    };
    el("p.mark-count", json!({ "tabindex": "-1", "data-value": COUNT }), vec![json!(counted)])
}

/// One page of the marks that the filter takes, the last where there are not so many.
pub fn list(found: &[&Mark], page: usize, open: Option<&str>) -> Value {
    let last = found.len().saturating_sub(1) / PAGE;
    let page = page.min(last);
    let shown = found.iter().skip(page * PAGE).take(PAGE);
    let items = shown.map(|mark| {
        // The headline leads to the passage itself.
        let title = match mark.target.slug.as_str() {
            "" => json!(headline(mark)),
            slug => {
                let href = passage(&mark.target.selectors).location(slug).href();
                el("a", json!({ "href": href, "lang": mark.target.language }), vec![json!(headline(mark))])
            }
        };
        let day = stamp::day(&mark.created);
        let about = el(
            "p.mark-about",
            json!({ "dir": "auto" }),
            vec![
                title,
                json!(" "),
                el("time", json!({ "datetime": day, "dir": "auto" }), vec![json!(format::date(&day))]),
            ],
        );
        let quote = el("p.mark-quote", json!({ "dir": "auto" }), vec![quote(mark)]);
        let parts = [Some(quote), mark.lost.then(lost), Some(about), Some(editor(mark, open == Some(&mark.id)))];
        el("li", json!({}), parts.into_iter().flatten().collect())
    });
    let list = el("ul.mark-list", json!({ "role": "list" }), items.collect());
    let to = |label: Message, page: usize| button(label, &["page ", &page.to_string()].concat());
    let mut pages = Vec::new();
    if page > 0 {
        pages.push(to(t("Previous page"), page - 1));
    }
    if last > 0 {
        let place = format::place(page as u32 + 1, last as u32 + 1);
        pages.push(el("span", json!({}), vec![json!(t("Page {place}").with(&[("place", &place)]))]));
    }
    if page < last {
        pages.push(to(t("Next page"), page + 1));
    }
    let pages = el("p.mark-pages", json!({}), pages);
    // Above too: to the end of fifty marks the Tab key has hundreds of stops.
    el("div.mark-results", json!({}), vec![pages.clone(), list, pages])
}
