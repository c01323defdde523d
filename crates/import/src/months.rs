//! The names of months as newspapers and feeds of many languages print them.

/// In English, German, French, Spanish, Catalan, Italian, Portuguese, Romanian, Dutch, the languages of Scandinavia, Finnish, Hungarian, Polish,
/// Czech, Russian, Ukrainian, Greek, Turkish, Indonesian, Arabic and Hebrew; the form that stands behind a day, and what is usual cut short. Names that are words of other languages are left out where cut short.
#[rustfmt::skip]
const MONTHS: [&[&str]; 12] = [
    &["january", "jan", "januar", "jänner", "janvier", "janv", "enero", "gennaio", "janeiro", "januari", "stycznia", "январь", "января", "янв", "ocak", "يناير", "ledna", "січня", "ιανουαρίου", "ianuarie", "tammikuuta", "január", "ינואר", "gener", "ene"],
    &["february", "feb", "februar", "février", "févr", "febrero", "febbraio", "fevereiro", "februari", "lutego", "февраль", "февраля", "фев", "февр", "şubat", "فبراير", "února", "лютого", "φεβρουαρίου", "februarie", "helmikuuta", "február", "פברואר", "febrer"],
    &["march", "mar", "märz", "mars", "marzo", "março", "maart", "marts", "marca", "март", "марта", "мар", "mart", "maret", "مارس", "března", "березня", "μαρτίου", "martie", "maaliskuuta", "március", "מרץ", "març", "מרס"],
    &["april", "apr", "avril", "abril", "aprile", "kwietnia", "апрель", "апреля", "апр", "nisan", "أبريل", "إبريل", "dubna", "квітня", "απριλίου", "aprilie", "huhtikuuta", "április", "אפריל", "abr"],
    &["may", "mai", "mayo", "maggio", "maio", "mei", "maj", "maja", "май", "мая", "mayıs", "مايو", "května", "травня", "μαΐου", "toukokuuta", "május", "מאי", "maig"],
    &["june", "jun", "juni", "juin", "junio", "giugno", "junho", "czerwca", "июнь", "июня", "июн", "haziran", "يونيو", "června", "червня", "ιουνίου", "iunie", "kesäkuuta", "június", "יוני", "juny"],
    &["july", "jul", "juli", "juillet", "julio", "luglio", "julho", "lipca", "июль", "июля", "июл", "temmuz", "يوليو", "července", "липня", "ιουλίου", "iulie", "heinäkuuta", "július", "יולי", "juliol"],
    &["august", "aug", "août", "agosto", "augustus", "augusti", "sierpnia", "август", "августа", "авг", "ağustos", "agustus", "أغسطس", "srpna", "серпня", "αυγούστου", "elokuuta", "augusztus", "אוגוסט", "agost", "ago"],
    &["september", "sep", "sept", "septembre", "septiembre", "settembre", "setembro", "września", "сентябрь", "сентября", "сен", "сент", "eylül", "سبتمبر", "září", "вересня", "σεπτεμβρίου", "septembrie", "syyskuuta", "szeptember", "ספטמבר", "setembre", "set"],
    &["october", "oct", "oktober", "okt", "octobre", "octubre", "ottobre", "outubro", "października", "октябрь", "октября", "окт", "ekim", "أكتوبر", "října", "жовтня", "οκτωβρίου", "octombrie", "lokakuuta", "október", "אוקטובר"],
    &["november", "nov", "novembre", "noviembre", "novembro", "listopada", "ноябрь", "ноября", "ноя", "нояб", "kasım", "نوفمبر", "listopadu", "листопада", "νοεμβρίου", "noiembrie", "marraskuuta", "נובמבר"],
    &["december", "dec", "dezember", "dez", "décembre", "diciembre", "dicembre", "dezembro", "desember", "grudnia", "декабрь", "декабря", "дек", "aralık", "ديسمبر", "prosince", "грудня", "δεκεμβρίου", "decembrie", "joulukuuta", "דצמבר", "desembre", "dic"],
];

/// The number of a month by its name, from 1.
pub fn month_of(word: &str) -> Option<i8> {
    let word = word.trim_end_matches('.').to_lowercase();
    // In Hebrew "in" is the first letter of the month: 5 במרץ 2024.
    let word = word.strip_prefix('ב').unwrap_or(&word).to_owned();
    let at = MONTHS.iter().position(|names| names.contains(&word.as_str()))?;
    i8::try_from(at + 1).ok()
}
