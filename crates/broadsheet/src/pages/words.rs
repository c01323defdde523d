//! What static pages say around the articles, in the archive's language: the app's own messages, of which a built app has the files, and
//! numbers, plural forms and dates as these languages have them (CLDR).

use article::reading_speed::{self, Span};
use serde_json::{Map, Value};

/// The words of one language, as far as the app has them; else English.
#[derive(Clone, Debug)]
pub struct Words {
    /// The language that they are in (BCP 47).
    pub language: String,
    /// The part of its tag that says which it is.
    code: String,
    /// By their English texts, as docs/TRANSLATING.md says.
    messages: Map<String, Value>,
    /// What the app says of privacy: an element's name and a text for each.
    pub privacy: Vec<(String, String)>,
}

impl Default for Words {
    fn default() -> Self {
        Self { language: "en".to_owned(), code: "en".to_owned(), messages: Map::new(), privacy: Vec::new() }
    }
}

impl Words {
    /// Those of an archive's language. `file` reads a file of the app, where there is one.
    pub fn read(language: &str, file: &dyn Fn(&str) -> Option<Vec<u8>>) -> Self {
        let json = |path: String| -> Option<Map<String, Value>> { serde_json::from_slice(&file(&path)?).ok() };
        let tag = language.to_ascii_lowercase();
        let mut parts = tag.split('-');
        let code = parts.next().unwrap_or_default();
        // As public/boot.js has it: traditional Chinese is another.
        let is_other = tag.starts_with("zh") && !tag.starts_with("zh-hans") && parts.any(is_traditional);
        let is_code = code.bytes().all(|byte| byte.is_ascii_lowercase());
        let messages =
            Some(code).filter(|_| is_code && !is_other).and_then(|code| json(format!("messages/{code}.json")));
        let mut words = Self::default();
        if messages.is_some() || code == "en" {
            words.language = language.to_owned();
            words.code = code.to_owned();
            words.messages = messages.unwrap_or_default();
        }
        let about = json(format!("about/{}.json", words.code)).unwrap_or_default();
        words.privacy = about.get("privacy").map(texts).unwrap_or_default();
        words
    }

    /// A message, by its English text.
    pub fn t<'a>(&'a self, english: &'a str) -> &'a str {
        self.messages.get(english).and_then(Value::as_str).unwrap_or(english)
    }

    /// A message about so many, by what it is in English of one and of several. `{count}` still stands for the number.
    pub fn t_count<'a>(&'a self, one: &'a str, several: &'a str, count: u64) -> &'a str {
        let text = match self.messages.get(several) {
            Some(Value::Object(forms)) => forms.get(self.category(count)).or_else(|| forms.get("other")),
            other => other,
        };
        let english = if count == 1 { one } else { several };
        text.and_then(Value::as_str).unwrap_or(english)
    }

    /// `1,234 articles`.
    pub fn articles(&self, count: usize) -> String {
        let count = count as u64;
        let text = self.t_count("{count} article", "{count} articles", count);
        filled(text, &[("count", &self.number(count))])
    }

    /// How long so many characters of a language take to read: `3–4 minutes to read`, `17–22 hours to read`.
    pub fn reading_time(&self, characters: u32, language: Option<&str>) -> String {
        let (fast, slow, [one, several]) = match reading_speed::span(characters, language) {
            Span::Minutes(fast, slow) => (fast, slow, ["{count} minute to read", "{count} minutes to read"]),
            // There are two at least.
            Span::Hours(fast, slow) => (fast, slow, ["{count} hours to read"; 2]),
        };
        let [fast, slow_said] = [fast, slow].map(|number| self.number(number.into()));
        let span = if fast == slow_said { fast } else { [&fast, "–", &slow_said].concat() };
        let text = self.t_count(one, several, slow.into());
        filled(text, &[("count", &span)])
    }

    /// The plural category of a whole number (CLDR, Language Plural Rules).
    fn category(&self, count: u64) -> &'static str {
        match (self.code.as_str(), count) {
            ("ar", 0) => "zero",
            ("ar", 2) => "two",
            ("ar", count) if (3..=10).contains(&(count % 100)) => "few",
            ("ar", count) if count % 100 >= 11 => "many",
            ("fr", 0) | (_, 1) => "one",
            _ => "other",
        }
    }

    /// A whole number: `21,578`.
    pub fn number(&self, number: u64) -> String {
        let (separator, from) = match self.code.as_str() {
            "de" => (".", 4),
            "es" => (".", 5),
            "fr" => ("\u{202f}", 4),
            _ => (",", 4),
        };
        let digits = number.to_string();
        let mut said = String::with_capacity(digits.len() + 9);
        for (at, digit) in digits.char_indices() {
            if at > 0 && digits.len() >= from && (digits.len() - at).is_multiple_of(3) {
                said.push_str(separator);
            }
            said.push(digit);
        }
        said
    }

    /// A day: `12 September 2016`.
    pub fn day(&self, day: jiff::civil::Date) -> String {
        let (year, number) = (day.year(), day.day());
        let at = usize::from(day.month().unsigned_abs()).saturating_sub(1);
        let month = |months: [&'static str; 12]| months.get(at).copied().unwrap_or_default();
        match self.code.as_str() {
            "de" => format!("{number}. {} {year}", month(GERMAN)),
            "fr" => format!("{number} {} {year}", month(FRENCH)),
            "es" => format!("{number} de {} de {year}", month(SPANISH)),
            "ar" => format!("{number} {} {year}", month(ARABIC)),
            "zh" => format!("{year}年{}月{number}日", day.month()),
            _ => day.strftime("%-d %B %Y").to_string(),
        }
    }
}

const GERMAN: [&str; 12] = [
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
];
const FRENCH: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];
const SPANISH: [&str; 12] = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
];
const ARABIC: [&str; 12] =
    ["يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"];

fn is_traditional(part: &str) -> bool {
    ["hant", "tw", "hk", "mo"].contains(&part)
}

/// A text with values in the place of their `{name}`s.
pub fn filled(text: &str, values: &[(&str, &str)]) -> String {
    let mut parts = text.split('{');
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, behind) = part.split_once('}').unwrap_or((part, ""));
        let value = values.iter().find(|(known, _)| *known == name);
        filled.push_str(value.map_or("", |(_, value)| value));
        filled.push_str(behind);
    }
    filled
}

/// The texts of a part of About (docs/TRANSLATING.md), each with the name of its element.
fn texts(part: &Value) -> Vec<(String, String)> {
    let elements = part.as_array().into_iter().flatten().skip(2);
    let text = |element: &Value| Some((element.get(0)?.as_str()?.to_owned(), element.get(2)?.as_str()?.to_owned()));
    elements.filter_map(text).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;

    /// The project's own files.
    fn of(language: &str) -> Words {
        let public = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../public");
        Words::read(language, &|path| std::fs::read(public.join(path)).ok())
    }

    #[test]
    fn each_language_has_its_words_numbers_and_dates() {
        let day = jiff::civil::date(2016, 9, 2);
        let said = |language: &str| {
            let words = of(language);
            (words.language.clone(), words.t("Articles").to_owned(), words.articles(12_345), words.day(day))
        };
        let expected = |language: &str, articles: &str, count: &str, day: &str| {
            (language.to_owned(), articles.to_owned(), count.to_owned(), day.to_owned())
        };
        assert_eq!(said("en-GB"), expected("en-GB", "Articles", "12,345 articles", "2 September 2016"));
        assert_eq!(said("de-AT"), expected("de-AT", "Artikel", "12.345 Artikel", "2. September 2016"));
        assert_eq!(said("fr"), expected("fr", "Articles", "12\u{202f}345 articles", "2 septembre 2016"));
        assert_eq!(said("es"), expected("es", "Artículos", "12.345 artículos", "2 de septiembre de 2016"));
        assert_eq!(said("zh-Hans-HK"), expected("zh-Hans-HK", "文章", "12,345 篇文章", "2016年9月2日"));
        // What the app does not speak is said in English, and so it is said that it is.
        for other in ["nl", "zh-TW", "", "../en", "x-klingon"] {
            assert_eq!(said(other), expected("en", "Articles", "12,345 articles", "2 September 2016"), "{other}");
        }
        assert_eq!(of("es").number(1234), "1234");
    }

    #[test]
    fn each_plural_form_is_found() {
        let categories = |language: &str| [0, 1, 2, 3, 11, 100, 103].map(|count| of(language).category(count));
        assert_eq!(categories("ar"), ["zero", "one", "two", "few", "many", "other", "few"]);
        assert_eq!(categories("fr"), ["one", "one", "other", "other", "other", "other", "other"]);
        assert_eq!(categories("de")[..3], ["other", "one", "other"]);
        assert!(!of("ar").articles(2).contains('2'));
        assert_eq!(of("de").reading_time(950, Some("de")), "1–2 Minuten Lesezeit");
        assert_eq!(of("de").reading_time(1, None), "1 Minute Lesezeit");
        let book = |language: &str| of(language).reading_time(1_159_145, None);
        assert_eq!(book("en"), "17–22 hours to read");
        assert_eq!(book("de"), "17–22 Stunden Lesezeit");
        assert_eq!(book("fr"), "17–22 heures de lecture");
        assert_eq!(book("es"), "17–22 horas de lectura");
        assert_eq!(book("ar"), "مدة القراءة بالساعات: 17–22");
        assert_eq!(book("zh"), "阅读约需 17–22 小时");
    }

    #[test]
    fn privacy_is_what_the_app_says_of_it() {
        for language in ["en", "de", "ar"] {
            let privacy = of(language).privacy;
            assert_eq!(privacy.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["h2", "p"], "{language}");
        }
    }

    #[test]
    fn values_take_their_places_whatever_stands_in_them() {
        assert_eq!(filled("{a} of {b}", &[("a", "{b}"), ("b", "2")]), "{b} of 2");
        assert_eq!(filled("{a", &[]), "");
    }
}
