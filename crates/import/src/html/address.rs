//! Addresses within a page, made whole by where the page was (RFC 3986, section 5).

use crate::kind::lies_beside_page;

/// Where a page was, by which its relative addresses are read. With none they stay as they are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Base(Option<Whole>);

/// The parts of an address with a host.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Whole {
    scheme: String,
    authority: String,
    path: String,
}

impl Base {
    /// A base of this address; none where it is not on the web.
    pub fn new(address: &str) -> Self {
        Self(whole(address))
    }

    /// An address as it would be followed from here.
    pub fn join(&self, address: &str) -> String {
        // Browsers pass over these wherever they stand.
        let address: String = address.trim().chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect();
        let Some(base) = &self.0 else { return address };
        let Whole { scheme, authority, path } = base;
        if address.is_empty() || address.starts_with('#') || has_scheme(&address) || lies_beside_page(&address) {
            return address;
        }
        if let Some(rest) = address.strip_prefix("//") {
            return format!("{scheme}://{rest}");
        }
        if address.starts_with('?') {
            return format!("{scheme}://{authority}{path}{address}");
        }
        let (given, query) = address.split_at(address.find(['?', '#']).unwrap_or(address.len()));
        let folder = path.rfind('/').map_or("/", |at| &path[..=at]);
        let joined = if given.starts_with('/') { given.to_owned() } else { format!("{folder}{given}") };
        format!("{scheme}://{authority}{}{query}", without_dots(&joined))
    }
}

fn has_scheme(address: &str) -> bool {
    address.split(['/', '?', '#']).next().is_some_and(|start| start.contains(':'))
}

fn whole(address: &str) -> Option<Whole> {
    let (scheme, rest) = address.trim().split_once("://")?;
    let scheme = scheme.to_ascii_lowercase();
    if scheme != "http" && scheme != "https" {
        return None;
    }
    let rest = &rest[..rest.find(['?', '#']).unwrap_or(rest.len())];
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let path = if path.is_empty() { "/" } else { path };
    (!authority.is_empty()).then(|| Whole { scheme, authority: authority.to_owned(), path: path.to_owned() })
}

/// A path without `.` and `..`, which lead nowhere above the top.
fn without_dots(path: &str) -> String {
    let mut kept: Vec<&str> = Vec::new();
    let mut parts = path.split('/').peekable();
    while let Some(part) = parts.next() {
        let is_last = parts.peek().is_none();
        match part {
            "." | ".." => {
                if part == ".." && kept.len() > 1 {
                    kept.pop();
                }
                if is_last {
                    kept.push("");
                }
            }
            part => kept.push(part),
        }
    }
    kept.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The examples of RFC 3986, section 5.4, that have a meaning on the web.
    #[test]
    fn relative_addresses_are_made_whole() {
        let base = Base::new("http://a/b/c/d;p?q");
        for (address, expected) in [
            ("g", "http://a/b/c/g"),
            ("./g", "http://a/b/c/g"),
            ("g/", "http://a/b/c/g/"),
            ("/g", "http://a/g"),
            ("//g", "http://g"),
            ("?y", "http://a/b/c/d;p?y"),
            ("g?y", "http://a/b/c/g?y"),
            ("#s", "#s"),
            ("g?y#s", "http://a/b/c/g?y#s"),
            (";x", "http://a/b/c/;x"),
            (".", "http://a/b/c/"),
            ("..", "http://a/b/"),
            ("../g", "http://a/b/g"),
            ("../..", "http://a/"),
            ("../../../g", "http://a/g"),
            ("/./g", "http://a/g"),
            ("g..", "http://a/b/c/g.."),
            ("g;x=1/../y", "http://a/b/c/y"),
            ("g?y/../x", "http://a/b/c/g?y/../x"),
            ("https://h/x", "https://h/x"),
            ("mailto:a@b", "mailto:a@b"),
            ("./Page_files/a.jpg", "./Page_files/a.jpg"),
            ("java\nscript:x", "javascript:x"),
            ("", ""),
        ] {
            assert_eq!(base.join(address), expected, "{address}");
        }
    }

    #[test]
    fn without_a_base_they_stay() {
        for base in ["", "a/b", "file:///c/d", "http://", "ftp://x/y"] {
            assert_eq!(Base::new(base).join("../g"), "../g", "{base}");
        }
        assert_eq!(Base::new("https://example.org").join("g"), "https://example.org/g");
    }
}
