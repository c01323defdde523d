//! What the search box offers: what may be meant while one types, and the searches made before.

use std::rc::Rc;

use search::{Query, Suggested, Suggestion};

use crate::messages::{Message, t};
use crate::results::{Choice, Lower, chips, choose};
use crate::route::{Location, View};
use crate::{format, labels};

/// Articles that are offered: the best of the results, which stand below.
pub const ARTICLES: usize = 2;

/// Searches that are remembered.
const REMEMBERED: usize = 10;

/// One thing to take.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What kind of thing it is, in words.
    pub group: Message,
    /// What it says.
    pub text: String,
    /// What stands beside it.
    pub note: String,
    /// What is done when it is taken.
    pub deed: Deed,
}

/// What is done when an offer is taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// This is put into the box.
    Type(String),
    /// This address of the app is followed.
    Follow(String),
    /// This address too, of a search made before, which can be forgotten.
    Repeat(String),
    /// All searches made before are forgotten.
    ForgetAll,
}

/// A suggestion for what is being typed in the box of a query.
pub fn suggested(suggestion: Suggestion, query: &Query, lower: Lower) -> Offer {
    let Suggestion { what, value, facet, count, text, exclude } = suggestion;
    match what {
        Suggested::Name => {
            Offer { group: t("Fields"), text: value + ":", note: t("Field").into(), deed: Deed::Type(text) }
        }
        Suggested::Word => Offer { group: t("Words"), text: value, note: String::new(), deed: Deed::Type(text) },
        Suggested::Value => {
            let choice = if exclude { Choice::Excluded } else { Choice::Chosen };
            let mut narrowed = Query { text, ..query.clone() };
            choose(&mut narrowed, &facet, &value, choice, lower);
            let filter = if exclude { labels::not_facet(&facet) } else { labels::facet(&facet).to_owned() };
            Offer {
                group: t("Filters"),
                text: labels::value(&facet, &value),
                note: [&filter, " ", &format::number(count)].concat(),
                deed: Deed::Follow(Location::results(narrowed).href()),
            }
        }
    }
}

/// An article among the results of a query.
pub fn article(headline: &str, slug: &str, query: &Query) -> Offer {
    Offer {
        group: t("Articles"),
        text: headline.to_owned(),
        note: String::new(),
        deed: Deed::Follow(Location::article(slug, query.clone()).href()),
    }
}

/// The searches that are remembered, as they are kept: an address a line, the last first.
pub fn remembered(kept: &str) -> Vec<Rc<Offer>> {
    let mut offers = Vec::new();
    let mut add = |group, text, deed| offers.push(Rc::new(Offer { group, text, note: String::new(), deed }));
    for href in kept.split_terminator('\n') {
        add(t("Recent searches"), name(href), Deed::Repeat(href.to_owned()));
    }
    if !kept.is_empty() {
        add(t("All recent searches"), t("Clear recent searches").into(), Deed::ForgetAll);
    }
    offers
}

/// What is kept once one more search was made: its address comes first, and any other that reads alike goes. An address that
/// leads elsewhere is none to remember.
pub fn remember(kept: &str, href: &str) -> String {
    let name = name(href);
    if name.is_empty() {
        return kept.to_owned();
    }
    rest(href.to_owned() + "\n", kept, |other| self::name(other) != name)
}

/// What is kept once a search was forgotten.
pub fn forget(kept: &str, href: &str) -> String {
    rest(String::new(), kept, |other| other != href)
}

/// Puts those behind the first that stay, as many as there is room for.
fn rest(mut first: String, kept: &str, stays: impl Fn(&str) -> bool) -> String {
    let mut room = REMEMBERED - usize::from(!first.is_empty());
    for href in kept.split_terminator('\n') {
        if room > 0 && stays(href) {
            first.push_str(href);
            first.push('\n');
            room -= 1;
        }
    }
    first
}

/// A search as it is read: its words and all that narrows it. Empty where the address leads to no search.
fn name(href: &str) -> String {
    let location = Location::parse(href.strip_prefix("./").unwrap_or(href));
    let mut name = location.query.text.trim().to_owned();
    if location.view != View::Results {
        name.clear();
        return name;
    }
    for chip in chips(&location.query) {
        name.push_str(if name.is_empty() { "" } else { " · " });
        name.push_str(&chip.text());
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lower(text: &str) -> String {
        text.to_lowercase()
    }

    fn names(kept: &str) -> Vec<String> {
        remembered(kept).iter().map(|offer| offer.text.clone()).collect()
    }

    #[test]
    fn a_value_becomes_a_filter_and_what_was_typed_of_it_goes() {
        let query = Query { text: "oil jap".to_owned(), ..Query::default() };
        let value = |exclude| Suggestion {
            what: Suggested::Value,
            value: "Japan".to_owned(),
            facet: "places".to_owned(),
            count: 1234,
            text: "oil ".to_owned(),
            exclude,
        };
        let offers = [false, true].map(|exclude| suggested(value(exclude), &query, lower));
        assert_eq!(offers[0].deed, Deed::Follow("./?q=oil+&places=Japan".to_owned()));
        assert_eq!((offers[0].text.as_str(), offers[0].note.as_str()), ("Japan", "Places 1,234"));
        assert_eq!(offers[1].deed, Deed::Follow("./?q=oil+&-places=Japan".to_owned()));
        assert_eq!(offers[1].note, "not Places 1,234");
    }

    #[test]
    fn what_was_excluded_is_chosen_in_its_place() {
        let query = Location::parse("?q=JAP&-places=japan&sort=newest").query;
        let (value, facet) = ("Japan".to_owned(), "places".to_owned());
        let found = Suggestion { what: Suggested::Value, value, facet, count: 1, text: String::new(), exclude: false };
        let deed = suggested(found, &query, lower).deed;
        assert_eq!(deed, Deed::Follow("./?places=Japan&sort=newest".to_owned()));
    }

    #[test]
    fn the_last_search_comes_first_and_none_stands_twice() {
        let mut kept = String::new();
        for href in ["./?q=oil", "./?q=budget&places=japan&from=1987", "./?q=oil+&sort=newest", "./?q=tax"] {
            kept = remember(&kept, href);
        }
        assert_eq!(names(&kept), ["tax", "oil", "budget · japan · since 1987", "Clear recent searches"]);
        assert_eq!(names(&forget(&kept, "./?q=oil+&sort=newest")).len(), 3);
        assert_eq!(remembered(""), []);
    }

    #[test]
    fn only_searches_are_remembered_and_not_too_many() {
        for href in ["./", "./?sort=newest", "./?article=a-b&q=oil", "./?view=about"] {
            assert_eq!(remember("./?q=tax\n", href), "./?q=tax\n", "{href}");
        }
        let kept = (0..30).fold(String::new(), |kept, number| remember(&kept, &format!("./?q={number}")));
        assert_eq!(names(&kept).len(), 11);
        assert_eq!(names(&kept)[0], "29");
    }
}
