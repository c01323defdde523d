//! What the page is told to show: trees of elements as [`reader::notebook::Region`] has them.

use reader::format;
use reader::marks::import::{Plan, Refusal};
use reader::marks::{Colour, Filter, Mark};
use reader::route::Location;
use search::Query;
use serde_json::{Value, json};

/// Marks on one page of the notebook.
pub const PAGE: usize = 50;

/// The `data-value` of the line that says how many marks there are.
pub const COUNT: &str = "count";

/// An element of this name and class.
fn el(name: &str, attributes: Value, children: Vec<Value>) -> Value {
    let mut parts = vec![json!(name), attributes];
    parts.extend(children);
    Value::Array(parts)
}

/// A button that asks for something.
fn button(label: &str, act: &str) -> Value {
    el("button.mark-act", json!({ "type": "button", "click": act, "data-value": act }), vec![json!(label)])
}

/// A field under its label; `kind` is what is heard of it.
fn field(label: &str, field: Value) -> Value {
    el("label.mark-field", json!({}), vec![el("span", json!({}), vec![json!(label)]), field])
}

/// A choice among values, each with its label.
fn select(act: &str, present: &str, options: Vec<(String, String)>) -> Value {
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
            .then(|| el("p.mark-lost", json!({}), vec![json!("This article no longer has these words.")]));
        let parts = [Some(shown), lost, Some(editor(mark, open == Some(&mark.id)))];
        el("li", json!({}), parts.into_iter().flatten().collect())
    });
    let list = el("ul.mark-list", json!({ "role": "list" }), items.collect());
    let heading = el("h2", json!({ "id": "marks-heading" }), vec![json!("Your marks")]);
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
        json!({ "rows": "2", "dir": "auto", "change": act("note"), "data-value": act("note") }),
        vec![json!(mark.note)],
    );
    let tags = el(
        "input",
        json!({ "type": "text", "value": mark.tags.join(", "), "placeholder": "one, two", "change": act("tags"), "data-value": act("tags") }),
        vec![],
    );
    let colours = Colour::ALL.map(|colour| (colour.name().to_owned(), capital(colour.name()))).to_vec();
    let colour = select(&act("colour"), mark.colour.name(), colours);
    let mut attributes = json!({});
    if is_open || !mark.note.is_empty() || !mark.tags.is_empty() {
        attributes["open"] = json!("");
    }
    let delete = ["Delete the ", mark.colour.name(), " mark"].concat();
    let delete = el(
        "button.mark-act",
        json!({ "type": "button", "aria-label": delete, "click": act("delete") }),
        vec![json!("Delete")],
    );
    let summary = el("summary", json!({}), vec![json!("Note, tags, colour")]);
    let fields =
        el("div.mark-fields", json!({}), vec![field("Note", note), field("Tags", tags), field("Colour", colour)]);
    el("div.mark-editor", json!({}), vec![el("details", attributes, vec![summary, fields]), delete])
}

fn capital(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_uppercase().collect::<String>() + letters.as_str()).unwrap_or_default()
}

/// What was done, and the way to take it back where there is one.
pub fn status(said: &str, can_undo: bool) -> Value {
    let mut parts = vec![el("span", json!({}), vec![json!(said)])];
    if can_undo {
        parts.push(button("Undo", "undo"));
    }
    el("p.mark-status", json!({}), parts)
}

/// The search and the way in and out of the notebook.
pub fn head() -> Value {
    let words = el(
        "input.mark-words",
        json!({ "type": "search", "aria-label": "Search your marks", "placeholder": "Search your marks", "autocomplete": "off", "input": "words" }),
        vec![],
    );
    let day = |label: &str, act: &str| field(label, el("input", json!({ "type": "date", "change": act }), vec![]));
    let file =
        el("input", json!({ "type": "file", "accept": ".json,.jsonld,application/json", "file": "import" }), vec![]);
    let days = el("div.mark-days", json!({}), vec![day("From", "from"), day("To", "to")]);
    let export = el("div.mark-export", json!({}), vec![button("Export", "export"), field("Import", file)]);
    el("div.mark-head", json!({}), vec![words, days, export])
}

/// What of the marks can be chosen: each with how many there are.
pub fn filters(marks: &[Mark], filter: &Filter) -> Value {
    let of = |label: &str, act: &str, all: &str, present: &str, found: Vec<(String, String)>| {
        let mut counted: Vec<(String, String, usize)> = Vec::new();
        for (value, label) in found {
            match counted.iter_mut().find(|(known, ..)| *known == value) {
                Some((.., count)) => *count += 1,
                None => counted.push((value, label, 1)),
            }
        }
        counted.sort_by(|a, b| b.2.cmp(&a.2).then_with(|| a.1.cmp(&b.1)));
        let mut options = vec![(String::new(), all.to_owned())];
        options.extend(counted.into_iter().map(|(value, label, count)| {
            let label = [&label, " (", &format::number(count as u32), ")"].concat();
            (value, label)
        }));
        field(label, select(act, present, options))
    };
    let colours = marks.iter().map(|mark| (mark.colour.name().to_owned(), capital(mark.colour.name()))).collect();
    let tags = marks.iter().flat_map(|mark| mark.tags.iter().map(|tag| (tag.clone(), tag.clone()))).collect();
    let articles = marks.iter().map(|mark| (mark.target.source.clone(), headline(mark).to_owned())).collect();
    el(
        "div.mark-filters",
        json!({}),
        vec![
            of("Colour", "by-colour", "Any colour", &filter.colour, colours),
            of("Tag", "by-tag", "Any tag", &filter.tag, tags),
            of("Article", "by-article", "Any article", &filter.article, articles),
        ],
    )
}

fn headline(mark: &Mark) -> &str {
    if mark.target.headline.is_empty() { &mark.target.source } else { &mark.target.headline }
}

/// One page of the marks that the filter takes.
pub fn list(found: &[&Mark], of_all: usize, page: usize, open: Option<&str>) -> Value {
    let count = |number: usize| format::number(number as u32);
    let said = match (found.len(), of_all) {
        (_, 0) => "You have no marks yet. Select words in an article to make one.".to_owned(),
        (0, _) => "None of your marks is like that.".to_owned(),
        (1, 1) => "1 mark".to_owned(),
        (found, all) if found == all => [&count(all), " marks"].concat(),
        (found, all) => [&count(found), " of ", &count(all), " marks"].concat(),
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
            vec![title, json!(" "), el("time", json!({ "datetime": day }), vec![json!(day)])],
        );
        let quote = el("p.mark-quote", json!({ "dir": "auto" }), vec![quote(mark)]);
        el("li", json!({}), vec![quote, about, editor(mark, open == Some(&mark.id))])
    });
    let list = el("ul.mark-list", json!({ "role": "list" }), items.collect());
    let last = found.len().saturating_sub(1) / PAGE;
    let to = |label: &str, page: usize| button(label, &["page ", &page.to_string()].concat());
    let mut pages = Vec::new();
    if page > 0 {
        pages.push(to("Previous page", page - 1));
    }
    if last > 0 {
        pages.push(el(
            "span",
            json!({}),
            vec![Value::String(["Page ", &count(page + 1), " of ", &count(last + 1)].concat())],
        ));
    }
    if page < last {
        pages.push(to("Next page", page + 1));
    }
    let said =
        el("p.mark-count", json!({ "role": "status", "tabindex": "-1", "data-value": COUNT }), vec![json!(said)]);
    let pages = el("p.mark-pages", json!({}), pages);
    el("div.mark-results", json!({}), vec![said, list, pages])
}

/// Files to take away, each with its name and address.
pub fn files(files: &[(&str, String)]) -> Value {
    let link = |(name, href): &(&str, String)| {
        el("li", json!({}), vec![el("a", json!({ "href": href, "download": name }), vec![json!(name)])])
    };
    let list = el("ul", json!({}), files.iter().map(link).collect());
    el("div.mark-files", json!({}), vec![el("p", json!({}), vec![json!("The marks that are shown, as files:")]), list])
}

/// What a file would change, for the reader to decide.
pub fn report(plan: &Plan, without_words: usize, other_archive: Option<&str>) -> Value {
    let count = |number: usize| format::number(number as u32);
    let mut said = vec![[&count(plan.new.len()), " new, ", &count(plan.same), " here already."].concat()];
    if without_words > 0 {
        said.push([&count(without_words), " mark no words and are left out."].concat());
    }
    if let Some(archive) = other_archive {
        said.push(
            [
                "The file is of another archive, ",
                archive,
                ": its marks are kept, and stand where an article of this archive has the same address.",
            ]
            .concat(),
        );
    }
    let mut parts = vec![el("p", json!({}), vec![json!(said.join(" "))])];
    if !plan.differing.is_empty() {
        let asked = [&count(plan.differing.len()), " are here in another form. Which are to stay?"].concat();
        parts.push(el("p", json!({}), vec![json!(asked)]));
        parts.push(button("Those that are here", "accept"));
        parts.push(button("Those of the file", "replace"));
    } else if !plan.new.is_empty() {
        parts.push(button("Import", "accept"));
    }
    parts.push(button("Cancel", "cancel"));
    el("div.mark-report", json!({ "role": "status" }), parts)
}

/// Why a file was not taken.
pub fn refusal(refusal: Refusal) -> Value {
    el("p.mark-report", json!({ "role": "alert" }), vec![json!(refusal.message())])
}
