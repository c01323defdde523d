//! What an export of WordPress says in its own words: names for its accounts, and short codes in its texts.

use article::Name;

use crate::html::{beginning, is_in_line, line};
use crate::xml::Element;

/// The names of those who have accounts, by the names of these.
pub fn accounts(channel: &Element) -> Vec<(String, Name)> {
    let account = |author: &Element| {
        let said = |name: &str| author.child(name).map(|child| line(&child.text())).filter(|text| !text.is_empty());
        let name = said("wp:author_display_name").or_else(|| {
            let parts = [said("wp:author_first_name"), said("wp:author_last_name")];
            Some(parts.into_iter().flatten().collect::<Vec<_>>().join(" ")).filter(|name| !name.is_empty())
        })?;
        Some((said("wp:author_login")?, Name::from(name.as_str())))
    };
    channel.elements().filter(|element| element.name == "wp:author").filter_map(account).collect()
}

/// A text as the site's program shows it: blank lines part paragraphs, whatever elements there are, other line ends part lines, and short codes
/// are what they stand for.
pub fn html_of(text: &str) -> String {
    let text = without_codes(&text.replace("\r\n", "\n"));
    let is_plain = |part: &&str| !part.trim().is_empty();
    let paragraph =
        |part: &str| if begins_block(part) { part.to_owned() } else { format!("<p>{}</p>", with_breaks(part)) };
    text.split("\n\n").filter(is_plain).map(paragraph).collect::<Vec<_>>().join("\n\n")
}

/// Whether a text begins with an element that stands on lines of its own, or with the end of one.
fn begins_block(part: &str) -> bool {
    let name = part.trim_start().strip_prefix('<').map(|rest| rest.trim_start_matches('/'));
    let name = name.map(|name| name.chars().take_while(char::is_ascii_alphanumeric).collect::<String>());
    name.is_some_and(|name| !is_in_line(&name.to_ascii_lowercase()) && name != "img")
}

/// A paragraph in which line breaks stand for line ends, but for those within a tag, and beside elements on lines of their own.
fn with_breaks(part: &str) -> String {
    let mut text = String::with_capacity(part.len());
    let mut lines = part.trim().split('\n').peekable();
    let mut is_within_tag = false;
    while let Some(line) = lines.next() {
        text.push_str(line);
        is_within_tag = match (line.rfind('<'), line.rfind('>')) {
            (Some(opens), Some(closes)) => opens > closes,
            (opens, None) => is_within_tag || opens.is_some(),
            (None, Some(_)) => false,
        };
        let ends_block = line.trim_end().ends_with('>') && line.rfind('<').is_some_and(|at| begins_block(&line[at..]));
        match lines.peek() {
            None => {}
            Some(next) if is_within_tag || ends_block || begins_block(next) => text.push('\n'),
            Some(_) => text.push_str("<br>"),
        }
    }
    text
}

/// Codes that stand for what is shown, and hold no words of the article.
#[rustfmt::skip]
const EMPTY: [&str; 11] = [
    "gallery", "playlist", "audio", "video", "embed", "youtube", "vimeo", "contact-form", "contact-form-7", "newsletter", "sharethis",
];

/// A text without its short codes: a caption stands with its picture, and what stands for a player or a gallery goes.
pub fn without_codes(html: &str) -> String {
    let mut rest = html;
    let mut text = String::with_capacity(html.len());
    while let Some((before, behind)) = rest.split_once('[') {
        text.push_str(before);
        let name: String = behind.chars().take_while(|sign| sign.is_ascii_alphanumeric() || *sign == '-').collect();
        let is_code = name == "caption" || name == "wp_caption" || EMPTY.contains(&name.as_str());
        // What stands in brackets and is no code is a word of the article. What has no end near by is looked for no further.
        let inside =
            if is_code { beginning(behind, LONGEST_CODE).split_once(']').map(|(inside, _)| inside) } else { None };
        let is_whole = |inside: &&str| {
            !inside.contains(['[', '\n'])
                && inside[name.len()..].chars().next().is_none_or(|sign| sign == ' ' || sign == '/')
        };
        let Some(inside) = inside.filter(is_whole) else {
            text.push('[');
            rest = behind;
            continue;
        };
        let (after, end) = (&behind[inside.len() + 1..], format!("[/{name}]"));
        // One that closes itself has no end, and an end behind another one of its name is that one's.
        let (is_closed, again) = (inside.ends_with('/'), format!("[{name}"));
        rest = match beginning(after, LONGEST).split_once(end.as_str()) {
            Some((inside, _)) if !is_closed && !inside.contains("[/") && !inside.contains(&again) => {
                if name.ends_with("caption") {
                    text.push_str(&figure(inside));
                }
                &after[inside.len() + end.len()..]
            }
            _ => after,
        };
    }
    text.push_str(rest);
    text
}

/// The most bytes of a code, and between it and its end; a picture may have a long address.
const LONGEST_CODE: usize = 1_000;
const LONGEST: usize = 8_000;

/// A picture and its caption: behind the picture, or behind the link around it.
fn figure(inside: &str) -> String {
    let picture = inside.find("<img").and_then(|at| end_of_tag(&inside[at..]).map(|end| at + end));
    let Some(end) = picture else { return inside.to_owned() };
    let end = if inside[end..].trim_start().starts_with("</a>") {
        inside[end..].find("</a>").map_or(end, |at| end + at + "</a>".len())
    } else {
        end
    };
    format!("<figure>{}<figcaption>{}</figcaption></figure>", &inside[..end], inside[end..].trim())
}

/// Where a tag ends: a sign within quotes ends none.
fn end_of_tag(text: &str) -> Option<usize> {
    let mut quote = None;
    let end = text.char_indices().find(|(_, sign)| {
        match (quote, sign) {
            (None, '"' | '\'') => quote = Some(*sign),
            (Some(open), sign) if open == *sign => quote = None,
            _ => {}
        }
        quote.is_none() && *sign == '>'
    });
    end.map(|(at, _)| at).or_else(|| text.find('>')).map(|at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// For each of thousands of codes that nothing ends all that follows was looked through.
    #[test]
    fn thousands_of_codes_without_an_end_are_read_in_one_go() {
        for (code, left) in [
            ("[caption]", ""),
            ("[caption", "[caption"),
            ("[gallery", "[gallery"),
            ("[caption a=", "[caption a="),
            ("[", "["),
        ] {
            assert!(without_codes(&code.repeat(200_000)) == left.repeat(200_000), "{code}");
        }
    }

    /// Stood in the text as they are written, and the caption apart from its picture.
    #[test]
    fn short_codes_are_what_they_stand_for() {
        for (text, expected) in [
            (
                "One [caption id=\"a\" width=\"300\"]<a href=b><img src=\"a.jpg\" /></a> Boats at dawn[/caption] two",
                "One <figure><a href=b><img src=\"a.jpg\" /></a><figcaption>Boats at dawn</figcaption></figure> two",
            ),
            ("[gallery ids=\"1,2\"] One", " One"),
            ("[embed]https://youtu.be/a[/embed]One", "One"),
            ("He [the mayor] said [sic] no [1].", "He [the mayor] said [sic] no [1]."),
            ("An [audio only] vote and [embedded] words", "An  vote and [embedded] words"),
            ("[caption", "[caption"),
            ("[caption]no end", "no end"),
            // Took what stands between for its own.
            ("[audio src=\"a.mp3\"] One [audio mp3=\"b.mp3\"][/audio] two", " One  two"),
            ("[video src=\"a.mp4\" /] One [/video]", " One [/video]"),
            ("[video src=\"a.mp4\" /] One [video src=\"b.mp4\"][/video]", " One "),
            // A sign in the description of a picture ended its tag.
            (
                "[caption]<img alt=\"a > b\" src='a.jpg'> Boats[/caption]",
                "<figure><img alt=\"a > b\" src='a.jpg'><figcaption>Boats</figcaption></figure>",
            ),
            (
                "[caption]<img alt=\"a src='a.jpg'> Boats[/caption]",
                "<figure><img alt=\"a src='a.jpg'><figcaption>Boats</figcaption></figure>",
            ),
        ] {
            assert_eq!(without_codes(text), expected);
        }
    }

    /// Verses and addresses ran together.
    #[test]
    fn a_line_end_is_a_line_break() {
        for (text, expected) in [
            ("One\ntwo\r\n<em>three</em>", "<p>One<br>two<br><em>three</em></p>"),
            ("One<br />\ntwo", "<p>One<br />\ntwo</p>"),
            ("<a\nhref=a>One</a>\ntwo", "<p><a\nhref=a>One</a><br>two</p>"),
            ("One\n<ul>\n<li>two</li>\n</ul>\nthree", "<p>One\n<ul>\n<li>two</li>\n</ul>\nthree</p>"),
            ("<p>One\ntwo</p>\n\nThree\n", "<p>One\ntwo</p>\n\n<p>Three</p>"),
        ] {
            assert_eq!(html_of(text), expected);
        }
    }
}
