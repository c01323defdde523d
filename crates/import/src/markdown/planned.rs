//! When an article is to appear, as Hugo plans it: `publishDate`, before which it is not to be seen.

use article::Article;
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use crate::dates::{Reading, has_lost_its_time, read_date};
use crate::hold;

/// What front matter says of it.
#[derive(Debug, Default)]
pub struct Planned {
    /// The keys and the dates, as a key may be spelt in several ways.
    given: Vec<(String, String)>,
}

impl Planned {
    /// Takes a field that plans when its article appears; answers whether it is one. An empty one plans nothing.
    pub fn takes(&mut self, key: &str, value: &Value) -> bool {
        if key.trim().to_ascii_lowercase().replace(['_', '-', ' '], "") != "publishdate" {
            return false;
        }
        let date = match value {
            Value::String(date) => date.trim().to_owned(),
            Value::Number(date) => date.to_string(),
            Value::Null => String::new(),
            other => other.to_string(),
        };
        if !date.is_empty() {
            self.given.push((key.to_owned(), date));
        }
        true
    }

    /// The date, for an article that names no other.
    pub fn date(&self) -> Option<&str> {
        self.given.first().map(|(_, date)| date.as_str())
    }

    /// Holds the article back until then, and of several until the last. Whether that has passed is for who publishes to say. Answers the key where nobody knows when
    /// it is.
    pub fn hold_back(self, article: &mut Article) -> Option<String> {
        for (key, date) in self.given {
            let Some(until) = latest(&date) else { return Some(key) };
            hold::hold_back(article, &Article { embargoed_until: Some(until), ..Article::default() });
        }
        None
    }
}

/// A date as an embargo has it. One that names no zone is over where, of all zones, it comes last, and one whose time is lost with
/// its day.
fn latest(date: &str) -> Option<String> {
    let later = |instant: Timestamp, hours| instant.checked_add(SignedDuration::from_hours(hours)).ok();
    let behind = |day: &str| later(format!("{day}T00:00:00Z").parse().ok()?, 24 + 12);
    let until = match read_date(date) {
        Reading::AsGiven => return Some(date.to_owned()),
        Reading::Means(meant) if !has_lost_its_time(date, &meant) => return Some(meant),
        Reading::MeansInUtc(meant) => later(meant.parse().ok()?, 12),
        Reading::Means(day) | Reading::DayOnly(day) => behind(&day),
        Reading::Ambiguous | Reading::None => None,
    };
    until.map(|until| until.to_string())
}
