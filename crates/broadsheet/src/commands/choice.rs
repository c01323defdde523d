//! Which articles of an archive are meant: what `search` and `export` have in common.

use anyhow::{Context, Result, bail};
use article::FACETS;
use clap::{Args, ValueEnum};
use search::{Answer, Filter, Matched, Query, Sort};

/// Filters and dates.
#[derive(Args)]
pub struct Choice {
    /// Articles with this value alone; several of one field are alternatives.
    #[arg(long, value_name = "FIELD=VALUE")]
    filter: Vec<String>,
    /// No articles with this value.
    #[arg(long, value_name = "FIELD=VALUE")]
    exclude: Vec<String>,
    /// Articles of this year, month or day and later.
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    /// Articles of this year, month or day and earlier.
    #[arg(long, value_name = "DATE")]
    to: Option<String>,
}

/// An order of articles.
#[derive(Clone, Copy, ValueEnum)]
pub enum Order {
    /// Those that match best.
    Relevance,
    /// By date, the newest first.
    Newest,
    /// By date, the oldest first.
    Oldest,
}

impl Choice {
    /// The query for these words, in this order.
    pub fn query(&self, text: String, order: Order) -> Result<Query> {
        let mut filters = Vec::new();
        for (pairs, exclude) in [(&self.filter, false), (&self.exclude, true)] {
            for pair in pairs {
                let Some((facet, value)) = pair.split_once('=') else {
                    bail!("\"{pair}\" is not FIELD=VALUE, such as places=japan");
                };
                known_facet(facet)?;
                filters.push(Filter { facet: facet.to_owned(), value: value.to_owned(), exclude });
            }
        }
        let period = |flag: &str, text: &Option<String>| {
            text.as_ref().map(|text| text.parse().with_context(|| format!("{flag} \"{text}\""))).transpose()
        };
        let sort = match order {
            Order::Relevance => Sort::Relevance,
            Order::Newest => Sort::Newest,
            Order::Oldest => Sort::Oldest,
        };
        Ok(Query { text, filters, from: period("--from", &self.from)?, to: period("--to", &self.to)?, sort })
    }
}

/// What is to be known of an answer: that the words were taken more widely, that others were looked for too, that some were left out.
pub fn told(answer: &Answer) -> Vec<String> {
    let Answer { matched, total, totals, also, ignored, .. } = answer;
    let words = match matched {
        Matched::All => None,
        Matched::Most => Some("most"),
        Matched::Any => Some("any"),
    };
    let widened =
        words.map(|words| format!("{total} articles match {words} of the words ({} all of them)", totals.all));
    let also = (!also.is_empty()).then(|| format!("also looked for: {}", also.join(", ")));
    let ignored = ignored.iter().map(|ignored| format!("left out of the query: {ignored}"));
    widened.into_iter().chain(also).chain(ignored).collect()
}

/// Refuses what is no facet.
pub fn known_facet(facet: &str) -> Result<()> {
    if FACETS.contains(&facet) {
        return Ok(());
    }
    bail!("there is no facet \"{facet}\"; the facets are {}", FACETS.join(", "))
}
