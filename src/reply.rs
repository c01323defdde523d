//! Writes what the worker tells, as [`crate::protocol`] has it, with little code: what serde derives brings along all that
//! could go wrong with files, which no text in memory does. Its test holds it against what serde writes.

use std::ops::Range;

use search::{Answer, FacetCounts, Histogram, Matched, Part, Period, Query, Sort, Unit};

use crate::failure::{Failure, Trouble};
use crate::protocol::{BUILD, Passage, Tell};

/// Writes a message of this build.
pub fn write(number: u32, body: &Tell) -> String {
    let mut json = Json::default();
    json.object(|json| {
        json.field("build").text(BUILD);
        json.field("number").number(number as usize);
        json.field("body");
        tell(json, body);
    });
    json.text
}

fn tell(json: &mut Json, body: &Tell) {
    match body {
        Tell::Ready => json.text("Ready"),
        Tell::Superseded => json.text("Superseded"),
        Tell::Answer(found) => json.variant("Answer", |json| answer(json, found)),
        Tell::Passages(found) => json.variant("Passages", |json| json.list(found, passage)),
        Tell::Marks(texts) => json.variant("Marks", |json| json.list(texts, |json, marks| json.list(marks, mark))),
        Tell::Committed(committed) => json.variant("Committed", |json| query(json, committed)),
        Tell::Failed(why) => json.variant("Failed", |json| failure(json, why)),
    }
}

fn answer(json: &mut Json, answer: &Answer) {
    json.object(|json| {
        json.field("total").number(answer.total as usize);
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

fn query(json: &mut Json, query: &Query) {
    let period = |json: &mut Json, name: &str, period: Option<Period>| {
        json.field(name);
        match period {
            Some(period) => json.text(&period.to_string()),
            None => json.text.push_str("null"),
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

fn failure(json: &mut Json, failure: &Failure) {
    json.object(|json| {
        json.field("kind").text(match failure.kind {
            Trouble::Unreachable => "Unreachable",
            Trouble::Gone => "Gone",
            Trouble::Damaged => "Damaged",
            Trouble::TooNew => "TooNew",
            Trouble::Replaced => "Replaced",
            Trouble::OtherBuild => "OtherBuild",
            Trouble::Worker => "Worker",
        });
        json.field("what").text(&failure.what);
        json.field("reason").text(&failure.reason);
    });
}

/// JSON in the making.
#[derive(Default)]
struct Json {
    text: String,
}

impl Json {
    fn object(&mut self, fields: impl FnOnce(&mut Self)) {
        self.text.push('{');
        fields(self);
        self.text.push('}');
    }

    /// A variant that holds something: an object of one field.
    fn variant(&mut self, name: &str, value: impl FnOnce(&mut Self)) {
        self.object(|json| {
            json.field(name);
            value(json);
        });
    }

    /// The name of a field, whose value comes next.
    fn field(&mut self, name: &str) -> &mut Self {
        if !self.text.ends_with('{') {
            self.text.push(',');
        }
        self.text(name);
        self.text.push(':');
        self
    }

    fn list<T>(&mut self, items: &[T], mut item: impl FnMut(&mut Self, &T)) {
        self.text.push('[');
        for (at, value) in items.iter().enumerate() {
            if at > 0 {
                self.text.push(',');
            }
            item(self, value);
        }
        self.text.push(']');
    }

    fn text(&mut self, text: &str) {
        self.text.push('"');
        for character in text.chars() {
            match character {
                '"' | '\\' => self.text.extend(['\\', character]),
                '\u{0}'..='\u{1f}' => {
                    let digit = |value: u32| char::from_digit(value & 15, 16).unwrap_or('0');
                    let code = u32::from(character);
                    self.text.push_str("\\u00");
                    self.text.extend([digit(code >> 4), digit(code)]);
                }
                _ => self.text.push(character),
            }
        }
        self.text.push('"');
    }

    fn number(&mut self, number: usize) {
        self.text.push_str(&number.to_string());
    }

    fn flag(&mut self, flag: bool) {
        self.text.push_str(if flag { "true" } else { "false" });
    }
}
