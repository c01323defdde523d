//! The language of a text by the letters that it is written with, where no source says it and the archive's own is written with others.

use std::collections::BTreeMap;

/// The most characters that are looked at.
const MOST: usize = 2_000;
/// The least letters by which a script counts, and the share of them, in percent, that must be of it. Names and addresses are of another.
const LEAST: usize = 4;
const SHARE: usize = 60;
/// The least share of kana, in percent, among the letters of a Japanese text.
const KANA: usize = 10;
/// The least share, per mille, of letters that tell a language: the rarest of them are some two times as frequent there.
const TELLING: usize = 5;

/// A script.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Script {
    Latin,
    Greek,
    Cyrillic,
    Armenian,
    Hebrew,
    Arabic,
    Devanagari,
    Bengali,
    Gurmukhi,
    Gujarati,
    Tamil,
    Telugu,
    Kannada,
    Malayalam,
    Sinhala,
    Thai,
    Lao,
    Burmese,
    Georgian,
    Ethiopic,
    Khmer,
    /// Chinese characters, which Japanese has too.
    Han,
    Kana,
    Hangul,
}

/// The first and the last character of each, for those alone that tell a language: not the point and the stroke that Chinese has in
/// foreign names.
#[rustfmt::skip]
const RANGES: [(u32, u32, Script); 30] = [
    (0x41, 0x5A, Script::Latin), (0x61, 0x7A, Script::Latin), (0xC0, 0x24F, Script::Latin), (0x1E00, 0x1EFF, Script::Latin),
    (0x370, 0x3FF, Script::Greek), (0x1F00, 0x1FFF, Script::Greek), (0x400, 0x52F, Script::Cyrillic), (0x530, 0x58F, Script::Armenian),
    (0x591, 0x5F4, Script::Hebrew), (0x620, 0x6FF, Script::Arabic), (0x750, 0x77F, Script::Arabic), (0x900, 0x97F, Script::Devanagari),
    (0x980, 0x9FF, Script::Bengali), (0xA00, 0xA7F, Script::Gurmukhi), (0xA80, 0xAFF, Script::Gujarati), (0xB80, 0xBFF, Script::Tamil),
    (0xC00, 0xC7F, Script::Telugu), (0xC80, 0xCFF, Script::Kannada), (0xD00, 0xD7F, Script::Malayalam), (0xD80, 0xDFF, Script::Sinhala),
    (0xE00, 0xE7F, Script::Thai), (0xE80, 0xEFF, Script::Lao), (0x1000, 0x109F, Script::Burmese), (0x10A0, 0x10FF, Script::Georgian),
    (0x1200, 0x137F, Script::Ethiopic), (0x1780, 0x17FF, Script::Khmer), (0x3041, 0x30FA, Script::Kana), (0x3400, 0x4DBF, Script::Han),
    (0x4E00, 0x9FFF, Script::Han), (0xAC00, 0xD7A3, Script::Hangul),
];

fn script_of(sign: char) -> Option<Script> {
    let sign = u32::from(sign);
    RANGES.iter().find(|(first, last, _)| (*first..=*last).contains(&sign)).map(|(.., script)| *script)
}

/// The language of a text, where its letters say that it is not this one.
///
/// Of scripts that many languages share a letter or a word tells which; where none does the language that most papers in it are written in.
pub fn language_of<'a>(texts: impl Iterator<Item = &'a str>, unless: &str) -> Option<&'static str> {
    let text: String = texts.flat_map(|text| text.chars().chain([' '])).take(MOST).collect();
    let mut counts = BTreeMap::<Script, usize>::new();
    for script in text.chars().filter_map(script_of) {
        *counts.entry(script).or_default() += 1;
    }
    let all: usize = counts.values().sum();
    let count = |script: Script| counts.get(&script).copied().unwrap_or_default();
    let is_most = |letters: usize| letters >= LEAST && letters * 100 >= all * SHARE;
    let known = unless.split('-').next().unwrap_or(unless).to_ascii_lowercase();
    // Japanese is written with three scripts; Chinese has a word of it now and then.
    let (kana, han) = (count(Script::Kana), count(Script::Han));
    let told = if kana >= LEAST && kana * 100 >= (kana + han) * KANA && is_most(kana + han) {
        "ja"
    } else {
        let (script, letters) = counts.into_iter().max_by_key(|(_, letters)| *letters)?;
        if !is_most(letters) {
            return None;
        }
        language_in(script, &text, letters)?
    };
    (!shares_script(&known, told)).then_some(told)
}

/// The language of a text in a script, of which it has so many letters. Some tell which it is; a name or a quotation has one of another
/// language, too.
fn language_in(script: Script, text: &str, letters: usize) -> Option<&'static str> {
    let has = |signs: &[char]| text.chars().filter(|sign| signs.contains(sign)).count() * 1000 >= letters * TELLING;
    let says = |words: &[&str]| text.split_whitespace().any(|word| words.contains(&word));
    Some(match script {
        // Many languages, of which letters tell little.
        Script::Latin => return None,
        Script::Cyrillic if has(&['ў', 'Ў']) => "be",
        Script::Cyrillic if has(&['ї', 'є', 'ґ', 'Ї', 'Є']) => "uk",
        Script::Cyrillic if has(&['ѓ', 'ќ', 'ѕ']) => "mk",
        Script::Cyrillic if has(&['ђ', 'ћ', 'ј', 'љ', 'њ']) => "sr",
        Script::Cyrillic if has(&['ы', 'э', 'ё', 'Э']) => "ru",
        Script::Cyrillic if says(&["на", "за", "от", "се", "са", "че"]) && has(&['ъ']) => "bg",
        Script::Cyrillic => "ru",
        Script::Arabic if has(&['ٹ', 'ڈ', 'ڑ', 'ے', 'ں']) => "ur",
        Script::Arabic if has(&['ۆ', 'ێ', 'ە']) => "ckb",
        Script::Arabic if has(&['پ', 'چ', 'ژ', 'گ', 'ی']) => "fa",
        Script::Arabic => "ar",
        Script::Devanagari if has(&['ळ']) || says(&["आहे", "आहेत"]) => "mr",
        Script::Devanagari if says(&["छ", "छन्", "गरेको", "हो।"]) => "ne",
        Script::Devanagari => "hi",
        Script::Greek => "el",
        Script::Armenian => "hy",
        Script::Hebrew => "he",
        Script::Bengali => "bn",
        Script::Gurmukhi => "pa",
        Script::Gujarati => "gu",
        Script::Tamil => "ta",
        Script::Telugu => "te",
        Script::Kannada => "kn",
        Script::Malayalam => "ml",
        Script::Sinhala => "si",
        Script::Thai => "th",
        Script::Lao => "lo",
        Script::Burmese => "my",
        Script::Georgian => "ka",
        Script::Ethiopic => "am",
        Script::Khmer => "km",
        Script::Han | Script::Kana => "zh",
        Script::Hangul => "ko",
    })
}

/// Languages that are written with one script, the first of which stands for those that letters alone tell.
#[rustfmt::skip]
const SHARED: [&[&str]; 6] = [
    &["ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "tg", "mn", "tt", "ba", "cv", "uz", "az", "bs", "sh"],
    &["ar", "fa", "ur", "ps", "ckb", "ku", "sd", "ug", "ks", "az", "ms"],
    &["hi", "mr", "ne", "sa", "mai", "bho", "kok", "doi"],
    &["bn", "as"],
    &["zh", "yue", "ja", "ko", "nan", "wuu", "hak", "cmn"],
    &["am", "ti"],
];

/// Whether texts in the one language are written with letters of the other: then what is known of the archive counts.
fn shares_script(one: &str, other: &str) -> bool {
    let is_pair = |list: &&[&str]| list.contains(&one) && list.contains(&other);
    // Kana and Hangul tell what they are in an archive of any other language.
    let is_told_by_letters = matches!(other, "ja" | "ko") || other == "zh" && matches!(one, "ko");
    let is_hebrew = other == "he" && matches!(one, "yi" | "iw" | "lad");
    one == other || is_hebrew || !is_told_by_letters && SHARED.iter().any(is_pair)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, archive: &str, expected: Option<&str>) {
        assert_eq!(language_of([text].into_iter(), archive), expected, "{text}");
    }

    /// Articles whose source says no language had that of the archive, and its rules for words: Arabic was English.
    #[test]
    fn letters_tell_another_language_than_the_archives() {
        check("صوّت المجلس البلدي يوم الثلاثاء على إغلاق الجسر", "en", Some("ar"));
        check("شورای شهر روز سه‌شنبه رأی به بستن پل داد", "en", Some("fa"));
        check("市議会は5日、橋へのトラックの乗り入れを禁止した", "en", Some("ja"));
        check("市议会周二决定禁止货车通行", "en", Some("zh"));
        check("시의회는 5일 화물차 통행을 금지했다", "en", Some("ko"));
        check("สภาเมืองลงมติเมื่อวันอังคาร", "en", Some("th"));
        check("Городской совет закрыл мост, который знают все. Это мост.", "en", Some("ru"));
        check("Міська рада закрила міст, її рішення", "en", Some("uk"));
        check("नगर परिषद ने मंगलवार को पुल बंद किया", "en", Some("hi"));
        check("מועצת העיר החליטה ביום שלישי", "en", Some("he"));
        check("Το δημοτικό συμβούλιο αποφάσισε", "en", Some("el"));
    }

    /// The points between the parts of foreign names are of the range of kana, a Chinese text names a Japanese work, and a Russian one
    /// quotes a word of another language: each was taken for the other.
    #[test]
    fn a_name_or_a_quotation_tells_no_language() {
        check("唐納德・川普、安娜・李、喬・拜登和卡瑪拉・哈里斯週二在橋上見面，討論貨車通行", "en", Some("zh"));
        check(
            "市议会周二决定禁止货车通行，有人在桥上放映动画片ドラえもん，许多孩子和他们的父母前来观看，直到深夜才散去，市长也在场",
            "en",
            Some("zh"),
        );
        let russian = "Городской совет закрыл мост, который знают все, и открыл новый. ".repeat(8);
        check(&(russian.clone() + "Газета «Моє місто» пишет об этом."), "en", Some("ru"));
        check(&(russian + "Так сказал Јован."), "en", Some("ru"));
        let arabic = "صوّت المجلس البلدي يوم الثلاثاء على إغلاق الجسر أمام الشاحنات الكبيرة. ".repeat(8);
        check(&(arabic + "وقالت شركة گوگل إنها ستنشر الخريطة."), "en", Some("ar"));
    }

    #[test]
    fn where_letters_tell_nothing_the_archive_does() {
        check("Der Stadtrat hat entschieden", "en", None);
        check("Der Stadtrat hat entschieden", "ru", None);
        check("Міська рада закрила міст, її рішення", "ru", None);
        check("市议会周二决定禁止货车通行", "ja", None);
        check("市議会は5日、橋へのトラックの乗り入れを禁止した", "zh", Some("ja"));
        // A name in a text of other letters.
        check("The word Москва stood on the wall of the old customs house at the quay", "en", None);
        check("", "en", None);
        check("2024: 7–2", "en", None);
    }
}
