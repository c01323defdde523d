//! What this device keeps of an article: whether it was read, whether it is saved, where reading was left, and where in the
//! archive it lies. One short text an article: `rs dbvqztmk.14 b1 250`.
//!
//! It is the reader's own text in the browser's storage: whatever stands there, reading it fails at nothing.

use article::Segment;
use search::{Filter, Query};

/// The facet that a reader's lists are, as filters and addresses name it.
pub const LIST: &str = "list";

/// Its values, in the order of the alphabet, as the search asks. Each is a bit of what [`Record::set`] tells.
pub const LISTS: [&str; 3] = ["read", "saved", "unread"];

/// What is true of an article of which nothing is kept: it is unread.
pub const UNREAD: u32 = 0b100;

const READ: u32 = 0b001;
const SAVED: u32 = 0b010;

/// Characters of a segment's name by which it is known again: forty bits, and an archive has few segments.
const NAME: usize = 8;

/// What is kept of an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Record {
    /// Whether it was read.
    pub is_read: bool,
    /// Whether it is saved.
    pub is_saved: bool,
    /// Where reading was left.
    pub left: Option<Place>,
    /// Where it lay when something was kept of it last; see [`lying`]. Empty where that is not known.
    pub lies: String,
}

/// A place in an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The block's id.
    pub block: String,
    /// How far into the block, in thousandths of its height, so that it holds when the type is set otherwise.
    pub depth: u32,
}

impl Record {
    /// Reads what was kept.
    pub fn read(kept: &str) -> Self {
        let mut parts = kept.split(' ');
        let mut next = || parts.next().unwrap_or_default();
        let (lists, lies, block, depth) = (next(), next(), next(), next());
        let place = |depth| Place { block: block.to_owned(), depth };
        let has = |list: u8| lists.bytes().any(|byte| byte == list);
        Self { is_read: has(b'r'), is_saved: has(b's'), left: depth.parse().ok().map(place), lies: lies.to_owned() }
    }

    /// What is to be kept. It is kept even where all is as in the beginning, so that other tabs hear of which article it is.
    pub fn write(&self) -> String {
        let lists = match (self.is_read, self.is_saved) {
            (false, false) => "-",
            (true, false) => "r",
            (false, true) => "s",
            (true, true) => "rs",
        };
        match &self.left {
            None => [lists, " ", &self.lies].concat(),
            Some(Place { block, depth }) => [lists, " ", &self.lies, " ", block, " ", &depth.to_string()].concat(),
        }
    }

    /// Whether all is as in the beginning.
    pub fn is_empty(&self) -> bool {
        self.set() == UNREAD && self.left.is_none()
    }

    /// In which lists it stands, a bit each.
    pub fn set(&self) -> u32 {
        (if self.is_read { READ } else { UNREAD }) | if self.is_saved { SAVED } else { 0 }
    }
}

/// Whether a query asks for what stands in a list, or does not.
pub fn asks_for_lists(query: &Query) -> bool {
    query.filters.iter().any(|Filter { facet, .. }| facet == LIST)
}

/// Where an article lies, given by the place of its segment and its number there: the segment never changes, and ids change
/// with each edition. Without them: that no edition up to this one has it.
pub fn lying(place: Option<(usize, u32)>, segments: &[Segment]) -> String {
    let (segment, number) = match place {
        Some((place, number)) => (segments.get(place), number.to_string()),
        None => (segments.last(), "-".to_owned()),
    };
    segment.map_or(String::new(), |segment| [name(segment), ".", &number].concat())
}

/// The id of what lies there. The inner `None`: it is nowhere in this edition; the outer: that segment stands no more, or
/// nothing is known, and the article has to be looked up.
pub fn id_of(lies: &str, segments: &[Segment]) -> Option<Option<u32>> {
    let (wanted, number) = lies.split_once('.')?;
    let mut before = 0;
    for (place, segment) in segments.iter().enumerate() {
        if name(segment) == wanted {
            if number == "-" {
                return (place + 1 == segments.len()).then_some(None);
            }
            let number: u32 = number.parse().ok()?;
            return (number < segment.articles).then_some(Some(before + number));
        }
        before += segment.articles;
    }
    None
}

fn name(segment: &Segment) -> &str {
    segment.hash.get(..NAME).unwrap_or(&segment.hash)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn segments(names: &[(&str, u32)]) -> Vec<Segment> {
        let segment = |(hash, articles): &(&str, u32)| Segment {
            hash: (*hash).to_owned(),
            articles: *articles,
            previews_per_group: 24,
            lookup_groups: 1,
        };
        names.iter().map(segment).collect()
    }

    #[test]
    fn what_is_kept_is_read_again() {
        let places = [None, Some(Place { block: "b2-3".to_owned(), depth: 250 })];
        for left in places {
            for (is_read, is_saved, set) in
                [(false, false, 0b100), (true, false, 0b001), (false, true, 0b110), (true, true, 0b011)]
            {
                for lies in ["", "dbvqztmk.14"] {
                    let record = Record { is_read, is_saved, left: left.clone(), lies: lies.to_owned() };
                    assert_eq!(record.set(), set);
                    assert_eq!(Record::read(&record.write()), record);
                    assert_eq!(record.is_empty(), set == UNREAD && left.is_none());
                }
            }
        }
        assert!(Record::read("") == Record::default() && Record::default().is_empty());
    }

    #[test]
    fn what_is_no_record_is_passed_over() {
        for kept in ["", " ", "-", "x", "- a b", "- a b c", "- a b -1", "\n\n", "🙂 b é é"] {
            let record = Record::read(kept);
            assert_eq!((record.set(), record.left), (UNREAD, None), "{kept:?}");
        }
    }

    #[test]
    fn an_article_is_found_where_it_lay_as_long_as_its_segment_stands() {
        let before = segments(&[("aaaaaaaaaa", 3), ("bbbbbbbbbb", 2)]);
        let lies = lying(Some((1, 1)), &before);
        assert_eq!(lies, "bbbbbbbb.1");
        assert_eq!(id_of(&lies, &before), Some(Some(4)));
        // The segment before it was written anew, and one came behind it.
        let later = segments(&[("cccccccccc", 9), ("bbbbbbbbbb", 2), ("dddddddddd", 1)]);
        assert_eq!(id_of(&lies, &later), Some(Some(10)));
        assert_eq!(id_of(&lying(Some((0, 0)), &before), &later), None);
        assert_eq!(lying(Some((2, 0)), &before), "");
        for damaged in ["", "bbbbbbbb", "bbbbbbbb.", "bbbbbbbb.2", "bbbbbbbb.99999999999", ".1"] {
            assert_eq!(id_of(damaged, &before), None, "{damaged:?}");
        }
    }

    #[test]
    fn what_is_nowhere_is_looked_for_again_once_something_is_added() {
        let before = segments(&[("aaaaaaaaaa", 3), ("bbbbbbbbbb", 2)]);
        let lies = lying(None, &before);
        assert_eq!(id_of(&lies, &before), Some(None));
        let later = segments(&[("aaaaaaaaaa", 3), ("bbbbbbbbbb", 2), ("cccccccccc", 1)]);
        assert_eq!(id_of(&lies, &later), None);
    }
}
