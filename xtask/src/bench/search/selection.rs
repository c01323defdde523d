//! What of the benchmark is run: parts of it and engines, by name.

use anyhow::{Result, bail};

use super::peers::{OURS, PEERS, TANTIVY};

/// One part of the benchmark.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// nDCG@10 where people judged the results.
    Relevance,
    /// Natively beside tantivy.
    Native,
    /// The time of each letter typed, in the browser.
    Keystrokes,
    /// The time of whole queries, in the browser.
    Whole,
    /// What is found for words that are misspelt.
    Typos,
    /// What the engine takes of the renderer's memory.
    Memory,
    /// How large the index is.
    Size,
    /// What is fetched, cold and warm.
    Bytes,
}

/// The parts by the names that people type.
const PARTS: [(&str, Part); 8] = [
    ("relevance", Part::Relevance),
    ("native", Part::Native),
    ("keystrokes", Part::Keystrokes),
    ("whole", Part::Whole),
    ("typos", Part::Typos),
    ("memory", Part::Memory),
    ("size", Part::Size),
    ("bytes", Part::Bytes),
];

/// The parts and the engines that were asked for; where none of a kind was named, all of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    parts: Vec<Part>,
    engines: Vec<&'static str>,
}

impl Selection {
    /// Reads names; one that is neither a part's nor an engine's is an error that lists them.
    pub fn parse(names: &[String]) -> Result<Self> {
        let engines: Vec<&'static str> =
            [OURS, TANTIVY].into_iter().chain(PEERS.iter().map(|peer| peer.name)).collect();
        let mut selection = Self::default();
        for name in names.iter().map(|name| name.trim().to_lowercase()) {
            let part = PARTS.iter().find(|(known, _)| *known == name);
            let engine = engines.iter().find(|known| **known == name);
            match (part, engine) {
                (Some((_, part)), _) => selection.parts.push(*part),
                (_, Some(engine)) => selection.engines.push(engine),
                _ => {
                    let parts = PARTS.map(|(name, _)| name).join(", ");
                    bail!("\"{name}\" is no part ({parts}) and no engine ({})", engines.join(", "));
                }
            }
        }
        Ok(selection)
    }

    /// Whether a part is to be run.
    pub fn has(&self, part: Part) -> bool {
        self.parts.is_empty() || self.parts.contains(&part)
    }

    /// Whether any of these parts is to be run.
    pub fn has_any(&self, parts: &[Part]) -> bool {
        parts.iter().any(|part| self.has(*part))
    }

    /// Whether an engine takes part.
    pub fn with(&self, engine: &str) -> bool {
        self.engines.is_empty() || self.engines.contains(&engine)
    }

    /// The same parts, of our engine alone, where nobody is right or wrong and there is nothing to compare with.
    pub fn ours(&self) -> Self {
        let parts = [Part::Keystrokes, Part::Whole, Part::Memory, Part::Size, Part::Bytes];
        Self { parts: parts.into_iter().filter(|part| self.has(*part)).collect(), engines: vec![OURS] }
    }

    /// Whether nothing was left out, so that the tables may replace those that are written.
    pub fn is_all(&self) -> bool {
        *self == Self::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn parsed(names: &[&str]) -> Selection {
        Selection::parse(&names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>()).expect("all are known")
    }

    #[test]
    fn without_names_everything_runs() {
        let all = parsed(&[]);
        assert!(all.is_all() && all.has(Part::Relevance) && all.with("lunr") && all.with(OURS));
    }

    #[test]
    fn names_of_parts_and_of_engines_choose_each_their_own() {
        let some = parsed(&["keystrokes", "Lunr"]);
        assert!(some.has(Part::Keystrokes) && !some.has(Part::Relevance) && some.with("lunr") && !some.with(OURS));
        assert!(parsed(&["relevance"]).with("lunr") && !parsed(&["relevance"]).is_all());
    }

    #[test]
    fn an_unknown_name_is_told_with_the_known_ones() {
        let error = Selection::parse(&["speed".to_owned()]).expect_err("is unknown").to_string();
        assert!(error.contains("keystrokes") && error.contains("minisearch"), "{error}");
    }
}
