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

/// A text as the site's program shows it: blank lines part paragraphs, whatever elements there are, and short codes are what they stand for.
pub fn html_of(text: &str) -> String {
    let text = without_codes(&text.replace("\r\n", "\n"));
    let begins_block = |part: &str| {
        let name = part.trim_start().strip_prefix('<').map(|rest| rest.trim_start_matches('/'));
        let name = name.map(|name| name.chars().take_while(char::is_ascii_alphanumeric).collect::<String>());
        name.is_some_and(|name| !is_in_line(&name.to_ascii_lowercase()) && name != "img")
    };
    let is_plain = |part: &&str| !part.trim().is_empty();
    let paragraph = |part: &str| if begins_block(part) { part.to_owned() } else { format!("<p>{part}</p>") };
    text.split("\n\n").filter(is_plain).map(paragraph).collect::<Vec<_>>().join("\n\n")
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
        rest = match beginning(after, LONGEST).split_once(end.as_str()) {
            Some((inside, _)) if !inside.contains("[/") => {
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
    let picture = inside.find("<img").and_then(|at| inside[at..].find('>').map(|end| at + end + 1));
    let Some(end) = picture else { return inside.to_owned() };
    let end = if inside[end..].trim_start().starts_with("</a>") {
        inside[end..].find("</a>").map_or(end, |at| end + at + "</a>".len())
    } else {
        end
    };
    format!("<figure>{}<figcaption>{}</figcaption></figure>", &inside[..end], inside[end..].trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// For each of thousands of codes that nothing ends all that follows was looked through.
    #[test]
    fn thousands_of_codes_without_an_end_are_read_in_one_go() {
        for code in ["[caption]", "[caption", "[gallery", "[caption a=", "["] {
            assert!(without_codes(&code.repeat(200_000)).len() <= code.len() * 200_000);
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
        ] {
            assert_eq!(without_codes(text), expected);
        }
    }
}
