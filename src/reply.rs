//! Writes what the worker tells, as [`crate::protocol`] has it. The test of [`crate::tell`] holds it against what serde
//! writes.

use std::ops::Range;

use search::{Answer, FacetCounts, Histogram, Matched, Part, Period, Query, Sort, Suggested, Suggestion, Unit};

use crate::failure::Failure;
use crate::find::Folded;
use crate::json_writer::Json;
use crate::protocol::{Passage, Tell};

/// Writes a message of this build.
pub fn write(number: u32, body: &Tell) -> String {
    Json::message(number, |json| tell(json, body))
}

fn tell(json: &mut Json, body: &Tell) {
    match body {
        Tell::Ready => json.text("Ready"),
        Tell::Superseded => json.text("Superseded"),
        Tell::Answer(found) => json.variant("Answer", |json| answer(json, found)),
        Tell::Passages(found) => json.variant("Passages", |json| json.list(found, passage)),
        Tell::Marks(texts) => json.variant("Marks", |json| json.list(texts, |json, marks| json.list(marks, mark))),
        Tell::Folded(texts) => json.variant("Folded", |json| json.list(texts, folded)),
        Tell::Committed(committed) => json.variant("Committed", |json| query(json, committed)),
        Tell::Suggestions(found) => json.variant("Suggestions", |json| json.list(found, suggestion)),
        Tell::Failed(why) => json.variant("Failed", |json| failure(json, why)),
    }
}

fn answer(json: &mut Json, answer: &Answer) {
    json.object(|json| {
        json.field("total").number(answer.total as usize);
        json.field("clauses").number(answer.clauses as usize);
        json.field("matched").text(match answer.matched {
            Matched::All => "all",
            Matched::Most => "most",
            Matched::Any => "any",
        });
        json.field("totals").object(|json| {
            json.field("all").number(answer.totals.all as usize);
            json.field("most").number(answer.totals.most as usize);
            json.field("any").number(answer.totals.any as usize);
        });
        json.field("hits")
            .list(&answer.hits, |json, hit| json.object(|json| json.field("number").number(hit.number as usize)));
        json.field("facets").list(&answer.facets, facet);
        json.field("histogram");
        histogram(json, &answer.histogram);
        json.field("ignored").list(&answer.ignored, |json, ignored| json.text(ignored));
        json.field("also").list(&answer.also, |json, also| json.text(also));
    });
}

fn facet(json: &mut Json, facet: &FacetCounts) {
    json.object(|json| {
        json.field("facet").text(&facet.facet);
        json.field("values").list(&facet.values, |json, value| {
            json.object(|json| {
                json.field("value").text(&value.value);
                json.field("count").number(value.count as usize);
            });
        });
        json.field("more").flag(facet.more);
    });
}

fn histogram(json: &mut Json, histogram: &Histogram) {
    json.object(|json| {
        json.field("unit").text(match histogram.unit {
            Unit::Year => "year",
            Unit::Month => "month",
            Unit::Day => "day",
        });
        json.field("bars").list(&histogram.bars, |json, bar| {
            json.object(|json| {
                json.field("period").text(&bar.period.to_string());
                json.field("count").number(bar.count as usize);
            });
        });
        json.field("undated").number(histogram.undated as usize);
    });
}

fn passage(json: &mut Json, passage: &Passage) {
    let part = |json: &mut Json, part: &Part| {
        json.object(|json| {
            json.field("text").text(&part.text);
            json.field("hit").flag(part.hit);
        });
    };
    json.object(|json| {
        json.field("number").number(passage.number as usize);
        json.field("headline").list(&passage.headline, part);
        json.field("snippet").list(&passage.snippet, part);
    });
}

fn mark(json: &mut Json, mark: &Range<usize>) {
    json.object(|json| {
        json.field("start").number(mark.start);
        json.field("end").number(mark.end);
    });
}

fn folded(json: &mut Json, folded: &Folded) {
    json.object(|json| {
        json.field("text").text(&folded.text);
        json.field("widths").text(&folded.widths);
    });
}

fn suggestion(json: &mut Json, suggestion: &Suggestion) {
    json.object(|json| {
        json.field("what").text(match suggestion.what {
            Suggested::Name => "name",
            Suggested::Word => "word",
            Suggested::Value => "value",
        });
        json.field("value").text(&suggestion.value);
        json.field("facet").text(&suggestion.facet);
        json.field("count").number(suggestion.count as usize);
        json.field("text").text(&suggestion.text);
        json.field("exclude").flag(suggestion.exclude);
    });
}

/// A query.
pub(crate) fn query(json: &mut Json, query: &Query) {
    let period = |json: &mut Json, name: &str, period: Option<Period>| {
        json.field(name);
        match period {
            Some(period) => json.text(&period.to_string()),
            None => json.nothing(),
        }
    };
    json.object(|json| {
        json.field("text").text(&query.text);
        json.field("filters").list(&query.filters, |json, filter| {
            json.object(|json| {
                json.field("facet").text(&filter.facet);
                json.field("value").text(&filter.value);
                json.field("exclude").flag(filter.exclude);
            });
        });
        period(json, "from", query.from);
        period(json, "to", query.to);
        json.field("sort").text(match query.sort {
            Sort::Relevance => "relevance",
            Sort::Newest => "newest",
            Sort::Oldest => "oldest",
        });
    });
}

/// What went wrong.
pub(crate) fn failure(json: &mut Json, failure: &Failure) {
    json.object(|json| {
        json.field("kind").text(failure.kind.name());
        json.field("what").text(&failure.what);
        json.field("reason").text(&failure.reason);
    });
}
