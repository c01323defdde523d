//! The voices that a browser offers.

/// One voice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Voice {
    /// By which it is known to the browser.
    pub uri: String,
    /// What people call it.
    pub name: String,
    /// What it speaks: BCP 47, or with `_` in place of `-` (Android).
    pub language: String,
    /// Whether it speaks without the network.
    pub is_local: bool,
}

/// The language of a tag without script and region: `pt` of `pt-BR` and of `pt_BR`.
pub fn base(tag: &str) -> &str {
    tag.split(['-', '_']).next().unwrap_or_default()
}

/// Subtags that say the same, or what voices take for the same: three-letter ones, old ones, and those of a macrolanguage.
const SAME: [[&str; 2]; 20] = [
    ["cmn", "zh"],
    ["yue", "zh"],
    ["nb", "no"],
    ["nn", "no"],
    ["iw", "he"],
    ["in", "id"],
    ["tl", "fil"],
    ["arb", "ar"],
    ["eng", "en"],
    ["deu", "de"],
    ["fra", "fr"],
    ["spa", "es"],
    ["ita", "it"],
    ["por", "pt"],
    ["rus", "ru"],
    ["jpn", "ja"],
    ["kor", "ko"],
    ["nld", "nl"],
    ["pol", "pl"],
    ["zho", "zh"],
];

/// Whether two tags name one language, whatever their regions.
pub fn is_of(one: &str, other: &str) -> bool {
    let (one, other) = (base(one).to_ascii_lowercase(), base(other).to_ascii_lowercase());
    let known =
        |tag: &str| SAME.iter().find(|[from, _]| *from == tag).map_or(tag.to_owned(), |[_, to]| (*to).to_owned());
    !one.is_empty() && known(&one) == known(&other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_voice_is_of_a_language_whatever_its_region_and_writing() {
        for (one, other) in
            [("en", "en-US"), ("pt-PT", "pt_BR"), ("zh-Hans", "cmn"), ("EN-gb", "eng-USA"), ("no", "nb-NO")]
        {
            assert!(is_of(one, other), "{one} {other}");
        }
        for (one, other) in [("en", "de-DE"), ("", ""), ("e", "en"), ("en", "")] {
            assert!(!is_of(one, other), "{one} {other}");
        }
    }
}
