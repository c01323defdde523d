//! The key `synonyms`: words and phrases that mean the same, for the search.

use anyhow::{Result, bail};
use search::{SynonymError, Synonyms};
use toml::de::DeValue;

use super::entries::Entry;

/// What stands between the two of a one-way pair: `"quake => earthquake"`.
const ONE_WAY: &str = "=>";

/// The most bytes that all words take together: they are read at every visit, before the first search.
const MOST_BYTES: usize = 16 << 10;

/// Reads the key's value.
pub fn of(entry: &Entry) -> Result<Synonyms> {
    let mut synonyms = Synonyms::default();
    let Some(lists) = entry.items() else { return Err(entry.must_be(format_args!("a list of lists: {SHAPE}"))) };
    let mut bytes = 0;
    for list in &lists {
        let (members, sought) = match list.value() {
            DeValue::String(pair) => {
                let Some((from, to)) = pair.split_once(ONE_WAY) else {
                    bail!(list.wrong(format_args!(
                        "\"{pair}\" stands alone; write what means the same beside it in brackets, or \"{pair} {ONE_WAY} \
                         other words\" for one way"
                    )));
                };
                (vec![from, to], 1)
            }
            DeValue::Array(members) => {
                let texts: Option<Vec<&str>> = members.iter().map(|member| member.get_ref().as_str()).collect();
                let Some(texts) = texts else {
                    bail!(list.wrong(format_args!("holds something that is no text: {SHAPE}")));
                };
                let count = texts.len();
                (texts, count)
            }
            _ => bail!(list.wrong(format_args!("is neither a list nor a text: {SHAPE}"))),
        };
        let members: Vec<&str> = members.into_iter().map(str::trim).collect();
        bytes += members.iter().map(|member| member.len()).sum::<usize>();
        synonyms.add(&members, sought).map_err(|error| list.wrong(said(&error)))?;
    }
    if bytes > MOST_BYTES {
        bail!(entry.wrong(format_args!(
            "these are {} kB, and every reader fetches them; keep the most useful {} kB",
            bytes.div_ceil(1 << 10),
            MOST_BYTES >> 10
        )));
    }
    Ok(synonyms)
}

/// How it is written.
const SHAPE: &str = "synonyms = [[\"EU\", \"European Union\"], [\"US\", \"United States\"]]";

fn said(error: &SynonymError) -> String {
    match error {
        SynonymError::NoWord(text) => format!("\"{text}\" has no word in it"),
        SynonymError::OneAlone(text) if text.is_empty() => "the list is empty".to_owned(),
        SynonymError::OneAlone(text) => format!(
            "there is nothing but \"{text}\"; name what means the same (capitals, accents and dots make no other word: \
             the search takes U.S. and us for one)"
        ),
        SynonymError::Twice(text) => format!(
            "\"{text}\" stands there already (capitals, accents and dots make no other word); put all that means the \
             same into one list"
        ),
    }
}
