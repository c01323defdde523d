//! The names of months as newspapers and feeds of many languages print them.

/// In English, German, French, Spanish, Catalan, Italian, Portuguese, Romanian, Dutch, the languages of Scandinavia, Finnish, Hungarian, Polish,
/// Czech, Slovak, Slovene, Croatian, Bulgarian, Russian, Ukrainian, Greek, Turkish, Indonesian, Arabic, Persian, Hindi, Bengali, Hebrew and Thai; the form
/// that stands behind a day, and what is usual cut short. Of two languages that mean different months by one word (Croatian `listopada` is
/// October) the larger counts, and names that are words of English are left out where cut short.
#[rustfmt::skip]
const MONTHS: [&[&str]; 12] = [
    &["january", "jan", "januar", "jänner", "janvier", "janv", "enero", "gennaio", "janeiro", "januari", "stycznia", "январь", "января", "янв", "ocak", "يناير", "ledna", "січня", "ιανουαρίου", "ianuarie", "tammikuuta", "január", "ינואר", "gener", "ene", "gen", "sty", "oca", "ian", "ιαν", "січ", "جانفي", "ژانویه", "जनवरी", "জানুয়ারি", "януари", "siječnja", "januára", "januarja", "มกราคม", "ม.ค"],
    &["february", "feb", "februar", "février", "févr", "febrero", "febbraio", "fevereiro", "februari", "lutego", "февраль", "февраля", "фев", "февр", "şubat", "فبراير", "února", "лютого", "φεβρουαρίου", "februarie", "helmikuuta", "február", "פברואר", "febrer", "fev", "fév", "lut", "şub", "úno", "febr", "φεβ", "лют", "فيفري", "فوریه", "फ़रवरी", "फरवरी", "ফেব্রুয়ারি", "февруари", "veljače", "februára", "februarja", "กุมภาพันธ์", "ก.พ"],
    &["march", "mar", "märz", "mars", "marzo", "março", "maart", "marts", "marca", "март", "марта", "мар", "mart", "maret", "مارس", "března", "березня", "μαρτίου", "martie", "maaliskuuta", "március", "מרץ", "març", "מרס", "mär", "mrz", "mrt", "bře", "márc", "μαρ", "бер", "मार्च", "মার্চ", "ožujka", "มีนาคม", "มี.ค"],
    &["april", "apr", "avril", "abril", "aprile", "kwietnia", "апрель", "апреля", "апр", "nisan", "أبريل", "إبريل", "dubna", "квітня", "απριλίου", "aprilie", "huhtikuuta", "április", "אפריל", "abr", "avr", "kwi", "nis", "ápr", "απρ", "квіт", "кві", "أفريل", "آوریل", "अप्रैल", "এপ্রিল", "travnja", "apríla", "aprila", "เมษายน", "เม.ย"],
    &["may", "mai", "mayo", "maggio", "maio", "mei", "maj", "maja", "май", "мая", "mayıs", "مايو", "května", "травня", "μαΐου", "toukokuuta", "május", "מאי", "maig", "mag", "máj", "kvě", "μαΐ", "трав", "тра", "ماي", "मई", "মে", "svibnja", "mája", "พฤษภาคม", "พ.ค"],
    &["june", "jun", "juni", "juin", "junio", "giugno", "junho", "czerwca", "июнь", "июня", "июн", "haziran", "يونيو", "června", "червня", "ιουνίου", "iunie", "kesäkuuta", "június", "יוני", "juny", "giu", "cze", "haz", "jún", "čvn", "ιουν", "черв", "чер", "جوان", "ژوئن", "जून", "জুন", "юни", "iun", "lipnja", "júna", "junija", "มิถุนายน", "มิ.ย"],
    &["july", "jul", "juli", "juillet", "julio", "luglio", "julho", "lipca", "июль", "июля", "июл", "temmuz", "يوليو", "července", "липня", "ιουλίου", "iulie", "heinäkuuta", "július", "יולי", "juliol", "lug", "juil", "tem", "júl", "čvc", "ιουλ", "лип", "جويلية", "ژوئیه", "जुलाई", "জুলাই", "юли", "iul", "srpnja", "júla", "julija", "กรกฎาคม", "ก.ค"],
    &["august", "aug", "août", "agosto", "augustus", "augusti", "sierpnia", "август", "августа", "авг", "ağustos", "agustus", "أغسطس", "srpna", "серпня", "αυγούστου", "elokuuta", "augusztus", "אוגוסט", "agost", "ago", "aoû", "sie", "ağu", "αυγ", "серп", "сер", "أوت", "اوت", "अगस्त", "আগস্ট", "avg", "kolovoza", "augusta", "avgusta", "ogos", "สิงหาคม", "ส.ค"],
    &["september", "sep", "sept", "septembre", "septiembre", "settembre", "setembro", "września", "сентябрь", "сентября", "сен", "сент", "eylül", "سبتمبر", "září", "вересня", "σεπτεμβρίου", "septembrie", "syyskuuta", "szeptember", "ספטמבר", "setembre", "set", "setiembre", "wrz", "eyl", "zář", "szept", "σεπ", "σεπτ", "вер", "سپتامبر", "सितंबर", "सितम्बर", "সেপ্টেম্বর", "септември", "rujna", "septembra", "กันยายน", "ก.ย"],
    &["october", "oct", "oktober", "okt", "octobre", "octubre", "ottobre", "outubro", "października", "октябрь", "октября", "окт", "ekim", "أكتوبر", "října", "жовтня", "οκτωβρίου", "octombrie", "lokakuuta", "október", "אוקטובר", "ott", "out", "paź", "eki", "říj", "οκτ", "жовт", "жов", "اکتبر", "अक्टूबर", "অক্টোবর", "октомври", "októbra", "oktobra", "ตุลาคม", "ต.ค"],
    &["november", "nov", "novembre", "noviembre", "novembro", "listopada", "ноябрь", "ноября", "ноя", "нояб", "kasım", "نوفمبر", "listopadu", "листопада", "νοεμβρίου", "noiembrie", "marraskuuta", "נובמבר", "lis", "kas", "noi", "νοε", "лист", "лис", "نوامبر", "नवंबर", "नवम्बर", "নভেম্বর", "ноември", "studenoga", "studenog", "novembra", "พฤศจิกายน", "พ.ย"],
    &["december", "dec", "dezember", "dez", "décembre", "diciembre", "dicembre", "dezembro", "desember", "grudnia", "декабрь", "декабря", "дек", "aralık", "ديسمبر", "prosince", "грудня", "δεκεμβρίου", "decembrie", "joulukuuta", "דצמבר", "desembre", "dic", "déc", "des", "gru", "ara", "δεκ", "груд", "гру", "دسامبر", "दिसंबर", "दिसम्बर", "ডিসেম্বর", "декември", "prosinca", "decembra", "ธันวาคม", "ธ.ค"],
];

/// The number of a month by its name, from 1.
pub fn month_of(word: &str) -> Option<i8> {
    let word = word.trim_end_matches('.').to_lowercase();
    // In Hebrew "in" is the first letter of the month: 5 במרץ 2024.
    let word = word.strip_prefix('ב').unwrap_or(&word).to_owned();
    let at = MONTHS.iter().position(|names| names.contains(&word.as_str()))?;
    i8::try_from(at + 1).ok()
}
