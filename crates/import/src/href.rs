//! Which addresses a link or a picture may keep, and which lead elsewhere.

use article::is_safe_href;

/// Whether an address names its host, or holds what it leads to.
pub fn is_elsewhere(href: &str) -> bool {
    href.contains("://")
        || href.starts_with("//")
        || href.get(..5).is_some_and(|start| start.eq_ignore_ascii_case("data:"))
}

/// The address as it may stand in an article: `http`, `https`, `mailto` or relative, without the control characters
/// and outer blanks that browsers pass over. `None` for every other, above all for those that run script.
pub fn allowed_href(href: &str) -> Option<String> {
    // Browsers drop tabs and line ends anywhere in an address, so `java\tscript:` would run.
    let clean: String = href.trim().chars().filter(|character| !character.is_control()).collect();
    is_safe_href(&clean).then_some(clean)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_cannot_run_script_is_kept() {
        for href in [
            "https://example.org/a:b",
            "HTTP://example.org",
            "mailto:a@example.org",
            "a/b.html",
            "../c",
            "#note",
            "?q=a:b",
            "//example.org/x",
            "./a:b",
        ] {
            assert_eq!(allowed_href(href).as_deref(), Some(href));
        }
        for href in [
            "javascript:alert(1)",
            " JavaScript:alert(1)",
            "java\nscript:alert(1)",
            "\u{1}javascript:alert(1)",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "blob:x",
            "",
            "  ",
            "\u{a0}javascript:x",
        ] {
            assert_eq!(allowed_href(href), None, "{href:?}");
        }
        assert_eq!(allowed_href(" https://example.org/a\nb ").as_deref(), Some("https://example.org/ab"));
    }
}
