//! Which of the marks are looked at.

use std::cell::OnceCell;

use super::mark::Mark;
use crate::find::fold;

/// What a mark must be like; what is empty asks for nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Words that stand in the quote, the note, a tag or the headline, all of them, whatever their case and diacritics; what
    /// stands in quotation marks is one.
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
    /// Asks no longer for what none of the marks has: among their colours, tags and articles it could not be seen that it does.
    pub fn forget_unknown(&mut self, marks: &[Mark]) {
        let has = |is: &dyn Fn(&Mark) -> bool| marks.iter().any(is);
        if !has(&|mark| mark.colour.name() == self.colour) {
            self.colour.clear();
        }
        if !has(&|mark| mark.tags.contains(&self.tag)) {
            self.tag.clear();
        }
        if !has(&|mark| mark.target.source == self.article) {
            self.article.clear();
        }
    }

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
        let sought = fold(&self.words).text;
        // Every second piece stands in quotation marks, which need not be closed while they are typed.
        let pieces = sought.split('"').enumerate();
        let mut parts = pieces.flat_map(|(at, piece)| match at % 2 {
            0 => piece.split_whitespace().map(str::to_owned).collect(),
            _ => vec![on_one_line(piece)],
        });
        let whole = OnceCell::new();
        parts.all(|part| part.is_empty() || whole.get_or_init(|| all_words(mark)).contains(&part))
    }
}

/// Everything that is searched of a mark, each thing on a line of its own, so that no phrase goes from one into another.
fn all_words(mark: &Mark) -> String {
    let target = &mark.target;
    let things = [&target.selectors.quote.exact, &mark.note, &target.headline].into_iter().chain(&mark.tags);
    things.map(|thing| on_one_line(&fold(thing).text)).collect::<Vec<_>>().join("\n")
}

/// A text with one blank between its words, wherever its lines were broken.
fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
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

    /// `zurich` found no mark of Zürich, though the search and find in the article did; and quotation marks were looked for as
    /// they stood.
    #[test]
    fn words_are_found_whatever_their_diacritics_and_phrases_whole() {
        let mut mark =
            Mark {
                note: "Łódź note".to_owned(), tags: vec!["Über".to_owned(), "uns".to_owned()], ..Mark::default()
            };
        mark.target.selectors.quote.exact = "The council of Zürich met\non  Friday.".to_owned();
        let found =
            |words: &str| Filter { words: words.to_owned(), ..Filter::default() }.takes(&mark, |_| String::new());
        for words in [
            "zurich",
            "ZÜRICH",
            "lodz",
            "uber",
            "“council of”",
            "\"of zurich\" lodz",
            "\"zurich me",
            "met",
            "\"met on friday\"",
            "\"\"",
        ] {
            assert!(found(words), "{words}");
        }
        for words in ["\"of council\"", "\"zurich lodz\"", "\"friday. lodz\"", "\"uber uns\"", "zurch"] {
            assert!(!found(words), "{words}");
        }
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

    /// The last mark with a tag was deleted while that tag was chosen: none was shown, and nothing said why.
    #[test]
    fn what_no_mark_has_any_more_is_asked_for_no_longer() {
        let marks = [Mark { colour: Colour::Pink, tags: vec!["to do".to_owned()], ..Mark::default() }];
        let asked = |colour: &str, tag: &str| Filter {
            words: "nowhere".to_owned(),
            colour: colour.to_owned(),
            tag: tag.to_owned(),
            ..Filter::default()
        };
        for (mut filter, left) in
            [(asked("pink", "to do"), asked("pink", "to do")), (asked("blue", "done"), asked("", ""))]
        {
            filter.forget_unknown(&marks);
            assert_eq!(filter, left);
        }
    }
}
