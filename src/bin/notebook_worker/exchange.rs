//! What leaves the notebook as files, and what comes back.

use std::collections::BTreeMap;

use article::key_of_slug;
use reader::browser::archive::{self, Lookups};
use reader::browser::file::Unread;
use reader::browser::{language, scope, stamp};
use reader::failure::Failure;
use reader::marks::export::{self, Exported, Origin};
use reader::marks::import::{LARGEST, Refusal, import, plan};
use reader::marks::passage::passage;
use reader::marks::{Mark, Target, collection};
use reader::messages::t;
use reader::notebook::View;
use reader::route::Location;
use search::Query;
use serde_json::Value;

use super::{Desk, Place, Told, say_meanwhile};
use crate::{files_sheet, sheet};

/// To read more articles than this takes a moment.
const MANY: usize = 20;

impl Desk {
    /// Makes files of the marks that are shown.
    pub(super) async fn export(&self) -> Told {
        let Place::Notebook(marks, filter, _) = self.place.borrow().clone() else { return Told::default() };
        let [archive, title, _] = self.archive.borrow().clone();
        let mut marks: Vec<Mark> = marks.iter().filter(|mark| filter.takes(mark, stamp::day)).cloned().collect();
        export::arrange(&mut marks);
        let mut regions = serde_json::json!({});
        let mut slugs: Vec<&str> = marks.iter().map(|mark| mark.target.slug.as_str()).collect();
        slugs.retain(|slug| !slug.is_empty());
        slugs.sort_unstable();
        slugs.dedup();
        if slugs.len() > MANY {
            say_meanwhile(t("Reading the articles…").said());
            regions["status"] = "".into();
        }
        let (origins, is_whole) = origins(&slugs).await;
        let exported = |mark: &Mark| {
            let origin = origins.get(&mark.target.slug).cloned().unwrap_or_default();
            let (address, link) = self.addresses(&mark.target);
            Exported { mark: mark.clone(), origin, address, link }
        };
        let exported: Vec<Exported> = marks.iter().map(exported).collect();
        let name = t("Marks in {archive}").with(&[("archive", &title)]);
        let link = t("Link").said();
        let file = |kind: &str, text: String| scope::address_of(&text, kind);
        let files = [
            ("marks.md", file("text/markdown", export::markdown(&exported, &name, link))),
            ("marks.csv", file("text/csv", export::csv(&exported))),
            ("marks.jsonld", file("application/ld+json", collection(&marks, &archive, &title, &stamp::now()))),
            ("marks.html", file("text/html", export::html(&exported, &name, &language::tag(), link))),
        ];
        self.forget_files(&mut Value::Null);
        self.exported.replace(files.iter().map(|(_, address)| address.clone()).collect());
        regions["files"] = files_sheet::files(&files, is_whole);
        // What is there now is told of, and comes next by the Tab key.
        (View { focus: Some(files_sheet::FILES.to_owned()), ..View::default() }, regions)
    }

    /// The addresses of an article and of a passage of it; empty where none leads there.
    fn addresses(&self, target: &Target) -> (String, String) {
        let link = || self.address(&target.source, &target.slug, &passage(&target.selectors));
        match (target.slug.is_empty(), target.own_address()) {
            (false, _) => (self.whole(&Location::article(target.slug.clone(), Query::default())), link()),
            (true, Some(own)) => (own.to_owned(), link()),
            (true, None) => Default::default(),
        }
    }

    /// Says what a file would change.
    pub(super) async fn import(&self) -> Result<Told, Failure> {
        say_meanwhile(t("Reading the file…").said());
        let read = match self.file.take() {
            Some(file) => file.text(LARGEST as f64).await,
            None => Err(Unread::Unreadable),
        };
        let found = read.map_err(|unread| match unread {
            Unread::TooLarge => Refusal::TooLarge,
            Unread::Unreadable => Refusal::Unreadable,
        });
        let found = match found.and_then(|text| import(&text)) {
            Ok(found) => found,
            Err(refusal) => {
                return Ok((
                    View::default(),
                    serde_json::json!({ "files": files_sheet::refusal(refusal), "status": "" }),
                ));
            }
        };
        let archive = self.archive.borrow()[0].clone();
        let mut marks = found.marks;
        // An address counts in its own archive alone.
        if found.archive.as_ref() != Some(&archive) {
            keep_known_addresses(&mut marks).await;
        }
        let plan = plan(marks, &self.marks(None).await?);
        let other = found.archive.filter(|other| *other != archive);
        let report = files_sheet::report(&plan, found.without_words, other.as_deref());
        // Said where it is heard, with the way to decide next to the field.
        let status = sheet::heard(files_sheet::compared(&plan));
        self.plan.replace(plan);
        Ok((View::default(), serde_json::json!({ "files": report, "status": status })))
    }
}

/// What the archive's articles of these addresses are, and whether all could be read. One that is there no longer has none.
async fn origins(slugs: &[&str]) -> (BTreeMap<String, Origin>, bool) {
    let mut origins = BTreeMap::new();
    if slugs.is_empty() {
        return (origins, true);
    }
    let Ok(opened) = archive::opened().await else { return (origins, false) };
    let lookups = Lookups::default();
    let mut is_whole = true;
    for slug in slugs {
        match archive::article(&opened.manifest, &lookups, slug).await {
            Ok(Some((_, stored))) => drop(origins.insert((*slug).to_owned(), Origin::of(&stored))),
            Ok(None) => {}
            Err(_) => is_whole = false,
        }
    }
    (origins, is_whole)
}

/// Takes from marks the addresses of which this archive knows no article: they led to a page that said so. Where it is not
/// known, a mark gets its address when its article is opened.
async fn keep_known_addresses(marks: &mut [Mark]) {
    let lookups = Lookups::default();
    let mut manifest = None;
    let mut known: BTreeMap<String, bool> = BTreeMap::new();
    for slug in marks.iter_mut().map(|mark| &mut mark.target.slug).filter(|slug| !slug.is_empty()) {
        let is_known = match known.get(slug) {
            Some(is_known) => *is_known,
            None => {
                if manifest.is_none() {
                    manifest = Some(archive::opened().await.ok());
                }
                let is_known = match manifest.as_ref().and_then(Option::as_ref) {
                    Some(opened) => {
                        matches!(lookups.find(&opened.manifest, key_of_slug(slug)).await, Ok(Some(_)))
                    }
                    None => false,
                };
                known.insert(slug.clone(), is_known);
                is_known
            }
        };
        if !is_known {
            slug.clear();
        }
    }
}
