//! A picture's caption and whom to credit, from the line that was printed below the picture.

pub mod east_asia;

use article::Association;

use super::byline::is_persons_name;
use super::paragraphs::Paragraph;

/// Words that speak of a picture.
const PICTURE: [&str; 18] = [
    "photo",
    "photos",
    "photograph",
    "pic",
    "pics",
    "picture",
    "pictures",
    "image",
    "images",
    "credit",
    "credits",
    "courtesy",
    "handout",
    "foto",
    "fotos",
    "bild",
    "getty",
    "shutterstock",
];

/// Agencies whose pictures are printed all over the world, under names that are words by themselves and under those that others are part of.
const SHORT_AGENCIES: [&str; 4] = ["ap", "afp", "epa", "upi"];
const LONG_AGENCIES: [&str; 4] = ["reuters", "xinhua", "kyodo", "yonhap"];
/// Further ones.
#[rustfmt::skip]
const AGENCIES: [&str; 16] = [
    "dpa", "bernama", "kcna", "tass", "ansa", "efe", "pa", "alamy", "bloomberg", "anadolu", "рейтер", "риа", "тасс", "رويترز", "الفرنسية", "الأناضول",
];

/// Whether a word, in lower case, is an agency that delivers pictures; by itself it credits one only where that is expected.
fn is_agency(word: &str) -> bool {
    SHORT_AGENCIES.iter().chain(&LONG_AGENCIES).chain(&AGENCIES).any(|agency| *agency == word)
}

/// What stands before a credit on the same line or on one of its own.
const LABELS: [&str; 14] = [
    "Photo:",
    "Photos:",
    "Picture:",
    "Pictures:",
    "Image:",
    "Images:",
    "Credit:",
    "Photo credit:",
    "Photograph:",
    "Foto:",
    "Bild:",
    "Photo by ",
    "Picture by ",
    "Photograph by ",
];

/// What marks a caption at its start.
const CAPTIONS: [&str; 5] = ["FILE PHOTO:", "File photo:", "FILE -", "FILE –", "Caption:"];

/// The longest caption; what is longer is a paragraph.
const LONGEST: usize = 500;
/// The longest credit, in words: "Courtesy of the National Maritime Museum via AFP/Getty Images".
const CREDIT_WORDS: usize = 12;

/// Where a line stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Where {
    /// Above the text, where pictures are: an agency's name is enough for a credit.
    Head,
    /// Among the paragraphs, where an agency in parentheses may sign the text: a word for a picture is needed.
    Body,
}

/// Reads a line as a caption with its credit, or as a credit alone.
pub fn read_caption(line: &str, place: Where) -> Option<Association> {
    if line.chars().count() > LONGEST {
        return None;
    }
    let begins = CAPTIONS.iter().find_map(|start| line.strip_prefix(start));
    let line = begins.map_or(line, str::trim);
    let (caption, credit) = in_brackets(line, place)
        .or_else(|| behind_label(line))
        .or_else(|| behind_sign(line, place))
        .or_else(|| agency_sentence(line))
        .or(begins.map(|_| (line, "")))?;
    let given = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    Some(Association { caption: given(caption), credit_text: given(credit), ..Association::default() })
}

/// Joins a caption and the credit on the line right below it, where the text parts its paragraphs by blank lines, so
/// that being right below says something.
pub fn join_credits(lines: Vec<Paragraph>) -> Vec<Paragraph> {
    let has_gaps = lines.windows(2).any(|pair| pair[1].line > pair[0].line + 1);
    let mut joined: Vec<Paragraph> = Vec::new();
    let mut before = 0;
    for line in lines {
        let is_right_below = has_gaps && line.line == before + 1 && joined.len() > 1;
        before = line.line;
        match joined.last_mut() {
            Some(above)
                if is_right_below && is_bare_credit(&line.text) && above.text.chars().count() <= CAPTION_ABOVE =>
            {
                above.text = format!("{} | {}", above.text, line.text);
            }
            _ => joined.push(line),
        }
    }
    joined
}

/// The longest line that is taken for the caption of the credit below it; what is longer is rather a paragraph.
const CAPTION_ABOVE: usize = 250;

fn is_bare_credit(line: &str) -> bool {
    behind_label(line).is_some_and(|(caption, _)| caption.is_empty())
}

/// "The harbour at dawn. (EPA Images pic)", "The harbour at dawn [Jane Doe/Reuters]"
fn in_brackets(line: &str, place: Where) -> Option<(&str, &str)> {
    let (open, rest) = match line.chars().last()? {
        ')' => ('(', line.strip_suffix(')')?),
        ']' => ('[', line.strip_suffix(']')?),
        _ => return None,
    };
    let (caption, credit) = rest.rsplit_once(open)?;
    let bare = without_label(credit);
    let is_labelled = bare.len() < credit.trim().len() && is_short_credit(bare) && starts_as_name(bare);
    let is_of_house = || place == Where::Head && is_name_of_house(bare);
    (is_labelled || is_credit(bare, place) || is_of_house())
        .then_some((caption, bare))
        .filter(|_| !caption.trim().is_empty() || place == Where::Head)
}

/// "Jane Doe/The Courier", "Jane Doe for The Courier": a person, and behind that the house.
fn is_name_of_house(credit: &str) -> bool {
    let parts = credit.split_once('/').or_else(|| credit.split_once(" for "));
    parts.is_some_and(|(name, house)| {
        let house = house.trim();
        let house = house.strip_prefix("For ").or_else(|| house.strip_prefix("for ")).unwrap_or(house);
        is_persons_name(name.trim()) && starts_as_name(house) && house.split_whitespace().count() <= HOUSE_WORDS
    })
}

/// The most words of a house behind a name.
const HOUSE_WORDS: usize = 5;

/// "The harbour at dawn. Photo: Jane Doe", "Photo: Jane Doe"
fn behind_label(line: &str) -> Option<(&str, &str)> {
    let at = |label: &&str| line.rfind(*label).map(|at| (at, label.len()));
    let (at, length) = LABELS.iter().filter_map(at).max_by_key(|(at, length)| (at + length, *length))?;
    let (caption, credit) = (&line[..at], line[at + length..].trim());
    // Within a sentence the word is no label: "In the photo: a ship."
    let is_parted =
        caption.is_empty() || caption.trim_end().ends_with(['.', '!', '?', '|', '/', '—', '–', ')', '”', ';', ',']);
    let is_name = !credit.is_empty() && credit.split_whitespace().count() <= CREDIT_WORDS && starts_as_name(credit);
    let ends_as_name =
        !credit.trim_end_matches('.').contains(['.', '?', '!']) || credit.split('.').all(|part| part.len() <= 30);
    (is_parted && is_name && ends_as_name)
        .then(|| (caption.trim().trim_end_matches(['|', '/', '—', '–']).trim_end(), credit.trim_end_matches('.')))
}

/// "The harbour at dawn | AP Photo/Jane Doe", "The harbour at dawn / Reuters", "The harbour at dawn © Getty Images"
fn behind_sign(line: &str, place: Where) -> Option<(&str, &str)> {
    if let Some((caption, credit)) = line.rsplit_once('©') {
        let is_year = credit.trim().starts_with(|character: char| character.is_ascii_digit());
        return (!is_year && !credit.trim().is_empty() && is_short_credit(credit)).then_some((caption, credit));
    }
    [" | ", " / "].into_iter().find_map(|sign| {
        let (caption, credit) = line.rsplit_once(sign)?;
        let credit = without_label(credit);
        let whole = if sign == " / " { with_name(line, caption) } else { None };
        is_credit(credit, place).then(|| whole.unwrap_or((caption, credit)))
    })
}

/// A credit whose first part is a name in capitals: "The harbour at dawn. JANE DOE / AFP".
fn with_name<'a>(line: &'a str, before: &str) -> Option<(&'a str, &'a str)> {
    let start = before
        .rfind(['.', '!', '?', '”', '»', ')'])
        .map_or(0, |at| at + before[at..].chars().next().map_or(0, char::len_utf8));
    let name = before[start..].trim();
    let is_capitals = name.contains(char::is_uppercase) && !name.contains(char::is_lowercase);
    let is_name = (2..=4).contains(&name.split_whitespace().count()) && !name.contains(char::is_numeric);
    (is_capitals && is_name).then(|| (line[..start].trim(), line[start..].trim()))
}

/// "The harbour at dawn, January 1, 2016. REUTERS/Jane Doe/File Photo"
fn agency_sentence(line: &str) -> Option<(&str, &str)> {
    let (caption, credit) = line.rsplit_once(". ")?;
    let begins = ["AP Photo/", "Getty Images/"].iter().any(|start| credit.starts_with(start))
        || credit.split_once('/').is_some_and(|(agency, _)| is_agency(&agency.to_lowercase()));
    (begins && is_short_credit(credit)).then(|| (&line[..=caption.len()], credit.trim_end_matches('.')))
}

fn without_label(credit: &str) -> &str {
    let credit = credit.trim();
    LABELS
        .iter()
        .find_map(|label| {
            credit
                .get(..label.len())
                .filter(|start| start.eq_ignore_ascii_case(label))
                .map(|_| credit[label.len()..].trim())
        })
        .unwrap_or(credit)
}

fn is_credit(credit: &str, place: Where) -> bool {
    let lower = credit.to_lowercase();
    let words: Vec<&str> =
        lower.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let speaks = words.iter().any(|word| PICTURE.contains(word));
    let refers = matches!(words.first(), Some(&"see" | &"in" | &"as" | &"no" | &"not" | &"the" | &"or" | &"and"));
    let signs = place == Where::Head || credit.contains('/');
    is_short_credit(credit)
        && !refers
        && !credit.contains(':')
        && (speaks || (signs && words.iter().any(|word| is_agency(word)) && starts_as_name(credit)))
}

fn is_short_credit(credit: &str) -> bool {
    let credit = credit.trim();
    !credit.is_empty()
        && credit.chars().count() <= 100
        && credit.split_whitespace().count() <= CREDIT_WORDS
        && !credit.ends_with(['?', '!', ','])
}

fn starts_as_name(credit: &str) -> bool {
    credit.trim_start_matches(['©', '@', ' ']).starts_with(|character: char| {
        // Many scripts have no capitals.
        character.is_uppercase() || character.is_ascii_digit() || character.is_alphabetic() && !character.is_lowercase()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, caption: &str, credit: &str) {
        let read = read_caption(line, Where::Head)
            .map(|read| (read.caption.unwrap_or_default(), read.credit_text.unwrap_or_default()));
        assert_eq!(read, Some((caption.to_owned(), credit.to_owned())), "{line}");
    }

    #[track_caller]
    fn check_none(line: &str, place: Where) {
        assert_eq!(read_caption(line, place), None, "{line}");
    }

    #[test]
    fn caption_and_credit_are_parted() {
        let dawn = "The harbour at dawn.";
        check("The harbour at dawn. (EPA Images pic)", dawn, "EPA Images pic");
        check("The harbour at dawn. (Reuters)", dawn, "Reuters");
        check("The harbour at dawn. (Photo: Jane Doe)", dawn, "Jane Doe");
        check("The harbour at dawn (AP Photo/Jane Doe)", "The harbour at dawn", "AP Photo/Jane Doe");
        check("The harbour at dawn [Jane Doe/Reuters]", "The harbour at dawn", "Jane Doe/Reuters");
        // Of a house that nobody knows the credit stayed in the caption.
        check("The harbour at dawn. (Jane Doe/For The Skarn Post)", dawn, "Jane Doe/For The Skarn Post");
        check("The harbour at dawn. (Jane Doe for The Skarn Post)", dawn, "Jane Doe for The Skarn Post");
        check("The harbour at dawn. Photo: Jane Doe", dawn, "Jane Doe");
        check("The harbour at dawn. Photograph: Jane Doe/The Courier", dawn, "Jane Doe/The Courier");
        check("The harbour at dawn | AP Photo/Jane Doe", "The harbour at dawn", "AP Photo/Jane Doe");
        check("The harbour at dawn / Reuters", "The harbour at dawn", "Reuters");
        // Half of such a credit was the end of the caption.
        check("The harbour at dawn. JANE DOE / AFP", dawn, "JANE DOE / AFP");
        check("El puerto al amanecer. EFE/Luis Vega", "El puerto al amanecer.", "EFE/Luis Vega");
        check("سفن في الميناء (رويترز)", "سفن في الميناء", "رويترز");
        check("The harbour at dawn © Getty Images", "The harbour at dawn", "Getty Images");
        check(
            "FILE PHOTO: The harbour at dawn, January 1, 2016. REUTERS/Jane Doe/File Photo",
            "The harbour at dawn, January 1, 2016.",
            "REUTERS/Jane Doe/File Photo",
        );
        check("Photo: Jane Doe", "", "Jane Doe");
        check("Picture: EPA", "", "EPA");
    }

    #[test]
    fn prose_is_no_caption() {
        for place in [Where::Head, Where::Body] {
            check_none("The mayor (pictured) opened the harbour.", place);
            check_none("The ship lay in the harbour (see picture)", place);
            check_none("He sold the picture: a ship in a storm.", place);
            check_none("In the photo: a ship.", place);
            check_none("The harbour opened again on Tuesday.", place);
            check_none("The firm owes 3 million (about 2.5 million euros)", place);
            check_none("© 2016 The Courier", place);
            check_none("The ship lay in the harbour (on its port/starboard side)", place);
        }
        check_none("He spoke to the crew on Tuesday. (AFP)", Where::Body);
        check_none("He was seen on deck. (WARNING: Video contains graphic images.)", Where::Body);
    }

    #[test]
    fn a_picture_among_paragraphs_is_known_by_its_word() {
        assert!(read_caption("The harbour at dawn. (AP Photo/Jane Doe)", Where::Body).is_some());
    }
}
