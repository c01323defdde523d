//! Words that mean the same in an archive, as its owner says: `US` and `United States`.

use crate::bytes::{Cursor, Damage};
use crate::query_text::{Words, sign};
use crate::words::{WantedPhrase, WantedWord, wanted_phrases};

/// Lists of words and phrases that are looked for beside one another.
///
/// ```
/// use search::Synonyms;
/// let mut synonyms = Synonyms::default();
/// synonyms.add(&["US", "United States"], 2)?;
/// // One way: who looks for a quake finds earthquakes too, but not the other way round.
/// synonyms.add(&["quake", "earthquake"], 1)?;
/// # Ok::<(), search::SynonymError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Synonyms {
    lists: Vec<List>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct List {
    members: Vec<Synonym>,
    /// How many of them, the first, are looked for with the others beside them; the others are only found.
    sought: usize,
}

/// A word or phrase of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Synonym {
    /// As the owner writes it.
    pub text: String,
    /// What a query asks for in which it stands without quotes.
    phrases: Vec<WantedPhrase>,
}

/// Why words cannot be synonyms.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SynonymError {
    /// This has no word in it.
    NoWord(String),
    /// These are the same words to the search, as `US` and `U.S.` are, and nothing else is in the list.
    OneAlone(String),
    /// This is looked for in two lists, or twice in one.
    Twice(String),
}

/// What a query asks for in which this stands.
fn phrases(text: &str, quoted: bool) -> Vec<WantedPhrase> {
    // A star is one that the texts have.
    let text = text.chars().map(|character| if sign(character) == '*' { ' ' } else { character }).collect();
    wanted_phrases(&Words { field: None, text, quoted, prefix: false, exclude: false }, false)
}

impl Synonym {
    fn new(text: &str) -> Self {
        Self { text: text.to_owned(), phrases: phrases(text, false) }
    }

    /// All its words, which stand next to one another in a text.
    pub fn words(&self) -> Vec<WantedWord> {
        // Between two words in scripts without spaces a text has more than a query asks for outside of quotes.
        phrases(&self.text, true).into_iter().flat_map(|phrase| phrase.words).collect()
    }

    /// How many words and phrases of a query it is.
    pub fn count(&self) -> usize {
        self.phrases.len()
    }

    /// Whether it is how these words and phrases begin.
    fn begins(&self, phrases: &[&[WantedWord]]) -> bool {
        for (at, phrase) in self.phrases.iter().enumerate() {
            let Some(words) = phrases.get(at).filter(|words| words.len() == phrase.words.len()) else { return false };
            for (word, other) in phrase.words.iter().zip(*words) {
                if word.text != other.text {
                    return false;
                }
            }
        }
        true
    }

    fn is(&self, other: &Self) -> bool {
        let phrases: Vec<&[WantedWord]> = other.phrases.iter().map(|phrase| phrase.words.as_slice()).collect();
        self.phrases.len() == phrases.len() && self.begins(&phrases)
    }
}

impl Synonyms {
    /// Adds a list. The first `sought` of it are looked for with all others beside them.
    #[cfg(feature = "build")]
    pub fn add(&mut self, members: &[impl AsRef<str>], sought: usize) -> Result<(), SynonymError> {
        let list = List { members: members.iter().map(|text| Synonym::new(text.as_ref())).collect(), sought };
        for (at, member) in list.members.iter().enumerate() {
            if member.phrases.is_empty() {
                return Err(SynonymError::NoWord(member.text.clone()));
            }
            let is_written_twice = list.members[..at].iter().any(|other| other.text == member.text);
            let is_known = at < sought
                && self.lists.iter().any(|other| other.members.iter().take(other.sought).any(|other| other.is(member)));
            if is_written_twice || is_known {
                return Err(SynonymError::Twice(member.text.clone()));
            }
        }
        match list.members.first() {
            Some(first) if list.members.iter().any(|member| !member.is(first)) => {
                self.lists.push(list);
                Ok(())
            }
            first => Err(SynonymError::OneAlone(first.map_or(String::new(), |first| first.text.clone()))),
        }
    }

    /// The longest that stands at the beginning of these words and phrases of a query, and what else is to be found.
    pub(crate) fn at_beginning(&self, phrases: &[&[WantedWord]]) -> Option<(&Synonym, Vec<&Synonym>)> {
        let mut longest: Option<(&Synonym, &List)> = None;
        for list in &self.lists {
            for member in list.members.iter().take(list.sought) {
                // What has no words stands nowhere; only a damaged root holds it.
                let length = longest.map_or(0, |(known, _)| known.phrases.len());
                if member.phrases.len() > length && member.begins(phrases) {
                    longest = Some((member, list));
                }
            }
        }
        let (found, list) = longest?;
        let mut others: Vec<&Synonym> = Vec::new();
        for member in &list.members {
            if !member.is(found) && !others.iter().any(|other| other.is(member)) {
                others.push(member);
            }
        }
        Some((found, others))
    }

    /// Reads them from the root.
    pub(crate) fn read(cursor: &mut Cursor) -> Result<Self, Damage> {
        let mut lists = Vec::new();
        for _ in 0..cursor.count()? {
            let (count, sought) = (cursor.count()?, cursor.number()? as usize);
            let mut members = Vec::with_capacity(count);
            for _ in 0..count {
                members.push(Synonym::new(cursor.text()?));
            }
            lists.push(List { members, sought });
        }
        Ok(Self { lists })
    }

    /// Writes them for the root.
    #[cfg(feature = "build")]
    pub(crate) fn write(&self, root: &mut Vec<u8>) {
        use crate::bytes::{put_number, put_text};
        put_number(root, self.lists.len() as u64);
        for list in &self.lists {
            put_number(root, list.members.len() as u64);
            put_number(root, list.sought as u64);
            list.members.iter().for_each(|member| put_text(root, &member.text));
        }
    }
}
