//! Stems by Snowball's algorithms. Only what builds an index has them: it stores the stems of its words, and the browser
//! reads them from there.

use std::borrow::Cow;

use frostem::Algorithm;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::MAX_TOKEN;
use super::arabic::without_article;
use super::fold::fold;

/// Finds the stems of one language's words.
///
/// ```
/// use search::analysis::Stemmer;
/// let english = Stemmer::for_language("en-GB").expect("English has a stemmer");
/// assert_eq!(english.stem("negotiations"), english.stem("negotiating"));
/// assert!(Stemmer::for_language("ja").is_none());
/// ```
#[derive(Clone, Copy)]
pub struct Stemmer {
    algorithm: frostem::Stemmer,
    is_arabic: bool,
}

impl Stemmer {
    /// The stemmer for a language, given by its BCP 47 tag, of which the first part alone counts; `None` where there is
    /// no algorithm for it.
    pub fn for_language(tag: &str) -> Option<Self> {
        let language = tag.split(['-', '_']).next()?.to_ascii_lowercase();
        let (_, algorithm) = ALGORITHMS.iter().find(|(name, _)| *name == language)?;
        Some(Self { algorithm: frostem::Stemmer::new(*algorithm), is_arabic: language == "ar" })
    }

    /// The stem of a word, folded as words are in the index.
    ///
    /// The word comes in lower case with its diacritics, the second text of [`super::for_each_written`]: French
    /// and others need them to tell the endings apart. Only words of letters have stems other than their folded
    /// form.
    pub fn stem<'a>(&self, written: &'a str) -> Cow<'a, str> {
        if written.is_ascii() {
            let is_word = written.len() <= MAX_TOKEN && written.bytes().all(|byte| byte.is_ascii_lowercase());
            return if is_word { shortened(self.algorithm.stem(written), written) } else { Cow::Borrowed(written) };
        }
        if written.chars().count() > MAX_TOKEN || written.chars().any(|character| character.is_numeric()) {
            return Cow::Owned(fold(written));
        }
        // Capital I with a dot becomes a small one with two.
        let composed = match is_nfc_quick(written.chars()) {
            IsNormalized::Yes => written.replace("i\u{307}", "i"),
            _ => written.replace("i\u{307}", "i").nfc().collect(),
        };
        // Snowball takes Arabic's article away too, but other endings of a word with it than of the same word without, so that
        // their stems would differ.
        let letters: String;
        let word = if self.is_arabic {
            letters = composed.chars().filter(|letter| !is_vowel_sign(*letter)).collect();
            without_article(&letters)
        } else {
            &composed
        };
        Cow::Owned(fold(&shortened(self.algorithm.stem(word), word)))
    }
}

/// Whether it is one of the signs of Arabic that are hardly ever written, or draws a letter out.
fn is_vowel_sign(letter: char) -> bool {
    matches!(letter, '\u{640}' | '\u{64b}'..='\u{652}')
}

/// The stem, or the word where nothing is left of it.
fn shortened<'a>(stem: Cow<'a, str>, word: &'a str) -> Cow<'a, str> {
    if stem.is_empty() { Cow::Borrowed(word) } else { stem }
}

/// Languages and their algorithms. Norwegian has three tags; Croatian, Bosnian and Montenegrin go by the rules of Serbian, which
/// reads both alphabets.
const ALGORITHMS: [(&str, Algorithm); 38] = [
    ("ar", Algorithm::Arabic),
    ("bs", Algorithm::Serbian),
    ("ca", Algorithm::Catalan),
    ("cnr", Algorithm::Serbian),
    ("cs", Algorithm::Czech),
    ("da", Algorithm::Danish),
    ("de", Algorithm::German),
    ("el", Algorithm::Greek),
    ("en", Algorithm::English),
    ("es", Algorithm::Spanish),
    ("et", Algorithm::Estonian),
    ("eu", Algorithm::Basque),
    ("fa", Algorithm::Persian),
    ("fi", Algorithm::Finnish),
    ("fr", Algorithm::French),
    ("ga", Algorithm::Irish),
    ("hi", Algorithm::Hindi),
    ("hr", Algorithm::Serbian),
    ("hu", Algorithm::Hungarian),
    ("hy", Algorithm::Armenian),
    ("id", Algorithm::Indonesian),
    ("it", Algorithm::Italian),
    ("lt", Algorithm::Lithuanian),
    ("nb", Algorithm::Norwegian),
    ("ne", Algorithm::Nepali),
    ("nl", Algorithm::Dutch),
    ("nn", Algorithm::Norwegian),
    ("no", Algorithm::Norwegian),
    ("pl", Algorithm::Polish),
    ("pt", Algorithm::Portuguese),
    ("ro", Algorithm::Romanian),
    ("ru", Algorithm::Russian),
    ("sh", Algorithm::Serbian),
    ("sr", Algorithm::Serbian),
    ("sv", Algorithm::Swedish),
    ("ta", Algorithm::Tamil),
    ("tr", Algorithm::Turkish),
    ("uk", Algorithm::Ukrainian),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::for_each_written;

    /// All words of a text have one stem.
    #[track_caller]
    fn check(language: &str, text: &str) {
        let stemmer = Stemmer::for_language(language).expect("the language has a stemmer");
        let mut stems = Vec::new();
        for_each_written(text, |_, written, _, _| stems.push(stemmer.stem(written).into_owned()));
        assert!(stems.windows(2).all(|pair| pair[0] == pair[1]), "{language}: {text}: {stems:?}");
        assert!(stems.iter().all(|stem| *stem == fold(stem)), "{language}: {stems:?}");
    }

    #[test]
    fn forms_of_one_word_have_one_stem() {
        check("en", "negotiate negotiating negotiations NEGOTIATED Negotiation's");
        check("en-GB", "e-mail e-mails emailed");
        check("de", "Haus Häuser Hauses Häusern");
        check("fr", "manger mangé mangée mangés mange\u{301}e mangèrent");
        check("es", "hablar hablaría hablábamos");
        check("pt-BR", "trabalhar trabalhando trabalhou");
        check("it", "governo governi");
        check("ru", "переговоры переговоров переговорами Переговорах");
        check("sv", "regeringen regeringens regering");
        check("tr", "kitaplar kitaplarım KİTAPLAR kitap");
        check("el", "όδος όδο");
        check("ar", "كتاب الكتاب كِتَاب");
        check("ar", "حكومة الحكومة والحكومة للحكومة اَلْحُكُومَة");
        check("ar", "رئيس الرئيس بالرئيس");
        check("nb", "regjeringen regjering");
        check("hu", "házak ház");
        check("pl", "rozmowy rozmowach");
        check("uk", "переговори переговорів");
    }

    #[test]
    fn what_is_no_word_is_its_own_stem() {
        let english = Stemmer::for_language("en").expect("English has a stemmer");
        for word in ["10000", "3.5", "1980s", "at&t", "c++", "us", "news", "f16"] {
            assert_eq!(english.stem(word), word);
        }
        assert_eq!(english.stem("éclair"), "eclair");
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig { failure_persistence: None, ..Default::default() })]

        #[test]
        fn no_word_is_too_strange(word in "\\PC{0,20}|[a-zäöüßéèçñ]{0,20}|[а-яёії]{0,12}|[ء-ي]{0,12}|[α-ωάέ]{0,12}|[अ-ह]{0,9}") {
            for (language, _) in ALGORITHMS {
                let stemmer = Stemmer::for_language(language);
                for_each_written(&word, |_, written, _, _| {
                    assert!(stemmer.is_none_or(|stemmer| !stemmer.stem(written).is_empty()));
                });
            }
        }
    }
}
