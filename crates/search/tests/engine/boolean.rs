//! Words, phrases and fields with `OR`, parentheses and minus signs in any way: what is found is what logic says, told without the
//! parser.

use std::fmt;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use search::{Document, Query, SearchOptions};

use crate::archive::Archive;

const WORDS: [&str; 6] = ["aa", "ab", "ba", "bb", "ca", "cb"];

/// What a query asks for.
#[derive(Clone, Debug)]
enum Item {
    Word(&'static str),
    Phrase(&'static str, &'static str),
    Headline(&'static str),
    Begun(char),
    /// Whether the minus is written as a word.
    Not(Box<Item>, bool),
    /// Whether the operator is written as a bar.
    Either(Vec<Group>, bool),
    All(Group),
}

/// Items that stand together, and whether `AND` stands between them.
#[derive(Clone, Debug)]
struct Group(Vec<Item>, bool);

impl fmt::Display for Group {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let items: Vec<String> = self.0.iter().map(Item::to_string).collect();
        f.write_str(&items.join(if self.1 { " AND " } else { " " }))
    }
}

impl fmt::Display for Item {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Self::Word(word) => f.write_str(word),
            Self::Phrase(one, other) => write!(f, "\"{one} {other}\""),
            Self::Headline(word) => write!(f, "headline:{word}"),
            Self::Begun(letter) => write!(f, "{letter}*"),
            Self::Not(item, as_word) => {
                f.write_str(if *as_word { "NOT " } else { "-" })?;
                match **item {
                    Self::Either(..) | Self::Not(..) => write!(f, "({item})"),
                    _ => write!(f, "{item}"),
                }
            }
            Self::Either(groups, as_bar) => {
                let alternative = |group: &Group| match group.0.as_slice() {
                    [item] => item.to_string(),
                    _ => format!("({group})"),
                };
                let alternatives: Vec<String> = groups.iter().map(alternative).collect();
                f.write_str(&alternatives.join(if *as_bar { " | " } else { " OR " }))
            }
            Self::All(group) => write!(f, "({group})"),
        }
    }
}

impl Item {
    fn leaves(&self) -> usize {
        match self {
            Self::Not(item, _) => item.leaves(),
            Self::Either(groups, _) => groups.iter().map(Group::leaves).sum(),
            Self::All(group) => group.leaves(),
            _ => 1,
        }
    }

    /// Whether a document, given by its headline and its text, has what is asked for.
    fn holds(&self, fields: &[Vec<&str>; 2]) -> bool {
        let has = |is: &dyn Fn(&&str) -> bool| fields.iter().flatten().any(is);
        match self {
            Self::Word(word) => has(&|other| other == word),
            Self::Phrase(one, other) => fields.iter().any(|words| words.windows(2).any(|two| two == [*one, *other])),
            Self::Headline(word) => fields[0].contains(word),
            Self::Begun(letter) => has(&|other| other.starts_with(*letter)),
            Self::Not(item, _) => !item.holds(fields),
            Self::Either(groups, _) => groups.iter().any(|group| group.holds(fields)),
            Self::All(group) => group.holds(fields),
        }
    }
}

impl Group {
    fn leaves(&self) -> usize {
        self.0.iter().map(Item::leaves).sum()
    }

    fn holds(&self, fields: &[Vec<&str>; 2]) -> bool {
        self.0.iter().all(|item| item.holds(fields))
    }
}

fn leaf() -> impl Strategy<Value = Item> {
    let word = || select(&WORDS[..]);
    prop_oneof![
        4 => word().prop_map(Item::Word),
        1 => (word(), word()).prop_map(|(one, other)| Item::Phrase(one, other)),
        1 => word().prop_map(Item::Headline),
        1 => select(&['a', 'b', 'd'][..]).prop_map(Item::Begun),
    ]
}

/// Items among which one finds something by itself: what only leaves out means nothing as an alternative.
fn group(item: impl Strategy<Value = Item> + 'static) -> impl Strategy<Value = Group> {
    (leaf(), vec(item, 0..3), any::<prop::sample::Index>(), any::<bool>()).prop_map(|(leaf, mut items, place, and)| {
        items.insert(place.index(items.len() + 1), leaf);
        Group(items, and)
    })
}

fn item() -> impl Strategy<Value = Item> {
    leaf().prop_recursive(3, 24, 4, |inner| {
        let either = || {
            (vec(group(inner.clone()), 2..4), any::<bool>()).prop_map(|(groups, bar)| Item::Either(groups, bar))
        };
        let all = || group(inner.clone()).prop_map(Item::All);
        let negated = prop_oneof![3 => leaf(), 1 => leaf().prop_map(|leaf| Item::Not(leaf.into(), true)), 2 => either(), 2 => all()];
        prop_oneof![
            3 => (negated, any::<bool>()).prop_map(|(item, as_word)| Item::Not(item.into(), as_word)),
            3 => either(),
            1 => all(),
        ]
    })
}

fn text(most: usize) -> impl Strategy<Value = Vec<&'static str>> {
    vec(select(&WORDS[..]), 0..most)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_found_is_what_logic_says(
        fields in vec((text(3), text(6)).prop_map(|(headline, body)| [headline, body]), 1..25), asked in vec((vec(item(), 1..4), any::<bool>()), 1..10)
    ) {
        let document = |[headline, body]: &[Vec<&str>; 2]| Document {
            language: String::new(),
            fields: [&headline.join(" "), "", "", "", &body.join(" ")].map(str::to_owned).to_vec(),
            facets: vec![vec![], vec![]],
            day: None,
        };
        let archive = Archive::new(&fields.iter().map(document).collect::<Vec<_>>(), 512);
        for (items, and) in asked {
            let asked = Group(items, and);
            if asked.leaves() > 60 {
                continue;
            }
            let query = Query { text: asked.to_string(), ..Query::default() };
            let answer = archive.search(&query, &SearchOptions::default()).unwrap();
            let expected = fields.iter().filter(|fields| asked.holds(fields)).count();
            prop_assert_eq!(answer.totals.all as usize, expected, "{} in {:?}", asked, fields);
            prop_assert_eq!(answer.ignored, [""; 0], "{}", asked);
        }
    }
}
