//! How far articles were read on this device: for each the block in view and how far into it, an article a line, the last
//! first. What is kept is the reader's own text in the browser's storage: whatever stands there, reading it fails at nothing.

/// Articles whose place is kept; with some 25 bytes each, 5 kB.
const KEPT: usize = 200;

/// A place in an article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// The block's id.
    pub block: String,
    /// How far into the block, in thousandths of its height, so that it holds when the type is set otherwise.
    pub depth: u32,
}

/// Where the article with this key was left.
pub fn find(kept: &str, article: &str) -> Option<Place> {
    let mut parts = kept.split('\n').find(|line| key(line) == article)?.split(' ').skip(1);
    Some(Place { block: parts.next()?.to_owned(), depth: parts.next()?.parse().ok()? })
}

fn key(line: &str) -> &str {
    line.split(' ').next().unwrap_or_default()
}

/// What is kept once the article was left there; nothing of it where it was read to the end.
pub fn remember(kept: &str, article: &str, place: Option<&Place>) -> String {
    let mut room = KEPT;
    let mut lines = String::with_capacity(kept.len() + 40);
    if let Some(Place { block, depth }) = place {
        lines.push_str(&[article, " ", block, " ", &depth.to_string(), "\n"].concat());
        room -= 1;
    }
    let others = kept.split_terminator('\n').filter(|line| key(line) != article);
    for line in others.take(room) {
        lines.push_str(line);
        lines.push('\n');
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(block: &str, depth: u32) -> Place {
        Place { block: block.to_owned(), depth }
    }

    #[test]
    fn a_place_is_found_until_the_article_was_read() {
        let kept = remember("", "a", Some(&place("b1", 250)));
        let kept = remember(&kept, "other", Some(&place("b2-3", 0)));
        assert_eq!(find(&kept, "a"), Some(place("b1", 250)));
        let kept = remember(&kept, "a", Some(&place("b7", 999)));
        assert_eq!(find(&kept, "a"), Some(place("b7", 999)));
        assert_eq!(kept.lines().count(), 2, "an article has one place");
        let kept = remember(&kept, "a", None);
        assert_eq!(find(&kept, "a"), None);
        assert_eq!(find(&kept, "other"), Some(place("b2-3", 0)));
    }

    #[test]
    fn the_articles_read_longest_ago_are_forgotten() {
        let mut kept = String::new();
        for number in 0..KEPT + 10 {
            kept = remember(&kept, &number.to_string(), Some(&place("b", 0)));
        }
        assert_eq!(kept.lines().count(), KEPT);
        assert_eq!(find(&kept, "9"), None);
        assert_eq!(find(&kept, "10"), Some(place("b", 0)));
    }

    #[test]
    fn what_is_no_place_is_passed_over() {
        for kept in ["a", "a b", "a b c", "a b -1", "\n\n", "a  1", "🙂 b 1"] {
            assert_eq!(find(kept, "a").filter(|place| !place.block.is_empty()), None, "{kept:?}");
        }
    }
}
