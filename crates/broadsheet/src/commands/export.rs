//! `broadsheet export`: the articles of an archive out again, all or some, in one of the forms of [`crate::export`].

use std::collections::BTreeMap;
use std::path::PathBuf;

use anyhow::{Result, ensure};
use clap::{Args, ValueEnum};
use search::{Query, SearchOptions};

use super::choice::{Choice, Order, told};
use crate::archive::Archive;
use crate::config::Config;
use crate::export::Format;
use crate::pages::Imprint;
use crate::report::{Report, counted};
use crate::site::Site;

/// What `export` takes.
#[derive(Args)]
pub struct ExportArguments {
    /// An archive or a site.
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// In which form.
    #[arg(long, value_enum, default_value_t = Format::Jsonl)]
    format: Format,
    /// The file or the new folder to write; else what is one stream of text goes to standard output.
    #[arg(long, value_name = "PATH")]
    out: Option<PathBuf>,
    /// The articles that this finds alone, as `search` does.
    #[arg(long, value_name = "QUERY", allow_hyphen_values = true, default_value = "")]
    query: String,
    #[command(flatten)]
    choice: Choice,
    /// The order of the articles.
    #[arg(long, value_enum, default_value_t = Order::Newest)]
    sort: Order,
    /// What a book's parts are; else its sections where the articles have any.
    #[arg(long, value_enum)]
    parts: Option<Parts>,
}

/// What articles of a book stand together.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Parts {
    /// Those of one section.
    Section,
    /// Those of one month.
    Month,
}

impl ExportArguments {
    /// Whether the articles go to standard output.
    pub fn is_printed(&self) -> bool {
        self.out.is_none()
    }
}

/// Exports article by article, so that memory does not grow with the archive.
pub fn run(arguments: &ExportArguments, report: &mut Report) -> Result<()> {
    let folder = &arguments.folder;
    let mut archive = Archive::open(folder)?;
    let query = arguments.choice.query(arguments.query.clone(), arguments.sort)?;
    let is_all = query == Query { sort: query.sort, ..Query::default() };
    let n_articles = archive.index().documents();
    ensure!(
        !is_all || n_articles == archive.manifest().articles,
        "{}: holds {n_articles} articles and should hold {}; see what `broadsheet check` says",
        folder.display(),
        archive.manifest().articles
    );
    let found = archive.search(&query, &SearchOptions { limit: n_articles, ..SearchOptions::default() })?;
    for what in told(&found) {
        report.note(what);
    }
    let mut parts = vec![(String::new(), found.hits.iter().map(|hit| hit.number).collect())];
    if arguments.format.has_parts() {
        parts = in_parts(&mut archive, arguments.parts, std::mem::take(&mut parts[0].1))?;
    }
    let settings = Site::read(folder)?.settings;
    let zone = Config::of_archive(archive.manifest())?.time_zone;
    let imprint = Imprint::new(archive.manifest(), &settings, zone, "");
    let mut exporter = arguments.format.exporter(arguments.out.as_deref(), archive.folder(), &imprint)?;
    report.start("Exporting", found.hits.len() as u64, false);
    let mut done = 0;
    for (title, ids) in parts {
        exporter.part(&title)?;
        for id in ids {
            exporter.add(&archive.article(id)?, report)?;
            done += 1;
            report.advance_to(done);
        }
    }
    report.finish();
    let n_exported = done - exporter.n_left_out();
    exporter.finish(report)?;
    if let Some(out) = arguments.out.as_ref().filter(|_| report.json()) {
        return report.answer(serde_json::json!({ "articles": n_exported, "out": out }));
    }
    let place = arguments.out.as_ref().unwrap_or(folder);
    report.summary(format!("{}: {}", place.display(), counted(n_exported, "article")));
    Ok(())
}

/// Articles by section or month. Sections stand in the order of their names, months as their first articles do; what has none comes last.
fn in_parts(archive: &mut Archive, parts: Option<Parts>, ids: Vec<u32>) -> Result<Vec<(String, Vec<u32>)>> {
    let mut by_section: BTreeMap<(bool, String), Vec<u32>> = BTreeMap::new();
    let mut by_month: Vec<(String, Vec<u32>)> = Vec::new();
    for id in ids {
        let preview = archive.preview(id)?;
        let section = preview.section.unwrap_or_default();
        by_section.entry((section.is_empty(), section)).or_default().push(id);
        let month = preview.day.as_deref().and_then(|day| day.get(..7)).unwrap_or_default().to_owned();
        match by_month.iter_mut().find(|(title, _)| *title == month) {
            Some((_, ids)) => ids.push(id),
            None => by_month.push((month, vec![id])),
        }
    }
    let has_sections = by_section.keys().any(|(is_without, _)| !is_without);
    let by_section = by_section.into_iter().map(|((_, title), ids)| (title, ids));
    Ok(match parts.unwrap_or(if has_sections { Parts::Section } else { Parts::Month }) {
        Parts::Section => by_section.collect(),
        Parts::Month => {
            by_month.sort_by_key(|(title, _)| title.is_empty());
            by_month
        }
    })
}
