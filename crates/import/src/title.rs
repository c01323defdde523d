//! A headline from a file's name, for articles that bring none.

/// The last part of a path made readable: "reports/2016_harbour-strike.md.gz" becomes "2016 harbour strike".
pub fn title_of(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    let name = name.strip_suffix(".gz").unwrap_or(name);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let words: Vec<&str> =
        stem.split(|character: char| "-_ ".contains(character)).filter(|word| !word.is_empty()).collect();
    let title = words.join(" ");
    let mut characters = title.chars();
    match characters.next() {
        Some(first) => first.to_uppercase().chain(characters).collect(),
        None => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_readable() {
        assert_eq!(title_of("reports/harbour_strike-ends.md.gz"), "Harbour strike ends");
        assert_eq!(title_of("2016.txt"), "2016");
        assert_eq!(title_of("--.md"), "--.md");
    }
}
