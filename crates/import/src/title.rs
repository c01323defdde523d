//! A headline from a file's name, for articles that bring none.

/// The last part of a path made readable: "reports/2016_harbour-strike.md.gz" becomes "2016 harbour strike".
pub fn title_of(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    let name = name.strip_suffix(".gz").unwrap_or(name);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let stem = day_of(path).and_then(|day| stem.strip_prefix(day)).map_or(stem, |rest| &rest[1..]);
    let words: Vec<&str> =
        stem.split(|character: char| "-_ ".contains(character)).filter(|word| !word.is_empty()).collect();
    let title = words.join(" ");
    let mut characters = title.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => name.to_owned(),
    }
}

/// The day that the name of a file begins with, where more follows: `2024-03-05-harbour-strike.md`, as programs that make sites have it.
pub fn day_of(path: &str) -> Option<&str> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let (day, rest) = name.split_at_checked(10)?;
    let is_day = day.parse::<jiff::civil::Date>().is_ok_and(|date| date.to_string() == day);
    let is_followed = rest.strip_prefix(['-', '_', ' ']).is_some_and(|rest| rest.starts_with(char::is_alphanumeric));
    (is_day && is_followed).then_some(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The day stood in the headline, and the article had none.
    #[test]
    fn a_name_may_begin_with_a_day() {
        assert_eq!(title_of("a/2024-03-05-harbour_strike-ends.md"), "Harbour strike ends");
        assert_eq!(day_of("a/2024-03-05-harbour.md"), Some("2024-03-05"));
        for name in
            ["2024-13-05-a.md", "2024-03-05.md", "2024-03-051-a.md", "20240305-a.md", "é2024-03-05-a", "2024-3-5-a.md"]
        {
            assert_eq!(day_of(name), None, "{name}");
        }
    }

    #[test]
    fn names_become_readable() {
        assert_eq!(title_of("reports/harbour_strike-ends.md.gz"), "Harbour strike ends");
        assert_eq!(title_of("2016.txt"), "2016");
        assert_eq!(title_of("--.md"), "--.md");
    }
}
