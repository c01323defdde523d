//! What the page is told to show: trees of elements as [`reader::notebook::Region`] has them.

use reader::format;
use reader::marks::import::{Plan, Refusal};
use reader::marks::{Colour, Filter, Mark};
use reader::messages::{Message, t, t_count};
use reader::route::Location;
use search::Query;
use serde_json::{Value, json};

/// Marks on one page of the notebook.
pub const PAGE: usize = 50;

/// The `data-value` of the line that says how many marks there are.
pub const COUNT: &str = "count";

/// The `data-value` of the heading above an article's marks.
pub const HEADING: &str = "marks";

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

/// A field under its label; `kind` is what is heard of it.
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
        let lost = part
            .is_none()
            .then(|| el("p.mark-lost", json!({}), vec![said(t("This article no longer has these words."))]));
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

fn quote(mark: &Mark) -> Value {
    let class = ["marked ", mark.colour.name()].concat();
    el("mark", json!({ "class": class }), vec![json!(mark.target.selectors.quote.exact)])
}

/// Note, tags and colour of a mark, to be changed in place, and the way to delete it.
fn editor(mark: &Mark, is_open: bool) -> Value {
    let act = |verb: &str| [verb, " ", &mark.id].concat();
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
    let mut attributes = json!({});
    if is_open || !mark.note.is_empty() || !mark.tags.is_empty() {
        attributes["open"] = json!("");
    }
    let delete = match mark.colour {
        Colour::Yellow => t("Delete the yellow mark"),
        Colour::Green => t("Delete the green mark"),
        Colour::Blue => t("Delete the blue mark"),
        Colour::Pink => t("Delete the pink mark"),
        Colour::Orange => t("Delete the orange mark"),
    };
    let delete = el(
        "button.mark-act",
        json!({ "type": "button", "aria-label": delete.said(), "click": act("delete") }),
        vec![said(t("Delete"))],
    );
    let summary = el("summary", json!({}), vec![said(t("Note, tags, colour"))]);
    let fields = el(
        "div.mark-fields",
        json!({}),
        vec![field(t("Note"), note), field(t("Tags"), tags), field(t("Colour"), colour)],
    );
    el("div.mark-editor", json!({}), vec![el("details", attributes, vec![summary, fields]), delete])
}

/// What was done, and the way to take it back where there is one.
pub fn status(done: Message, can_undo: bool) -> Value {
    let mut parts = vec![el("span", json!({}), vec![said(done)])];
    if can_undo {
        parts.push(button(t("Undo"), "undo"));
    }
    el("p.mark-status", json!({}), parts)
}

/// The search and the way in and out of the notebook.
pub fn head() -> Value {
    let words = el(
        "input.mark-words",
        json!({ "type": "search", "aria-label": t("Search your marks").said(), "placeholder": t("Search your marks").said(), "autocomplete": "off", "input": "words" }),
        vec![],
    );
    let day = |label: Message, act: &str| field(label, el("input", json!({ "type": "date", "change": act }), vec![]));
    let file =
        el("input", json!({ "type": "file", "accept": ".json,.jsonld,application/json", "file": "import" }), vec![]);
    let days = el("div.mark-days", json!({}), vec![day(t("From"), "from"), day(t("To"), "to")]);
    let export = el("div.mark-export", json!({}), vec![button(t("Export"), "export"), field(t("Import"), file)]);
    el("div.mark-head", json!({}), vec![words, days, export])
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
    el(
        "div.mark-filters",
        json!({}),
        vec![
            of(t("Colour"), "by-colour", t("Any colour"), &filter.colour, colours),
            of(t("Tag"), "by-tag", t("Any tag"), &filter.tag, tags),
            of(t("Article"), "by-article", t("Any article"), &filter.article, articles),
        ],
    )
}

fn headline(mark: &Mark) -> &str {
    if mark.target.headline.is_empty() { &mark.target.source } else { &mark.target.headline }
}

/// One page of the marks that the filter takes, the last where there are not so many.
pub fn list(found: &[&Mark], of_all: usize, page: usize, open: Option<&str>) -> Value {
    let last = found.len().saturating_sub(1) / PAGE;
    let page = page.min(last);
    let counted: String = match (found.len(), of_all) {
        (_, 0) => t("You have no marks yet. Select words in an article to make one.").into(),
        (0, _) => t("None of your marks is like that.").into(),
        (found, all) if found == all => t_count("{count} mark", "{count} marks").of(all as u32),
        (found, all) => t_count("{shown} of {count} mark", "{shown} of {count} marks")
            .with(all as u32, &[("shown", &format::number(found as u32))]),
    };
    let shown = found.iter().skip(page * PAGE).take(PAGE);
    let items = shown.map(|mark| {
        let title = match mark.target.slug.as_str() {
            "" => json!(headline(mark)),
            slug => {
                let href = Location::article(slug, Query::default()).href();
                el("a", json!({ "href": href }), vec![json!(headline(mark))])
            }
        };
        let day = mark.created.get(..10).unwrap_or_default();
        let about = el(
            "p.mark-about",
            json!({ "dir": "auto" }),
            vec![title, json!(" "), el("time", json!({ "datetime": day }), vec![json!(format::date(day))])],
        );
        let quote = el("p.mark-quote", json!({ "dir": "auto" }), vec![quote(mark)]);
        el("li", json!({}), vec![quote, about, editor(mark, open == Some(&mark.id))])
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
    let counted =
        el("p.mark-count", json!({ "role": "status", "tabindex": "-1", "data-value": COUNT }), vec![json!(counted)]);
    let pages = el("p.mark-pages", json!({}), pages);
    el("div.mark-results", json!({}), vec![counted, list, pages])
}

/// Files to take away, each with its name and address.
pub fn files(files: &[(&str, String)]) -> Value {
    let link = |(name, href): &(&str, String)| {
        el("li", json!({}), vec![el("a", json!({ "href": href, "download": name }), vec![json!(name)])])
    };
    let list = el("ul", json!({}), files.iter().map(link).collect());
    el(
        "div.mark-files",
        json!({}),
        vec![el("p", json!({}), vec![said(t("The marks that are shown, as files:"))]), list],
    )
}

/// What a file would change, for the reader to decide.
pub fn report(plan: &Plan, without_words: usize, other_archive: Option<&str>) -> Value {
    let new = t_count("{count} new", "{count} new").of(plan.new.len() as u32);
    let same = t_count("{count} here already", "{count} here already").of(plan.same as u32);
    let mut told = vec![t("{new}, {same}.").with(&[("new", &new), ("same", &same)])];
    if without_words > 0 {
        let left_out = t_count("{count} marks no words and is left out.", "{count} mark no words and are left out.");
        told.push(left_out.of(without_words as u32));
    }
    if let Some(archive) = other_archive {
        let other = t(
            "The file is of another archive, {archive}: its marks are kept, and stand where an article of this archive has the same address.",
        );
        told.push(other.with(&[("archive", archive)]));
    }
    let mut parts = vec![el("p", json!({}), vec![json!(told.join(" "))])];
    if !plan.differing.is_empty() {
        let asked = t_count(
            "{count} is here in another form. Which is to stay?",
            "{count} are here in another form. Which are to stay?",
        );
        parts.push(el("p", json!({}), vec![json!(asked.of(plan.differing.len() as u32))]));
        parts.push(button(t("Those that are here"), "accept"));
        parts.push(button(t("Those of the file"), "replace"));
    } else if !plan.new.is_empty() {
        parts.push(button(t("Import"), "accept"));
    }
    parts.push(button(t("Cancel"), "cancel"));
    el("div.mark-report", json!({ "role": "status" }), parts)
}

/// Why a file was not taken.
pub fn refusal(refusal: Refusal) -> Value {
    el("p.mark-report", json!({ "role": "alert" }), vec![said(refusal.message())])
}
