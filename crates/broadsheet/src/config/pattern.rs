//! Patterns for paths: `agency/*.xml`, `**/*.md`, `scans/199[0-4]/*`.

use std::path::PathBuf;

use glob::{MatchOptions, Pattern};

/// No sign stands for a `/`, and letters count as they are written, on every system.
const OPTIONS: MatchOptions =
    MatchOptions { case_sensitive: true, require_literal_separator: true, require_literal_leading_dot: false };

/// What paths must look like, seen from one folder, with `/` between the parts.
#[derive(Clone, Debug)]
pub struct PathPattern {
    whole: Pattern,
    /// The same for the folders on the way, the outermost first, up to the first `**`.
    folders: Vec<Pattern>,
    /// Whether `**` stands for any folders behind these.
    is_deep: bool,
    /// The folder that all matches lie below: the parts before the first sign.
    start: String,
}

impl PathPattern {
    /// Reads one; the error says what is wrong with it.
    pub fn new(text: &str) -> Result<Self, String> {
        let text = text.strip_prefix("./").unwrap_or(text);
        if text.ends_with('/') {
            return Err(format!("it ends with /; \"{text}**\" are all files below"));
        }
        let read = |text: &str| Pattern::new(text).map_err(|error| error.msg.to_owned());
        let whole = read(text)?;
        let mut parts: Vec<&str> = text.split('/').collect();
        parts.pop();
        let until = parts.iter().position(|part| *part == "**");
        let folders: Result<Vec<Pattern>, String> =
            (1..=until.unwrap_or(parts.len())).map(|count| read(&parts[..count].join("/"))).collect();
        let is_deep = until.is_some() || text == "**" || text.ends_with("/**");
        let (start, _) = Self::parted(text);
        Ok(Self { whole, folders: folders?, is_deep, start: start.to_string_lossy().into_owned() })
    }

    /// The folder before the first part with a sign, and the rest.
    pub fn parted(text: &str) -> (PathBuf, String) {
        let parts: Vec<&str> = text.split('/').collect();
        let signed = parts.iter().position(|part| part.contains(['*', '?', '['])).unwrap_or(parts.len() - 1);
        let folder = parts[..signed].join("/");
        let folder = if folder.is_empty() && text.starts_with('/') { "/".to_owned() } else { folder };
        (PathBuf::from(folder), parts[signed..].join("/"))
    }

    /// The folder that all matches lie below, from the folder from which paths are seen; may be empty.
    pub fn start(&self) -> &str {
        &self.start
    }

    /// Whether a file's path matches.
    pub fn matches(&self, path: &str) -> bool {
        self.whole.matches_with(path, OPTIONS)
    }

    /// Whether anything in a folder can match.
    pub fn may_hold(&self, folder: &str) -> bool {
        let depth = folder.split('/').count();
        match self.folders.get(depth - 1) {
            Some(pattern) => pattern.matches_with(folder, OPTIONS),
            None if !self.is_deep => false,
            None => match self.folders.last() {
                None => true,
                Some(pattern) => {
                    let outer: Vec<&str> = folder.split('/').take(self.folders.len()).collect();
                    pattern.matches_with(&outer.join("/"), OPTIONS)
                }
            },
        }
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;

    #[track_caller]
    fn check(pattern: &str, matching: &[&str], others: &[&str]) {
        let pattern = PathPattern::new(pattern).unwrap();
        for path in matching {
            assert!(pattern.matches(path), "{path}");
            // Or it would not be found.
            let folders: Vec<usize> = path.match_indices('/').map(|(at, _)| at).collect();
            assert!(folders.into_iter().all(|end| pattern.may_hold(&path[..end])), "{path}");
        }
        assert!(others.iter().all(|path| !pattern.matches(path)), "{others:?}");
    }

    #[test]
    fn a_star_stays_within_a_folder_and_two_do_not() {
        check("agency/*.xml", &["agency/a.xml"], &["agency/b/a.xml", "a.xml", "agency/a.XML", "other/a.xml"]);
        check("*.xml", &["a.xml"], &["b/a.xml"]);
        check("**/*.xml", &["a.xml", "b/a.xml", "b/c/a.xml"], &["a.txt"]);
        check("agency/**", &["agency/a.xml", "agency/b/c/a.xml"], &["a.xml"]);
        check("agency/**/x/*.xml", &["agency/x/a.xml", "agency/b/c/x/a.xml"], &["agency/a.xml"]);
        check("199[0-4]/??/*", &["1993/05/a.txt"], &["1995/05/a.txt", "1993/5/a.txt"]);
        check("./news/*", &["news/a"], &["a"]);
    }

    #[test]
    fn folders_that_cannot_hold_a_match_are_not_entered() {
        let holds = |pattern: &str, folder: &str| PathPattern::new(pattern).unwrap().may_hold(folder);
        assert!(!holds("*.xml", "agency"));
        assert!(!holds("agency/*.xml", "site") && !holds("agency/*.xml", "agency/old"));
        assert!(holds("a*/**/*.xml", "agency/old/x") && !holds("a*/**/*.xml", "site/old"));
    }

    #[test]
    fn where_to_look_follows_from_the_pattern() {
        assert_eq!(PathPattern::new("a/b/*.xml").unwrap().start(), "a/b");
        assert_eq!(PathPattern::new("**/*.xml").unwrap().start(), "");
        assert_eq!(PathPattern::parted("../a/*/b.xml"), (PathBuf::from("../a"), "*/b.xml".to_owned()));
        assert_eq!(PathPattern::parted("/*.xml"), (PathBuf::from("/"), "*.xml".to_owned()));
    }

    #[test]
    fn what_is_no_pattern_is_told() {
        assert!(PathPattern::new("a[").unwrap_err().contains("range"));
        assert!(PathPattern::new("a**").unwrap_err().contains("wildcards"));
        assert!(PathPattern::new("*/").unwrap_err().contains("*/**"));
    }
}
