//! The key `synonyms`: words and phrases that mean the same, for the search.

use anyhow::{Result, bail};
use search::{SynonymError, Synonyms};
use toml::Value;

/// What stands between the two of a one-way pair: `"quake => earthquake"`.
const ONE_WAY: &str = "=>";

/// The most bytes that all words take together: they are read at every visit, before the first search.
const MOST_BYTES: usize = 16 << 10;

/// Reads the key's value; `place` names the file.
pub fn of(value: &Value, place: &str) -> Result<Synonyms> {
    let mut synonyms = Synonyms::default();
    let Some(lists) = value.as_array() else { bail!("{place}: \"synonyms\" must be a list of lists: {SHAPE}") };
    let mut bytes = 0;
    for (number, list) in (1..).zip(lists) {
        let (members, sought) = match list {
            Value::String(pair) => {
                let Some((from, to)) = pair.split_once(ONE_WAY) else {
                    bail!(
                        "{place}: \"synonyms\", item {number}: \"{pair}\" stands alone; write what means the same \
                           beside it in brackets, or \"{pair} {ONE_WAY} other words\" for one way"
                    );
                };
                (vec![from, to], 1)
            }
            Value::Array(members) => {
                let texts: Option<Vec<&str>> = members.iter().map(Value::as_str).collect();
                let Some(texts) = texts else {
                    bail!("{place}: \"synonyms\", item {number}: holds something that is no text: {SHAPE}");
                };
                let count = texts.len();
                (texts, count)
            }
            _ => bail!("{place}: \"synonyms\", item {number}: is neither a list nor a text: {SHAPE}"),
        };
        let members: Vec<&str> = members.into_iter().map(str::trim).collect();
        bytes += members.iter().map(|member| member.len()).sum::<usize>();
        if let Err(error) = synonyms.add(&members, sought) {
            bail!("{place}: \"synonyms\", item {number}: {}", said(&error));
        }
    }
    if bytes > MOST_BYTES {
        bail!(
            "{place}: \"synonyms\" are {} kB, and every reader fetches them; keep the most useful {} kB",
            bytes.div_ceil(1 << 10),
            MOST_BYTES >> 10
        );
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
