//! Which of the marks are looked at.

use super::mark::Mark;

/// What a mark must be like; what is empty asks for nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Words that stand in the quote, the note, a tag or the headline, all of them, whatever their case.
    pub words: String,
    /// The name of its colour.
    pub colour: String,
    /// One of its tags.
    pub tag: String,
    /// The article's `uri`.
    pub article: String,
    /// The first day on which it may have been made, where the reader is: `2026-11-26`.
    pub from: String,
    /// The last.
    pub to: String,
    /// Whether its article must no longer have it.
    pub lost: bool,
}

impl Filter {
    /// Whether a mark is like that; `day_of` tells on which day an instant was, where the reader is.
    pub fn takes(&self, mark: &Mark, day_of: impl Fn(&str) -> String) -> bool {
        let is = |wanted: &str, found: &str| wanted.is_empty() || wanted == found;
        is(&self.colour, mark.colour.name())
            && is(&self.article, &mark.target.source)
            && (mark.lost || !self.lost)
            && (self.tag.is_empty() || mark.tags.contains(&self.tag))
            && self.has_words(mark)
            && (self.from.is_empty() && self.to.is_empty() || self.takes_day(&day_of(&mark.created)))
    }

    fn takes_day(&self, day: &str) -> bool {
        (self.from.is_empty() || day >= self.from.as_str()) && (self.to.is_empty() || day <= self.to.as_str())
    }

    fn has_words(&self, mark: &Mark) -> bool {
        if self.words.trim().is_empty() {
            return true;
        }
        let (target, tags) = (&mark.target, mark.tags.join(" "));
        let whole = [&target.selectors.quote.exact, &mark.note, &target.headline, &tags].map(String::as_str);
        let whole = whole.join("\n").to_lowercase();
        self.words.to_lowercase().split_whitespace().all(|word| whole.contains(word))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::marks::Colour;

    #[track_caller]
    fn check(filter: Filter, expected: bool) {
        let mut mark = Mark {
            created: "2026-11-26T07:00:00Z".to_owned(),
            colour: Colour::Pink,
            note: "Ask Ánna".to_owned(),
            tags: vec!["to do".to_owned()],
            ..Mark::default()
        };
        mark.target.source = "urn:a".to_owned();
        mark.target.selectors.quote.exact = "Budget vote".to_owned();
        let day_in_utc = |instant: &str| instant.get(..10).unwrap_or_default().to_owned();
        assert_eq!(filter.takes(&mark, day_in_utc), expected, "{filter:?}");
    }

    #[test]
    fn what_is_asked_for_must_hold_and_the_rest_need_not() {
        let of = |change: fn(&mut Filter)| {
            let mut filter = Filter::default();
            change(&mut filter);
            filter
        };
        check(Filter::default(), true);
        check(of(|filter| filter.words = " VOTE ánna do ".into()), true);
        check(of(|filter| filter.words = "vote harbour".into()), false);
        check(of(|filter| filter.colour = "pink".into()), true);
        check(of(|filter| filter.colour = "blue".into()), false);
        check(of(|filter| filter.tag = "to do".into()), true);
        check(of(|filter| filter.tag = "to".into()), false);
        check(of(|filter| filter.article = "urn:a".into()), true);
        check(of(|filter| filter.article = "urn:b".into()), false);
        check(of(|filter| (filter.from, filter.to) = ("2026-11-26".into(), "2026-11-26".into())), true);
        check(of(|filter| filter.from = "2026-11-27".into()), false);
        check(of(|filter| filter.to = "2026-11-25".into()), false);
        check(of(|filter| filter.lost = true), false);
    }

    /// The filter counted days in UTC.
    #[test]
    fn a_day_is_the_readers_own() {
        let mark = Mark { created: "2026-11-26T07:00:00Z".to_owned(), ..Mark::default() };
        let in_honolulu = |_: &str| "2026-11-25".to_owned();
        let on = |day: &str| Filter { from: day.to_owned(), to: day.to_owned(), ..Filter::default() };
        assert!(on("2026-11-25").takes(&mark, in_honolulu));
        assert!(!on("2026-11-26").takes(&mark, in_honolulu));
    }
}
