//! Addresses within a book: relative to the file that holds them, in percent signs.

use crate::escapes::percent_decoded;

/// The path that an address leads to from a file of the book, and the fragment behind it.
pub fn resolved(from: &str, address: &str) -> (String, Option<String>) {
    let (path, fragment) = address.split_once('#').map_or((address, None), |(path, rest)| (path, Some(rest)));
    let fragment = fragment.map(percent_decoded).filter(|fragment| !fragment.is_empty());
    if path.is_empty() {
        return (from.to_owned(), fragment);
    }
    let path = percent_decoded(path);
    let folder = if path.starts_with('/') { "" } else { from.rsplit_once('/').map_or("", |(folder, _)| folder) };
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    (parts.join("/"), fragment)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_lead_to_files_of_the_book() {
        for (from, address, expected) in [
            ("OEBPS/book.opf", "text/one.xhtml", ("OEBPS/text/one.xhtml", None)),
            ("OEBPS/toc/nav.xhtml", "../one%20and.xhtml#p%C3%BC", ("OEBPS/one and.xhtml", Some("pü"))),
            ("a/b.xhtml", "#x", ("a/b.xhtml", Some("x"))),
            ("", "OEBPS/./book.opf", ("OEBPS/book.opf", None)),
            ("a/b", "/c", ("c", None)),
            ("a/b", "../../../c%zz%", ("c%zz%", None)),
        ] {
            let (path, fragment) = resolved(from, address);
            assert_eq!((path.as_str(), fragment.as_deref()), expected, "{address}");
        }
    }
}
