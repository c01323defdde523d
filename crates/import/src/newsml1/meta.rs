//! What NewsML 1 says of an item, and of the components that its text stands in.

use article::{Article, Name};

use crate::codes;
use crate::hold::hold_back;
use crate::html;
use crate::plain_text::byline::{Byline, given_byline};
use crate::schema_org::without_repeats;
use crate::xml::Element;

/// Reads all but the text. `around` are the components that this stands in: what the inner ones do not say the outer say.
pub fn read(item: &Element, around: &[&Element]) -> Article {
    let none = Element::default();
    let management = item.child("newsmanagement").unwrap_or(&none);
    let mut article = Article {
        date_published: line(management, "firstcreated"),
        date_modified: line(management, "thisrevisioncreated"),
        language: language(item, around),
        ..Article::default()
    };
    article.date_published = article.date_published.or_else(|| article.date_modified.clone());
    identity(item, &mut article);
    for management in item.all(&["newsmanagement"]) {
        hold_back(&mut article, &holds(management));
    }
    // A component may have a status of its own.
    for management in around.iter().flat_map(|outer| outer.all(&["newsmanagement"])) {
        hold_back(&mut article, &holds(management));
    }
    for outer in around {
        lines(outer, &mut article);
        facts(outer, &mut article);
        rights(outer, &mut article);
    }
    for list in [&mut article.subjects, &mut article.genres, &mut article.places, &mut article.info_sources] {
        without_repeats(list);
    }
    if article.headline.is_empty() {
        let slug = around.iter().flat_map(|outer| outer.all(&["newslines"])).find_map(|lines| line(lines, "slugline"));
        article.headline = slug.unwrap_or_default();
    }
    article
}

fn line(element: &Element, name: &str) -> Option<String> {
    element.all(&[name]).map(|found| html::one_line(&found.text())).find(|line| !line.is_empty())
}

/// Which item it is, whatever its revision, and which one.
fn identity(item: &Element, article: &mut Article) {
    let identifier = item.child("identification").and_then(|identification| identification.child("newsidentifier"));
    let Some(identifier) = identifier else { return };
    let part = |name: &str| line(identifier, name).map(|part| part.split_whitespace().collect::<Vec<_>>().join("-"));
    article.version = part("revisionid");
    article.uri = match (part("providerid"), part("dateid"), part("newsitemid")) {
        (Some(provider), Some(date), Some(id)) => format!("urn:newsml:{provider}:{date}:{id}"),
        _ => part("publicidentifier").unwrap_or_default(),
    };
}

fn formal(element: &Element) -> Option<&str> {
    element.attribute("formalname")
}

/// What holds an item back. Under embargo it says when its status will change, or waits until it does.
pub fn holds(management: &Element) -> Article {
    let mut held = Article::default();
    for status in management.all(&["status"]) {
        let said = formal(status).unwrap_or_default().to_ascii_lowercase();
        let mut by = Article::default();
        match said.as_str() {
            "usable" => by.pub_status = Some("usable".to_owned()),
            "embargoed" => {
                let changes = management.all(&["statuswillchange"]).filter(|change| {
                    change
                        .child("futurestatus")
                        .and_then(formal)
                        .is_some_and(|next| next.eq_ignore_ascii_case("usable"))
                });
                let until = changes.filter_map(|change| line(change, "dateandtime")).next();
                by.embargoed_until = Some(until.unwrap_or_else(|| "no StatusWillChange".to_owned()));
            }
            _ => by.pub_status = Some(if said.is_empty() { "not said".to_owned() } else { said }),
        }
        hold_back(&mut held, &by);
    }
    held
}

fn lines(component: &Element, article: &mut Article) {
    for lines in component.all(&["newslines"]) {
        let take = |field: &mut Option<String>, name: &str| *field = field.take().or_else(|| line(lines, name));
        if article.headline.is_empty() {
            article.headline = line(lines, "headline").unwrap_or_default();
        }
        take(&mut article.alternative_headline, "subheadline");
        take(&mut article.dateline, "dateline");
        take(&mut article.copyright_notice, "copyrightline");
        take(&mut article.usage_terms, "rightsline");
        if article.by.is_none()
            && let Some(Byline { by, authors }) = line(lines, "byline").map(|by| given_byline(&by))
        {
            article.by = Some(by);
            article.author = authors;
        }
        let keywords = lines.all(&["keywordline"]).map(|word| html::one_line(&word.text()));
        article.subjects.extend(keywords.filter(|word| !word.is_empty()).take(MOST).map(named));
    }
    article.alternative_headline.take_if(|other| *other == article.headline);
}

/// What has more names of one kind has none.
const MOST: usize = 500;

fn named(name: String) -> Name {
    Name { name, ..Name::default() }
}

/// That of the text goes before that in which the item speaks of it, and what an inner component says before what an outer says.
fn language(item: &Element, around: &[&Element]) -> Option<String> {
    let meta = around.iter().flat_map(|outer| outer.all(&["descriptivemetadata"]));
    let mut said = meta.filter_map(|meta| meta.child("language").and_then(formal));
    said.next().or_else(|| item.attribute("xml:lang")).map(str::to_owned)
}

/// Providers, genres, subjects and places.
fn facts(component: &Element, article: &mut Article) {
    for meta in component.all(&["administrativemetadata"]) {
        let party = |name: &'static str| {
            let of = [name];
            let parties = meta.all(&of).flat_map(|role| role.all(&["party"])).filter_map(formal);
            parties.map(|party| named(html::one_line(party))).collect::<Vec<_>>()
        };
        article.publisher = article.publisher.take().or_else(|| party("provider").into_iter().next());
        article.info_sources.extend(party("source"));
    }
    for meta in component.all(&["descriptivemetadata"]) {
        article.genres.extend(meta.all(&["genre"]).filter_map(formal).map(|genre| named(html::one_line(genre))));
        for code in meta.all(&["subjectcode"]) {
            // From the narrowest to the widest.
            let narrowest = ["subjectdetail", "subjectmatter", "subject"].iter().find_map(|name| code.child(name));
            article.subjects.extend(narrowest.and_then(formal).map(subject));
        }
        let places = meta.all(&["location"]).take(MOST).filter_map(place);
        article.places.extend(places);
    }
}

fn subject(code: &str) -> Name {
    let uri = codes::address_of_number(code);
    Name { name: codes::name_of(code), uri, role: None }
}

/// The narrowest name of a place: `<Property FormalName="City" Value="Oslo"/>`.
fn place(location: &Element) -> Option<Name> {
    let of = |kind: &str| {
        let property = location.all(&["property"]).find(|property| {
            formal(property)
                .is_some_and(|own| own.eq_ignore_ascii_case(kind) || own.eq_ignore_ascii_case(&[kind, "Name"].concat()))
        })?;
        property.attribute("value").map(html::one_line)
    };
    ["city", "countryarea", "country"]
        .iter()
        .find_map(|kind| of(kind))
        .or_else(|| formal(location).map(html::one_line))
        .map(named)
}

fn rights(component: &Element, article: &mut Article) {
    for rights in component.all(&["rightsmetadata"]) {
        let holder = rights.all(&["copyright"]).find_map(|copyright| line(copyright, "copyrightholder"));
        article.copyright_holder = article.copyright_holder.take().or(holder);
    }
}
