//! Addresses within an archive, of a book above all: relative to the file that holds them, in percent signs.

use crate::escapes::percent_decoded;

/// The path that an address leads to from a file of the archive, and the fragment behind it. Above the top there is nothing.
pub fn resolved(from: &str, address: &str) -> (String, Option<String>) {
    let (path, fragment) = address.split_once('#').map_or((address, None), |(path, rest)| (path, Some(rest)));
    let fragment = fragment.map(percent_decoded).filter(|fragment| !fragment.is_empty());
    let path = path.split('?').next().unwrap_or_default();
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

/// The address that leads to a path from anywhere in the archive.
pub fn address_of(path: &str) -> String {
    ["/", &path.replace('%', "%25").replace('#', "%23").replace('?', "%3F")].concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_lead_to_files_of_the_archive() {
        for (from, address, expected) in [
            ("OEBPS/book.opf", "text/one.xhtml", ("OEBPS/text/one.xhtml", None)),
            ("OEBPS/toc/nav.xhtml", "../one%20and.xhtml#p%C3%BC", ("OEBPS/one and.xhtml", Some("pü"))),
            ("a/b.xhtml", "#x", ("a/b.xhtml", Some("x"))),
            ("", "OEBPS/./book.opf", ("OEBPS/book.opf", None)),
            ("a/b", "/c?w=3", ("c", None)),
            ("a/b", "c%3F%231.jpg", ("a/c?#1.jpg", None)),
            ("a/b", "../../../c%zz%", ("c%zz%", None)),
        ] {
            let (path, fragment) = resolved(from, address);
            assert_eq!((path.as_str(), fragment.as_deref()), expected, "{address}");
            assert_eq!(resolved("x/y", &address_of(&path)), (path, None));
        }
    }
}
