//! `broadsheet search`: the same engine as in the browser, from the terminal.

use std::fmt::Write;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::PathBuf;
use std::time::Instant;

use anyhow::{Context, Result, bail};
use clap::Args;
use search::{Answer, Matched, Part, Query, SearchOptions};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::choice::{Choice, Order, known_facet, told};
use crate::archive::Archive;
use crate::report::{Report, counted};

/// The most characters of a snippet.
const SNIPPET: usize = 240;

/// What `search` takes.
#[derive(Args)]
pub struct SearchArguments {
    /// An archive or a site.
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// Words, "phrases", -not, prefix*, headline:word, by:word; and filters such as place:japan and after:1987.
    #[arg(value_name = "QUERY", allow_hyphen_values = true, default_value = "")]
    query: String,
    /// Takes the last word as a prefix, as the box in the browser does while one types.
    #[arg(long)]
    as_typed: bool,
    /// How many hits to show.
    #[arg(long, default_value_t = 10, value_name = "N")]
    limit: u32,
    #[command(flatten)]
    choice: Choice,
    /// The order of the hits.
    #[arg(long, value_enum, default_value_t = Order::Relevance)]
    sort: Order,
    /// Counts the facets too: all of them, or the named one.
    #[arg(long, value_name = "NAME|all")]
    facets: Option<String>,
    /// Prints the articles most like this one, given by its uri or the end of its address, in place of an answer.
    #[arg(long, value_name = "URI|SLUG", conflicts_with_all = ["query", "batch", "facets", "filter", "exclude", "from", "to", "as_typed"])]
    related: Option<String>,
    /// Answers every query of a file of JSON Lines: {"id": "…", "query": "…"}. The answers are JSON Lines too.
    #[arg(long, value_name = "FILE")]
    batch: Option<PathBuf>,
}

/// One line of a batch.
#[derive(Deserialize)]
struct BatchQuery {
    id: Value,
    query: String,
}

/// Answers the query, or the batch.
pub fn run(arguments: &SearchArguments, report: &mut Report) -> Result<()> {
    let mut archive = Archive::open(&arguments.folder)?;
    let mut query = arguments.choice.query(String::new(), arguments.sort)?;
    let options = arguments.options()?;
    if let Some(file) = &arguments.batch {
        let lines = File::open(file).with_context(|| format!("{}: cannot be read", file.display()))?;
        for (number, line) in (1..).zip(BufReader::new(lines).lines()) {
            let line = line.with_context(|| format!("{}:{number}: cannot be read", file.display()))?;
            if line.trim().is_empty() {
                continue;
            }
            match serde_json::from_str::<BatchQuery>(&line) {
                Err(error) => report.problem(format!("{}:{number}: is no query: {error}", file.display())),
                Ok(asked) => {
                    query.text = asked.query;
                    report.answer(answer_json(&mut archive, &query, &options, asked.id, arguments)?)?;
                }
            }
        }
        return Ok(());
    }
    if let Some(to) = &arguments.related {
        return related(&mut archive, to, arguments.limit as usize, report);
    }
    query.text.clone_from(&arguments.query);
    if report.json() {
        return report.answer(answer_json(&mut archive, &query, &options, Value::Null, arguments)?);
    }
    let answer = archive.search(&query, &options)?;
    report.answer(answer_text(&mut archive, &query, &options, &answer, arguments)?)
}

/// Prints the articles most like one.
fn related(archive: &mut Archive, to: &str, limit: usize, report: &mut Report) -> Result<()> {
    let Some(id) = archive.id_of(to)? else { bail!("{to}: no article has this uri or address") };
    let stored = archive.article(id)?;
    let mut hits = Vec::new();
    for hit in archive.related(id, &stored.article, limit)? {
        let preview = archive.preview(hit.number)?;
        let other = archive.article(hit.number)?;
        hits.push(
            json!({ "uri": other.article.uri, "headline": preview.headline, "day": preview.day, "score": hit.score }),
        );
    }
    if report.json() {
        return report.answer(json!({ "uri": stored.article.uri, "related": hits }));
    }
    if hits.is_empty() {
        return report.answer("no article has enough in common with this one");
    }
    let shown = |hit: &Value, key: &str| hit[key].as_str().unwrap_or_default().to_owned();
    let lines =
        hits.iter().map(|hit| format!("{}\n  {}  {}\n", shown(hit, "headline"), shown(hit, "day"), shown(hit, "uri")));
    report.answer(lines.collect::<String>())
}

impl SearchArguments {
    fn options(&self) -> Result<SearchOptions> {
        if let Some(facet) = self.facets.as_deref().filter(|facet| *facet != "all") {
            known_facet(facet)?;
        }
        let facet_limit = if self.facets.is_some() { 100 } else { 0 };
        Ok(SearchOptions { as_typed: self.as_typed, limit: self.limit, facet_limit, ..SearchOptions::default() })
    }

    fn shows_facet(&self, facet: &str) -> bool {
        self.facets.as_deref().is_some_and(|wanted| wanted == "all" || wanted == facet)
    }
}

/// One hit, with what of it is shown.
#[derive(Serialize)]
struct ShownHit {
    uri: String,
    headline: String,
    score: f32,
    snippet: Vec<Part>,
    #[serde(skip)]
    line: String,
}

fn shown_hits(archive: &mut Archive, query: &Query, options: &SearchOptions, answer: &Answer) -> Result<Vec<ShownHit>> {
    let highlighter = archive.highlighter(&query.text, options.as_typed)?;
    let mut shown = Vec::new();
    for hit in &answer.hits {
        let preview = archive.preview(hit.number)?;
        let stored = archive.article(hit.number)?;
        let mut text = stored.article.abstract_.clone().unwrap_or_default();
        text.push('\n');
        text.push_str(&stored.article.body_text());
        let line = [preview.source, preview.day, preview.section].into_iter().flatten().collect::<Vec<_>>().join(" · ");
        shown.push(ShownHit {
            uri: stored.article.uri,
            headline: preview.headline,
            score: hit.score,
            snippet: highlighter.snippet(text.trim(), SNIPPET),
            line,
        });
    }
    Ok(shown)
}

fn answer_json(
    archive: &mut Archive,
    query: &Query,
    options: &SearchOptions,
    id: Value,
    arguments: &SearchArguments,
) -> Result<String> {
    let started = Instant::now();
    let answer = archive.search(query, options)?;
    let took_ms = started.elapsed().as_secs_f64() * 1000.0;
    let mut object = json!({
        "id": id, "query": query.text, "total": answer.total, "matched": answer.matched, "totals": answer.totals,
        "took_ms": took_ms, "hits": shown_hits(archive, query, options, &answer)?,
    });
    if arguments.facets.is_some() {
        let shown = answer.facets.iter().filter(|counts| arguments.shows_facet(&counts.facet));
        let facets: serde_json::Map<String, Value> =
            shown.clone().map(|counts| (counts.facet.clone(), json!(counts.values))).collect();
        object["facets"] = Value::Object(facets);
        if shown.clone().any(|counts| counts.more) {
            object["more"] = json!(true);
        }
    }
    if !answer.also.is_empty() {
        object["also"] = json!(answer.also);
    }
    if !answer.ignored.is_empty() {
        object["ignored"] = json!(answer.ignored);
    }
    Ok(object.to_string())
}

fn answer_text(
    archive: &mut Archive,
    query: &Query,
    options: &SearchOptions,
    answer: &Answer,
    arguments: &SearchArguments,
) -> Result<String> {
    let mut text = String::new();
    if answer.matched == Matched::All {
        writeln!(text, "{} of {}", answer.total, counted(archive.manifest().articles.into(), "article"))?;
    }
    for line in told(answer) {
        writeln!(text, "{line}")?;
    }
    for hit in shown_hits(archive, query, options, answer)? {
        let gap = if hit.line.is_empty() { "" } else { "  " };
        writeln!(text, "\n{}\n  {}{gap}{}", hit.headline, hit.line, hit.uri)?;
        let snippet: String = hit
            .snippet
            .iter()
            .map(|part| if part.hit { format!("[{}]", part.text) } else { part.text.clone() })
            .collect();
        writeln!(text, "  {}", snippet.split_whitespace().collect::<Vec<_>>().join(" "))?;
    }
    for counts in
        answer.facets.iter().filter(|counts| arguments.shows_facet(&counts.facet) && !counts.values.is_empty())
    {
        writeln!(text, "\n{}", counts.facet)?;
        for value in &counts.values {
            writeln!(text, "  {:>7}  {}", value.count, value.value)?;
        }
        if counts.more {
            writeln!(text, "  and more")?;
        }
    }
    Ok(text)
}
