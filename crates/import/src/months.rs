//! The names of months as newspapers and feeds of many languages print them.

/// In English, German, French, Spanish, Italian, Portuguese, Dutch, the languages of Scandinavia, Polish, Russian, Turkish, Indonesian and
/// Arabic; the form that stands behind a day, and what is usual cut short. Names that are words of other languages are left out where cut short.
#[rustfmt::skip]
const MONTHS: [&[&str]; 12] = [
    &["january", "jan", "januar", "jänner", "janvier", "janv", "enero", "gennaio", "janeiro", "januari", "stycznia", "январь", "января", "янв", "ocak", "يناير"],
    &["february", "feb", "februar", "février", "févr", "febrero", "febbraio", "fevereiro", "februari", "lutego", "февраль", "февраля", "фев", "февр", "şubat", "فبراير"],
    &["march", "mar", "märz", "mars", "marzo", "março", "maart", "marts", "marca", "март", "марта", "мар", "mart", "maret", "مارس"],
    &["april", "apr", "avril", "abril", "aprile", "kwietnia", "апрель", "апреля", "апр", "nisan", "أبريل", "إبريل"],
    &["may", "mai", "mayo", "maggio", "maio", "mei", "maj", "maja", "май", "мая", "mayıs", "مايو"],
    &["june", "jun", "juni", "juin", "junio", "giugno", "junho", "czerwca", "июнь", "июня", "июн", "haziran", "يونيو"],
    &["july", "jul", "juli", "juillet", "julio", "luglio", "julho", "lipca", "июль", "июля", "июл", "temmuz", "يوليو"],
    &["august", "aug", "août", "agosto", "augustus", "augusti", "sierpnia", "август", "августа", "авг", "ağustos", "agustus", "أغسطس"],
    &["september", "sep", "sept", "septembre", "septiembre", "settembre", "setembro", "września", "сентябрь", "сентября", "сен", "сент", "eylül", "سبتمبر"],
    &["october", "oct", "oktober", "okt", "octobre", "octubre", "ottobre", "outubro", "października", "октябрь", "октября", "окт", "ekim", "أكتوبر"],
    &["november", "nov", "novembre", "noviembre", "novembro", "listopada", "ноябрь", "ноября", "ноя", "нояб", "kasım", "نوفمبر"],
    &["december", "dec", "dezember", "dez", "décembre", "diciembre", "dicembre", "dezembro", "desember", "grudnia", "декабрь", "декабря", "дек", "aralık", "ديسمبر"],
];

/// The number of a month by its name, from 1.
pub fn month_of(word: &str) -> Option<i8> {
    let word = word.trim_end_matches('.').to_lowercase();
    let at = MONTHS.iter().position(|names| names.contains(&word.as_str()))?;
    i8::try_from(at + 1).ok()
}
