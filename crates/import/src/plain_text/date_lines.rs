//! Lines that tell when: of publication, of a change, of an embargo's end.

use crate::dates::{Reading, read_date};

/// Parts of a line between bars and bullets.
pub fn parts_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(" | ")
        .flat_map(|part| part.split(" • "))
        .flat_map(|part| part.split(" · "))
        .map(str::trim)
        .filter(|part| !part.is_empty())
}

/// What stands before a date, and whether it tells of a change; of two that begin alike the longer first.
#[rustfmt::skip]
const DATE_LABELS: &[(&str, bool)] = &[
    ("first published", false), ("published on", false), ("published at", false), ("published", false),
    ("posted on", false), ("posted", false), ("created", false), ("issued", false), ("publication date", false), ("date", false),
    ("last updated on", true), ("last updated", true), ("last modified", true), ("updated on", true), ("updated at", true),
    ("updated", true), ("update", true), ("modified", true), ("edited", true),
    ("veröffentlicht am", false), ("veröffentlicht", false), ("publiziert am", false), ("publiziert", false), ("erstellt am", false),
    ("erschienen am", false), ("erschienen", false), ("zuletzt aktualisiert am", true), ("zuletzt aktualisiert", true), ("aktualisiert am", true),
    ("aktualisiert", true), ("geändert am", true), ("geändert", true), ("stand", true),
    ("publié le", false), ("publié", false), ("publiée le", false), ("publiée", false), ("créé le", false), ("créé", false),
    ("mis à jour le", true), ("mise à jour le", true), ("mis à jour", true), ("mise à jour", true), ("modifié le", true), ("modifiée le", true),
    ("publicado el", false), ("publicado em", false), ("publicado", false), ("publicada el", false), ("publicada em", false), ("publicada", false),
    ("creado", false), ("actualizado el", true), ("actualizado", true), ("actualizada", true), ("última actualización", true), ("actualización", true),
    ("modificado", true), ("modificada", true), ("atualizado em", true), ("atualizado", true), ("atualizada", true), ("última atualização", true),
    ("pubblicato il", false), ("pubblicato", false), ("pubblicata", false), ("aggiornato il", true), ("aggiornato", true), ("aggiornata", true),
    ("ultimo aggiornamento", true), ("aggiornamento", true),
    ("gepubliceerd op", false), ("gepubliceerd", false), ("geplaatst op", false), ("geplaatst", false), ("bijgewerkt op", true),
    ("bijgewerkt", true), ("laatst bijgewerkt", true), ("gewijzigd op", true), ("gewijzigd", true), ("laatste update", true),
    ("publicerad", false), ("publisert", false), ("udgivet", false), ("uppdaterad", true), ("oppdatert", true), ("opdateret", true),
    ("julkaistu", false), ("päivitetty", true), ("opublikowano", false), ("data publikacji", false), ("aktualizacja", true),
    ("publikováno", false), ("aktualizováno", true), ("yayınlanma tarihi", false), ("güncelleme", true), ("diterbitkan", false),
    ("опубликовано", false), ("обновлено", true), ("опубліковано", false), ("оновлено", true),
    ("تاريخ النشر", false), ("نشر في", false), ("نُشر في", false), ("آخر تحديث", true), ("תאריך פרסום", false), ("פורסם", false), ("עודכן", true),
    ("प्रकाशित", false), ("पब्लिश", false), ("अपडेट", true), ("अपडेटेड", true), ("প্রকাশ", false), ("প্রকাশিত", false), ("আপডেট", true),
    ("เผยแพร่", false), ("อัปเดต", true), ("ปรับปรุง", true), ("ngày đăng", false), ("cập nhật", true),
    ("发布时间", false), ("發布時間", false), ("发布于", false), ("发表于", false), ("发布", false), ("發布", false),
    ("更新时间", true), ("更新時間", true), ("更新于", true),
    ("公開日", false), ("公開", false), ("掲載日", false), ("掲載", false), ("配信日", false), ("配信", false), ("投稿日", false), ("更新日", true), ("更新", true),
    ("입력", false), ("등록", false), ("승인", false), ("수정", true),
];

/// Small words of labels, which say nothing of a change by themselves.
#[rustfmt::skip]
const SMALL_WORDS: [&str; 20] = [
    "first", "last", "zuletzt", "última", "ultimo", "laatst", "laatste", "آخر", "on", "at", "am", "le", "à", "el", "em", "il", "op", "в", "في", "ב",
];

/// Whether a word, in lower case, is one of those labels are made of, and if so whether it tells of a change.
pub fn word_of_label(word: &str) -> Option<bool> {
    if SMALL_WORDS.contains(&word) {
        return Some(false);
    }
    let mut labels = DATE_LABELS.iter().filter(|(label, _)| label.split(' ').any(|part| part == word));
    labels.next().map(|(_, is_change)| *is_change)
}

/// What stands between a label and its date.
const BEHIND_LABEL: [char; 3] = [':', '：', ' '];

/// Whether words are those before the day of a change, and nothing else.
pub fn is_change_label(text: &str) -> bool {
    let last = text.rsplit(['|', '•', '·', ',', '–', '-', '(']).next().unwrap_or(text);
    let words = last.trim_matches(BEHIND_LABEL).to_lowercase();
    DATE_LABELS.iter().any(|(label, is_change)| *is_change && *label == words)
}

/// The date of a line, and whether it is that of a change.
pub fn date_of(text: &str) -> (bool, &str) {
    for &(label, is_change) in DATE_LABELS {
        let start = text.char_indices().nth(label.chars().count()).map_or(text.len(), |(at, _)| at);
        let (begins, rest) = text.split_at(start);
        if begins.to_lowercase() == label && rest.starts_with(BEHIND_LABEL) {
            return (is_change, rest.trim_start_matches(BEHIND_LABEL));
        }
    }
    (false, text)
}

/// Whether a line is a date and nothing else.
pub fn is_date_line(text: &str) -> bool {
    let date = date_of(text).1;
    // A number alone is no date on a page.
    let has_signs = date.contains(|character: char| !character.is_ascii_digit());
    text.chars().count() <= 80 && has_signs && !matches!(read_date(date), Reading::Ambiguous | Reading::None)
}

/// Whether a line is a date that may mean two days.
pub fn is_ambiguous_date(text: &str) -> bool {
    text.chars().count() <= 80 && read_date(date_of(text).1) == Reading::Ambiguous
}

/// Until when a line forbids publication: "EMBARGOED UNTIL 00:01 GMT, 12 September 2016". Empty where it does not say.
pub fn embargo_of(text: &str) -> Option<&str> {
    let starts = [
        "strictly embargoed until",
        "strictly embargoed",
        "under embargo until",
        "embargoed until",
        "embargoed till",
        "embargoed for release",
        "embargoed for",
        "embargo until",
        "embargo:",
        "embargoed:",
        "not for publication before",
        "not for release before",
        "hold for release until",
        "not for publication until",
    ];
    if text.chars().count() > 120 || text.ends_with('.') {
        return None;
    }
    if text.eq_ignore_ascii_case("embargo") || text.eq_ignore_ascii_case("embargoed") {
        return Some("");
    }
    let start = starts
        .into_iter()
        .find(|start| text.get(..start.len()).is_some_and(|begins| begins.eq_ignore_ascii_case(start)))?;
    Some(text[start.len()..].trim_start_matches([':', ' ', '-', '–']).trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn date_lines_are_dates_and_nothing_else() {
        for line in [
            "Published: 12 September 2016",
            "12 Sep 2016, 10:30 GMT",
            "September 12, 2016",
            "2016-09-12",
            "Updated 12 Sept 2016",
            "Publié le 12 septembre 2016",
        ] {
            assert!(is_date_line(line), "{line}");
        }
        for line in [
            "Published: a book",
            "2016",
            "On 12 September 2016 the harbour opened",
            "Date palms",
            "",
            "03/04/2016",
            "Updated",
        ] {
            assert!(!is_date_line(line), "{line}");
        }
    }

    #[test]
    fn an_embargo_is_known_by_its_line() {
        assert_eq!(embargo_of("EMBARGOED UNTIL 00:01 GMT, 12 September 2016"), Some("00:01 GMT, 12 September 2016"));
        assert_eq!(embargo_of("Embargo: Monday"), Some("Monday"));
        assert_eq!(embargo_of("Embargo on ships lifted"), None);
        assert_eq!(embargo_of("Embargoed goods seized at the harbour"), None);
    }
}
