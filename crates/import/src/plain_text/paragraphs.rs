//! Paragraphs from lines: hard-wrapped lines are joined, others stand for themselves.

/// One paragraph.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// Its text, in one line.
    pub text: String,
    /// Where it begins, from 1.
    pub line: u64,
}

/// Lines above this are not hard-wrapped: mail and typewriters wrap at 60 to 80, editors at up to 100.
const WIDEST: usize = 100;
/// Lines below this are verses, lists or addresses.
const NARROWEST: usize = 45;

struct Line<'a> {
    text: &'a str,
    indent: usize,
    number: u64,
}

/// Parts a text.
pub fn paragraphs(text: &str) -> Vec<Paragraph> {
    let text = text.replace("\r\n", "\n").replace(['\r', '\u{85}', '\u{2028}', '\u{2029}', '\u{c}', '\u{b}'], "\n");
    let lines: Vec<Line> = (1..)
        .zip(text.split('\n'))
        .map(|(number, line)| Line { text: line.trim(), indent: line.len() - line.trim_start().len(), number })
        .collect();
    let width = wrap_width(&lines);
    let mut paragraphs: Vec<Paragraph> = Vec::new();
    let mut before: Option<&Line> = None;
    for line in &lines {
        if line.text.is_empty() {
            before = None;
            continue;
        }
        match (before, width, paragraphs.last_mut()) {
            (Some(before), Some(width), Some(paragraph)) if is_continued(before, line, width) => {
                // "Moscow-" and "Pyongyang" keep their hyphen and need no blank.
                if !ends_with_hyphen(before.text) {
                    paragraph.text.push(' ');
                }
                paragraph.text.push_str(line.text);
            }
            _ => paragraphs.push(Paragraph { text: line.text.to_owned(), line: line.number }),
        }
        before = Some(line);
    }
    paragraphs
}

/// Where the lines of the text are wrapped, if they are: its widest line, provided that most lines that could have
/// taken the next line's first word too do not end a sentence.
fn wrap_width(lines: &[Line]) -> Option<usize> {
    let filled: Vec<&Line> = lines.iter().filter(|line| !line.text.is_empty()).collect();
    let long = filled.iter().filter(|line| length(line.text) > WIDEST).count();
    let width =
        filled.iter().map(|line| line.indent.min(8) + length(line.text)).filter(|length| *length <= WIDEST).max()?;
    if long * 5 > filled.len() || width < NARROWEST {
        return None;
    }
    let pairs = lines.windows(2).filter(|pair| !pair[1].text.is_empty() && is_continued(&pair[0], &pair[1], width));
    let (mut all, mut open) = (0, 0);
    for pair in pairs {
        all += 1;
        open += usize::from(!pair[0].text.ends_with(['.', '!', '?', ':', '”', '"', ')', '’']));
    }
    (open * 2 > all).then_some(width)
}

/// Whether a line was full, so that the next goes on with it.
fn is_continued(line: &Line, next: &Line, width: usize) -> bool {
    let word = next.text.split_whitespace().next().map_or(0, length);
    let room = line.indent.min(8) + length(line.text) + 1 + word;
    let is_indented = next.indent > line.indent + 1;
    let is_item = super::body::item_text(next.text).is_some();
    !line.text.is_empty() && length(line.text) <= WIDEST && room > width && !is_indented && !is_item
}

fn ends_with_hyphen(text: &str) -> bool {
    text.strip_suffix('-').is_some_and(|before| before.ends_with(char::is_alphabetic))
}

fn length(text: &str) -> usize {
    text.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let texts: Vec<String> = paragraphs(text).into_iter().map(|paragraph| paragraph.text).collect();
        assert_eq!(texts, expected);
    }

    #[test]
    fn wrapped_lines_are_joined() {
        check(
            "Harbour reopens\n\nThe harbour opened again on Tuesday after a strike of nine days that\nhad kept ferries, \
             freighters and the pilot boats at their berths in the\nold basin.\n\nNobody spoke of the well-\nknown reasons.\n",
            &[
                "Harbour reopens",
                "The harbour opened again on Tuesday after a strike of nine days that had kept ferries, freighters and \
                 the pilot boats at their berths in the old basin.",
                "Nobody spoke of the well-",
                "known reasons.",
            ],
        );
    }

    #[test]
    fn long_lines_stand_for_themselves() {
        let long = "The harbour opened again on Tuesday after a strike of nine days that had kept ferries at their berths in the old basin.";
        check(&format!("Harbour reopens\r\n{long}\r\n{long}\r\n"), &["Harbour reopens", long, long]);
    }

    #[test]
    fn short_lines_stand_for_themselves() {
        check("One line.\nAnother one.\nA third.", &["One line.", "Another one.", "A third."]);
        check("", &[]);
        check("\n \n", &[]);
    }

    #[test]
    fn sentences_a_line_are_no_wrapped_lines() {
        let sentence = "The harbour opened again on Tuesday after nine days of strike.";
        check(&format!("{sentence}\n{sentence}\n{sentence}"), &[sentence, sentence, sentence]);
    }
}
