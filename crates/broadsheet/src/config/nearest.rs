//! What a person may have meant who wrote something that is not known.

/// "did you mean …?", if anything comes near.
pub fn did_you_mean<T: AsRef<str>>(given: &str, known: &[T]) -> Option<String> {
    most_similar(given, known).map(|near| format!("did you mean \"{near}\"?"))
}

/// The likeliest of those that are known, if any comes near.
fn most_similar<'a, T: AsRef<str>>(given: &str, known: &'a [T]) -> Option<&'a str> {
    let all = known.iter().map(|known| (similarity(given, known.as_ref()), known.as_ref()));
    all.max_by(|(one, _), (other, _)| one.total_cmp(other)).filter(|(how, _)| *how > 0.5).map(|(_, known)| known)
}

/// From 0 to 1, the same but for the case of letters. Who writes a whole word of a name means it: `section` of `articleSection`.
fn similarity(given: &str, known: &str) -> f64 {
    let (given, known) = (given.to_lowercase(), known.to_lowercase());
    let is_part =
        given.len() >= 4 && known.len() > given.len() && (known.starts_with(&given) || known.ends_with(&given));
    let similarity = strsim::normalized_damerau_levenshtein(&given, &known);
    if is_part { similarity.max(0.6) } else { similarity }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(given: &str, expected: Option<&str>) {
        assert_eq!(most_similar(given, &["timeZone", "articleSection", "usageTerms", "path"]), expected);
    }

    #[test]
    fn slips_and_parts_come_near() {
        check("timezone", Some("timeZone"));
        check("section", Some("articleSection"));
        check("terms", Some("usageTerms"));
        check("pfad", None);
        check("file", None);
    }
}
