//! What the tokenizer makes of texts: the same natively and in a browser.
#![allow(clippy::unwrap_used, reason = "a test may fail loudly")]

use search::analysis::tokenize;

/// Texts, and their tokens joined by `|`.
const GOLDEN: &[(&str, &str)] = &[
    ("", ""),
    (" \n\t…!? ", ""),
    ("Oil prices ROSE", "oil|prices|rose"),
    ("the end.Then", "the|end|then"),
    ("(\"quoted,\") 'quoted' “curly”…", "quoted|quoted|curly"),
    // Dashes: the parts are neighbours, so that each way to write it finds the others.
    ("Moscow–Pyongyang Moscow-Pyongyang Moscow — Pyongyang", "moscow|pyongyang|moscow|pyongyang|moscow|pyongyang"),
    ("non\u{2011}breaking and minus\u{2212}sign", "non|breaking|and|minus|sign"),
    ("COVID-19 COVID 19 covid19 COVID–19", "covid|19|covid|19|covid|19|covid|19"),
    ("MH370 MH-370 MiG-29s mp3", "mh|370|mh|370|mig|29s|mp|3"),
    ("non-OPEC oil-rich co-operation", "non|opec|oil|rich|co|operation"),
    ("1987-88 3-5 and/or 24/7", "1987|88|3|5|and|or|24|7"),
    // A single letter is no word by itself.
    ("F-16 F16 F–16 B-52s H1N1 4x4", "f16|f16|f16|b52s|h1n1|4x4"),
    ("e-mail E-Mail email T-shirt x-ray G-7", "email|email|email|tshirt|xray|g7"),
    ("Q-and-A A-Z vitamin-C a-t-il", "q|and|a|a|z|vitamin|c|a|t|il"),
    // Points.
    ("The U.S. and the U.K.", "the|us|and|the|uk"),
    ("U.S.-based U.S.A. US us", "us|based|usa|us|us"),
    ("the U.N.'s view U.N's", "the|un|view|un"),
    ("e.g. 6 p.m. 6pm", "eg|6|pm|6|pm"),
    ("Ph.D. PhD ph.d Mr.T", "phd|phd|phd|mr|t"),
    ("J.R.R. Tolkien J.Smith St.Petersburg", "jrr|tolkien|j|smith|st|petersburg"),
    ("No.1 No. 1 No1 #1", "no|1|no|1|no|1|1"),
    // Ampersands and signs.
    ("AT&T at&t AT&T's R&D S&P500 S&P 500", "at&t|at&t|at&t|r&d|s&p|500|s&p|500"),
    ("AT ＆ T Marks&Spencer black & white", "at|t|marks|spencer|black|white"),
    ("C++ c++ C# F#, C++17 #c", "c++|c++|c#|f#|c++|17|c"),
    ("@name #tag #MeToo Disney+ 100% 20 %", "name|tag|metoo|disney|100|20"),
    ("john.smith@example.com", "john|smith|example|com"),
    ("https://www.example.co.uk/a_b?c=d#e", "https|www|example|co|uk|a|b|c|d|e"),
    ("snake_case a:b 12:30 12.30", "snake|case|a|b|12|30|12.30"),
    // Numbers.
    ("10,000 10.000 10'000 10’000 10\u{a0}000 10\u{202f}000 10000", "10000|10000|10000|10000|10000|10000|10000"),
    ("1,234,567.89 1.234.567,89 1,00,000", "1234567.89|1234567.89|100000"),
    ("3.5 3,5 0.125 0,125 12,34 -5", "3.5|3.5|0.125|0.125|12.34|5"),
    ("1,2,3 1987,1988 10 000 5'10", "1|2|3|1987|1988|10|000|5|10"),
    ("192.168.0.1 12.3.2024 1.10.100", "192.168.0.1|12.3.2024|1.10.100"),
    ("£5m 5m £5 $1.2bn $1.2 bn €10 10€ US$5", "5m|5m|5|1.2|bn|1.2|bn|10|10|us|5"),
    ("10,000ft 10 km 10km 30pc 1980s 1st 2nd 3RD 20th", "10000|ft|10|km|10|km|30|pc|1980s|1st|2nd|3rd|20th"),
    ("1st2 1sd", "1st|2|1|sd"),
    ("5½ ½", "5|½|½"),
    ("m² H₂O H2O CO₂ CO2 10² footnote¹", "m2|h2o|h2o|co|2|co|2|10|2|footnote|1"),
    ("١٬٢٣٤٫٥ १०", "1234.5|10"),
    // Apostrophes.
    ("Japan's Japan’s JAPAN'S", "japan|japan|japan"),
    ("the nations' 1980's it 's", "the|nations|1980|it|s"),
    ("O'Neill O’Neill O`Neill oneill", "oneill|oneill|oneill|oneill"),
    ("don't o'clock ma'am", "dont|oclock|maam"),
    ("l'Iran d’Estaing qu'il dell'arte sant'Anna", "l|iran|d|estaing|qu|il|dell|arte|sant|anna"),
    ("aujourd'hui Xi'an Sana'a Qur’an п'ять", "aujourdhui|xian|sanaa|quran|пять"),
    ("rock 'n' roll rock'n'roll", "rock|n|roll|rock|n|roll"),
    ("Hawai\u{2bb}i", "hawaii"),
    // Folding.
    ("Zürich Škoda Ångström Łódź Ørsted Æsir", "zurich|skoda|angstrom|lodz|orsted|aesir"),
    ("Stra\u{df}e STRASSE", "strasse|strasse"),
    ("cafe\u{301} café", "cafe|cafe"),
    ("ﬁnance ＦＵＬＬ 𝐛𝐨𝐥𝐝 １０，０００ Ⅷ", "finance|full|bold|10000|viii"),
    ("col·lecció", "colleccio"),
    ("İstanbul ısı ISI", "istanbul|isi|isi"),
    ("ΟΔΟΣ οδός", "οδοσ|οδοσ"),
    ("Ёлка елка Йод и\u{306}од Су-27 Су27", "елка|елка|йод|йод|су|27|су|27"),
    ("Việt Nam Đà Nẵng", "viet|nam|da|nang"),
    ("soft\u{ad}hyphen a\u{200b}b a\u{2060}b\u{200d}", "softhyphen|a|b|ab"),
    ("\u{202e}evil\u{202c} \u{feff}bom", "evil|bom"),
    // Arabic and Hebrew.
    ("مُحَمَّد محـمد ﷴ", "محمد|محمد|محمد"),
    ("إيران أيران ايران على علي ﻻ", "ايران|ايران|ايران|علي|علي|لا"),
    ("می\u{200c}خواهم", "ميخواهم"),
    ("שָׁלוֹם תל־אביב", "שלום|תל|אביב"),
    ("צה\"ל צה״ל ג'ורג' \"שלום\"", "צהל|צהל|גורג|שלום"),
    // Scripts without spaces, and Korean, whose particles hang on the words.
    // Hindi is written with a nasal letter or the dot for it, and with and without the dot below.
    ("हिन्दी हिंदी মুম্বাই मुम्बई मुंबई चाँद चांद", "हिंदी|हिंदी|মুম্বাই|मुंबई|मुंबई|चांद|चांद"),
    ("फ़िल्म फ\u{93c}िल्म फिल्म", "फिल्म|फिल्म|फिल्म"),
    ("বাংলা தமிழ்", "বাংলা|தமிழ்"),
    ("서울 서울에서", "서울|울|서울|울에|에서|서"),
    ("\u{1109}\u{1165}\u{110b}\u{116e}\u{11af} LG전자", "서울|울|lg|전자|자"),
    ("日本語", "日本|本語|語"),
    ("日本 語", "日本|本|語"),
    ("東京2020", "東京|京|2020"),
    ("カタカナとひらがな", "カタ|タカ|カナ|ナと|とひ|ひら|らか\u{3099}|か\u{3099}な|な"),
    ("コンピューター ｺﾝﾋﾟ", "コン|ンヒ\u{309a}|ヒ\u{309a}ュ|ュー|ータ|ター|ー|コン|ンヒ\u{309a}|ヒ\u{309a}"),
    ("ｶﾞ ガ", "カ\u{3099}|カ\u{3099}"),
    ("ーー・々", "ーー|ー|々"),
    ("ไทย", "ไท|ทย|ย"),
    ("ที่นี่", "ที่นี่|นี่"),
    // Khmer is printed with a sign between words where a line may break, and typed without.
    ("ភាសា\u{200b}ខ្មែរ ភាសាខ្មែរ", "ភាសា|សាខ្|ខ្មែ|មែរ|រ|ភាសា|សាខ្|ខ្មែ|មែរ|រ"),
    ("日\u{200b}本\u{200b} 日\u{200b}a", "日本|本|日|a"),
    // Nothing to be found.
    ("👍🏽 🇬🇧 👩‍👩‍👧", ""),
    ("1\u{fe0f}\u{20e3}", "1"),
    ("\u{0}\u{7}bell\u{1b}[31m", "bell|31m"),
    ("\u{301}\u{308} \u{93f}", ""),
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

/// Where the time grew with the square of the length, this would take minutes.
fn texts_without_spaces_take_no_longer() {
    for pattern in [
        "a.", "a1", "1a", "a'", "a&", "a-", "日's", "1,", "1,000.", "'s", "a\u{301}", "\u{301}", "a·", "-a-", "+", "é",
        "ﷺ1",
    ] {
        let text = pattern.repeat(100_000);
        let characters = text.chars().count();
        assert!(tokenize(&text).iter().all(|token| token.range.end <= characters), "{pattern:?}");
    }
}

#[cfg(not(target_arch = "wasm32"))]
mod natively {
    #[test]
    fn texts_without_spaces_take_no_longer() {
        super::texts_without_spaces_take_no_longer();
    }

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
    fn texts_without_spaces_take_no_longer() {
        super::texts_without_spaces_take_no_longer();
    }

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
