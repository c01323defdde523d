//! Rust's code without its comments and strings, so that a rule finds what is used and not what is spoken of.

/// The text with the same lines, in which comments and the insides of strings are blanks.
pub fn code(text: &str) -> String {
    let mut code = String::with_capacity(text.len());
    let mut rest = text;
    let mut before = ' ';
    while let Some(first) = rest.chars().next() {
        let kept = match first {
            '/' if rest.starts_with("//") => 0..rest.find('\n').unwrap_or(rest.len()),
            '/' if rest.starts_with("/*") => 0..comment(rest),
            '"' => 1..string(rest) - 1,
            'r' if !is_word(before) && raw_string(rest).is_some() => 1..raw_string(rest).unwrap_or(1),
            '\'' => 1..character(rest),
            _ => 0..0,
        };
        let length = match kept.is_empty() {
            true => first.len_utf8(),
            false => kept.end.max(first.len_utf8()),
        };
        for (at, character) in rest[..length].char_indices() {
            match kept.contains(&at) && character != '\n' {
                // As long as before, so that places in the one are places in the other.
                true => code.extend(std::iter::repeat_n(' ', character.len_utf8())),
                false => code.push(character),
            }
        }
        before = first;
        rest = &rest[length..];
        // The quote that closes a string is left over, and would open the next.
        if first == '"' && rest.starts_with('"') {
            code.push('"');
            rest = &rest[1..];
        }
    }
    code
}

/// What the plain string literal says that a text begins with, and how long it is there; `None` where none stands there.
pub fn literal(text: &str) -> Option<(String, usize)> {
    let inside = text.strip_prefix('"')?;
    let length = string(text);
    let mut said = String::new();
    let mut characters = inside.get(..length.checked_sub(2)?)?.chars().peekable();
    while let Some(character) = characters.next() {
        match (character, characters.peek()) {
            // A line that goes on: the blanks at the start of the next are none of the text.
            ('\\', Some('\n')) => while characters.next_if(|next| next.is_whitespace()).is_some() {},
            ('\\', Some('n')) => said.extend(characters.next().map(|_| '\n')),
            ('\\', Some(_)) => said.extend(characters.next()),
            _ => said.push(character),
        }
    }
    Some((said, length))
}

/// The line, from 1, of a place in a text.
pub fn line_of(text: &str, at: usize) -> usize {
    text[..at].matches('\n').count() + 1
}

/// The places where a word stands whole: `state` is not found in `restate` or `state_of`.
pub fn words<'a>(code: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    code.match_indices(word).map(|(at, _)| at).filter(move |at| {
        let (before, after) = (&code[..*at], &code[at + word.len()..]);
        !before.ends_with(is_word) && !after.starts_with(is_word)
    })
}

fn is_word(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

/// The length of the block comment that begins here; they nest.
fn comment(text: &str) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < text.len() {
        let rest = &text[at..];
        if rest.starts_with("/*") {
            depth += 1;
            at += 2;
        } else if rest.starts_with("*/") {
            depth -= 1;
            at += 2;
            if depth == 0 {
                break;
            }
        } else {
            at += rest.chars().next().map_or(1, char::len_utf8);
        }
    }
    at
}

/// The length of the string that begins here, quotes included.
fn string(text: &str) -> usize {
    let mut escaped = false;
    for (at, character) in text.char_indices().skip(1) {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    text.len() + 1
}

/// The length of the raw string that begins here with its `r`.
fn raw_string(text: &str) -> Option<usize> {
    let hashes = text[1..].bytes().take_while(|byte| *byte == b'#').count();
    let inside = text[1 + hashes..].strip_prefix('"')?;
    let end = format!("\"{}", "#".repeat(hashes));
    Some(inside.find(&end).map_or(text.len(), |at| 2 + hashes + at + end.len()))
}

/// Behind the character that begins here; 1 where it is a lifetime.
fn character(text: &str) -> usize {
    let mut characters = text.char_indices().skip(1);
    match characters.next() {
        Some((_, '\\')) => text[3.min(text.len())..].find('\'').map_or(1, |at| 3 + at),
        Some((at, one)) => match text[at + one.len_utf8()..].starts_with('\'') {
            true => at + one.len_utf8(),
            false => 1,
        },
        None => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(code(text), expected);
    }

    #[test]
    fn comments_are_blanks() {
        check("a // b\nc", "a     \nc");
        check("a /* b /* c */ d */ e", "a                   e");
    }

    #[test]
    fn the_insides_of_strings_are_blanks() {
        check(r#"say("web_sys", "")"#, r#"say("       ", "")"#);
        check(r#"say("a\"b") + c"#, r#"say("    ") + c"#);
        check("r#\"a\"b\"# + c", "r        + c");
        check("\"a\nb\"", "\" \n \"");
        check("\"//\" + c", "\"  \" + c");
    }

    #[test]
    fn a_character_is_a_blank_and_a_lifetime_is_code() {
        check("'\"' + c", "' ' + c");
        check(r"'\'' + c", r"'  ' + c");
        check("fn f<'a>(b: &'a str)", "fn f<'a>(b: &'a str)");
        check("'\\u{e003}' + c", "'        ' + c");
    }

    #[test]
    fn a_string_that_never_ends_ends_with_the_file() {
        check("a \"b", "a \" ");
    }

    #[test]
    fn a_literal_says_what_the_program_says() {
        assert_eq!(literal(r#""a \"b\"" + c"#), Some(("a \"b\"".to_owned(), 9)));
        assert_eq!(literal("\"a \\\n    b\", c"), Some(("a b".to_owned(), 11)));
        assert_eq!(literal("name, \"a\""), None);
    }

    #[test]
    fn words_are_whole() {
        assert_eq!(words("state restate state_of crate::state::x", "state").collect::<Vec<_>>(), [0, 30]);
    }
}
