//! What the tokenizer makes of texts: the same natively and in a browser.
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use search::analysis::tokenize;

/// Texts, and their tokens joined by `|`.
const GOLDEN: [(&str, &str); 62] = [
    ("", ""),
    (" \n\t…!? ", ""),
    ("Oil prices ROSE", "oil|prices|rose"),
    ("Moscow–Pyongyang ties", "moscow|pyongyang|ties"),
    ("COVID-19", "covid|19"),
    ("non\u{2011}breaking and minus\u{2212}sign", "non|breaking|and|minus|sign"),
    ("soft\u{ad}hyphen", "softhyphen"),
    ("The U.S. and the U.K.", "the|us|and|the|uk"),
    ("U.S.-based", "us|based"),
    ("the U.N.'s view", "the|un|view"),
    ("e.g. this", "eg|this"),
    ("Ph.D.", "ph|d"),
    ("example.com", "example|com"),
    ("the end.Then", "the|end|then"),
    ("AT&T", "at|t"),
    ("10,000", "10000"),
    ("1,234,567.89 dlrs", "1234567.89|dlrs"),
    ("1,2 and 12,34", "1|2|and|12|34"),
    ("10,000ft", "10000ft"),
    ("3.5 pct", "3.5|pct"),
    ("£5m, $3.5bn and €10", "5m|3.5bn|and|10"),
    ("5½", "5|½"),
    ("m² H₂O", "m|2|h|2|o"),
    ("Japan's Japan’s JAPAN'S", "japan|japan|japan"),
    ("the nations' 1980's", "the|nations|1980"),
    ("it 's", "it|s"),
    ("O'Neill O’Neill oneill", "oneill|oneill|oneill"),
    ("don't", "dont"),
    ("l'Iran d’Estaing qu'il dell'arte", "l|iran|d|estaing|qu|il|dell|arte"),
    ("Xi'an Sana'a Qur’an", "xian|sanaa|quran"),
    ("Hawai\u{2bb}i", "hawaii"),
    ("and/or", "and|or"),
    ("snake_case a:b 12:30", "snake|case|a|b|12|30"),
    ("@name #tag", "name|tag"),
    ("C++ 100%", "c|100"),
    ("Zürich Škoda Ångström Łódź Ørsted Æsir", "zurich|skoda|angstrom|lodz|orsted|aesir"),
    ("Stra\u{df}e STRASSE", "strasse|strasse"),
    ("cafe\u{301} café", "cafe|cafe"),
    ("ﬁnance ＦＵＬＬ 𝐛𝐨𝐥𝐝", "finance|full|bold"),
    ("col·lecció", "colleccio"),
    ("İstanbul ısı", "istanbul|isi"),
    ("ΟΔΟΣ οδός", "οδοσ|οδοσ"),
    ("Ёлка ёлка", "елка|елка"),
    ("مُحَمَّد محـمد", "محمد|محمد"),
    ("שָׁלוֹם", "שלום"),
    ("हिन्दी", "हिन्दी"),
    ("서울", "\u{1109}\u{1165}\u{110b}\u{116e}\u{11af}"),
    ("日本語", "日本|本語|語"),
    ("日本 語", "日本|本|語"),
    ("東京2020", "東京|京|2020"),
    ("カタカナとひらがな", "カタ|タカ|カナ|ナと|とひ|ひら|らか\u{3099}|か\u{3099}な|な"),
    ("ｶﾞ ガ", "カ\u{3099}|カ\u{3099}"),
    ("ーー・々", "ーー|ー|々"),
    ("ไทย", "ไท|ทย|ย"),
    ("ที่นี่", "ที่นี่|นี่"),
    ("👍🏽 🇬🇧 👩‍👩‍👧", ""),
    ("1\u{fe0f}\u{20e3}", "1"),
    ("a\u{200b}b a\u{2060}b", "a|b|ab"),
    ("\u{0}\u{7}bell\u{1b}[31m", "bell|31m"),
    ("\u{202e}evil\u{202c}", "evil"),
    ("'quoted' “curly”", "quoted|curly"),
    ("\u{301}\u{308}", ""),
];

fn golden() {
    let joined = |text: &str| tokenize(text).into_iter().map(|token| token.text).collect::<Vec<_>>().join("|");
    let wrong: Vec<_> = GOLDEN
        .iter()
        .map(|(text, expected)| (*text, joined(text), *expected))
        .filter(|(_, got, expected)| got != expected)
        .collect();
    assert!(wrong.is_empty(), "text, its tokens, and what they should be: {wrong:#?}");
}

fn ranges() {
    let cut = |text: &str| -> Vec<String> {
        let characters: Vec<char> = text.chars().collect();
        tokenize(text).into_iter().map(|token| characters[token.range].iter().collect()).collect()
    };
    assert_eq!(
        cut("The U.S.’s “Zürich” cost 10,000—l’Iran's"),
        ["The", "U.S", "Zürich", "cost", "10,000", "l", "Iran"]
    );
    assert_eq!(cut("a😀b 日本語"), ["a", "b", "日本", "本語", "語"]);
}

fn long_words_are_cut() {
    let long = "x".repeat(1_000);
    for text in [long.clone(), format!("{long}é")] {
        let tokens = tokenize(&text);
        assert_eq!((tokens.len(), tokens[0].text.as_str()), (1, &long[..64]));
        assert_eq!(tokens[0].range, 0..text.chars().count());
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod natively {
    #[test]
    fn golden() {
        super::golden();
    }

    #[test]
    fn ranges() {
        super::ranges();
    }

    #[test]
    fn long_words_are_cut() {
        super::long_words_are_cut();
    }

    proptest::proptest! {
        #[test]
        fn any_text_has_tokens_in_order_within_it(text in "\\PC{0,40}|[a-z'’.,0-9 日本ไี่\u{301}_-]{0,40}") {
            let length = text.chars().count();
            let mut start = 0;
            for token in super::tokenize(&text) {
                assert!(start <= token.range.start && token.range.start < token.range.end && token.range.end <= length);
                assert!(!token.text.is_empty());
                start = token.range.start;
            }
        }
    }
}

#[cfg(target_arch = "wasm32")]
mod in_the_browser {
    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

    wasm_bindgen_test_configure!(run_in_browser);

    #[wasm_bindgen_test]
    fn golden() {
        super::golden();
    }

    #[wasm_bindgen_test]
    fn ranges() {
        super::ranges();
    }

    #[wasm_bindgen_test]
    fn long_words_are_cut() {
        super::long_words_are_cut();
    }
}
