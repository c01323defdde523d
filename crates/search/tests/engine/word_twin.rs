//! What the twin knows of single words.

use search::analysis::tokenize;

/// The edits between two words, by the whole table.
pub fn edits(one: &[char], other: &[char]) -> usize {
    let mut table = vec![vec![0; other.len() + 1]; one.len() + 1];
    for i in 0..=one.len() {
        for j in 0..=other.len() {
            if i == 0 || j == 0 {
                table[i][j] = i + j;
                continue;
            }
            let replaced = table[i - 1][j - 1] + usize::from(one[i - 1] != other[j - 1]);
            let mut least = replaced.min(table[i - 1][j] + 1).min(table[i][j - 1] + 1);
            if i > 1 && j > 1 && one[i - 1] == other[j - 2] && one[i - 2] == other[j - 1] {
                least = least.min(table[i - 2][j - 2] + 1);
            }
            table[i][j] = least;
        }
    }
    table[one.len()][other.len()]
}

/// What stands in a word before the beginning of its stem, at most four letters; `None` where the index does not lead from
/// one to the other.
pub fn lost(word: &str, stem: &str) -> Option<String> {
    let letters: Vec<char> = stem.chars().collect();
    let beginning: String =
        letters[..if letters.len() > 3 { letters.len() - 1 } else { letters.len() }].iter().collect();
    let of_word: Vec<char> = word.chars().collect();
    let rest = |count: &usize| of_word[*count..].iter().collect::<String>();
    let place = (0..=of_word.len().min(4)).find(|count| letters.len() > 2 && rest(count).starts_with(&beginning));
    place.map(|count| of_word[..count].iter().collect())
}

const ARTICLES: [&str; 9] = ["", "ال", "وال", "فال", "بال", "كال", "لل", "ولل", "فلل"];

/// What may stand before a word as its article.
pub fn articles(word: &str) -> &'static [&'static str] {
    if word.starts_with(|letter| ('\u{600}'..'\u{700}').contains(&letter)) { &ARTICLES } else { &ARTICLES[..1] }
}

/// An Arabic word without its article and what stands before that, where three letters are left.
pub fn without_article(word: &str) -> &str {
    let rest = ARTICLES[1..].iter().find_map(|article| word.strip_prefix(article));
    rest.filter(|rest| rest.chars().count() >= 3).unwrap_or(word)
}

/// What Hebrew writes as one with a word of three letters or more.
pub fn hebrew_prefixes(word: &str) -> &'static [&'static str] {
    let is_hebrew = word.starts_with(|letter| ('א'..='ת').contains(&letter));
    if is_hebrew && word.chars().count() >= 3 {
        &["ה", "ו", "ב", "ל", "מ", "ש", "כ", "וה", "וב", "ול", "שה"]
    } else {
        &[]
    }
}

/// Whether a word begins so; the dot of Devanagari stands for a nasal letter that has no vowel.
pub fn begins_with(word: &str, beginning: &str) -> bool {
    let dotted = beginning.strip_suffix(['ङ', 'ञ', 'ण', 'न', 'म']).map(|rest| rest.to_owned() + "ं");
    word.starts_with(beginning) || dotted.is_some_and(|dotted| word.starts_with(&dotted))
}

/// A word in lower case, with its umlauts in two letters.
pub fn spelt_out(written: &str) -> Option<String> {
    let two = [("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("ø", "oe"), ("å", "aa")];
    let spelt = two.iter().fold(written.to_owned(), |word, (one, two)| word.replace(one, two));
    let folded: String = tokenize(&spelt).into_iter().map(|token| token.text).collect();
    (spelt != written).then_some(folded)
}

/// An Arabic word with a hamza before a waw, as it is written with the others, in folded form.
pub fn other_seats(written: &str) -> Vec<String> {
    let seats = ["ؤو", "ئو", "ءو"];
    let Some(at) = seats.iter().filter_map(|seat| written.find(seat)).filter(|at| *at > 0).min() else {
        return Vec::new();
    };
    let folded = |word: String| tokenize(&word).into_iter().map(|token| token.text).collect::<String>();
    let own = &written[at..at + seats[0].len()];
    let others = seats.into_iter().filter(|seat| *seat != own);
    others.map(|seat| folded([&written[..at], seat, &written[at + own.len()..]].concat())).collect()
}
