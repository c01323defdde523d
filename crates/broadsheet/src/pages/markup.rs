//! Markup in the making, HTML or XML: elements are opened and closed here alone, and no text gets in unescaped.

use std::borrow::Cow;

/// A text of elements. What is written into it is well-formed, whatever stands in the texts.
#[derive(Default)]
pub struct Markup {
    text: String,
}

impl Markup {
    /// Nothing but what stands before the first element: a document's type.
    pub fn beginning(with: &'static str) -> Self {
        Self { text: with.to_owned() }
    }

    /// Opens an element, of the classes that its name has behind a point: `p.byline`. It is finished by what is put into it.
    pub fn el(&mut self, name: &'static str) -> Open<'_> {
        let (tag, class) = name.split_once('.').map_or((name, None), |(tag, class)| (tag, Some(class)));
        self.text.push('<');
        self.text.push_str(tag);
        Open { markup: self, tag }.attr_if("class", class)
    }

    /// Adds a text.
    pub fn text(&mut self, text: &str) {
        self.text.push_str(&escaped(text));
    }

    /// Adds a program or its data, in which nothing ends its element.
    pub fn raw(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// What was written.
    pub fn finish(self) -> String {
        self.text
    }
}

/// An element whose attributes are being written.
#[must_use = "an element is closed by what is put into it"]
pub struct Open<'a> {
    markup: &'a mut Markup,
    tag: &'static str,
}

impl Open<'_> {
    /// Adds an attribute.
    pub fn attr(self, name: &'static str, value: &str) -> Self {
        let text = &mut self.markup.text;
        text.push(' ');
        text.push_str(name);
        text.push_str("=\"");
        text.push_str(&escaped(value));
        text.push('"');
        self
    }

    /// Adds an attribute where there is a value.
    pub fn attr_if(self, name: &'static str, value: Option<&str>) -> Self {
        match value {
            Some(value) => self.attr(name, value),
            None => self,
        }
    }

    /// Leaves it to the text in which direction it runs.
    pub fn auto(self) -> Self {
        self.attr("dir", "auto")
    }

    /// Ends an element that holds nothing: `<img …/>`, in HTML only one of those that never do.
    pub fn void(self) {
        self.markup.text.push_str("/>");
    }

    /// Puts a text into it.
    pub fn text(self, text: &str) {
        self.holding(|inside| inside.text(text));
    }

    /// Puts into it what is written meanwhile.
    pub fn holding(self, write: impl FnOnce(&mut Markup)) {
        let Self { markup, tag } = self;
        markup.text.push('>');
        write(markup);
        markup.text.push_str("</");
        markup.text.push_str(tag);
        markup.text.push('>');
    }

    /// Puts JSON into it, a block of data in a page. JSON has `<` within its texts alone, where it can be written otherwise:
    /// then neither `</script>` nor `<!--` can stand there.
    pub fn json(self, json: &serde_json::Value) {
        let json = json.to_string().replace('<', "\\u003c");
        self.holding(|inside| inside.raw(&json));
    }
}

/// A text as it stands between tags or in quotation marks. Characters that neither HTML nor XML allows are replaced, and
/// a carriage return is a line feed, as a parser would read it.
fn escaped(text: &str) -> Cow<'_, str> {
    let is_plain = |byte: u8| matches!(byte, b' '..=b'~' | b'\n' | b'\t') && !matches!(byte, b'&' | b'<' | b'>' | b'"');
    if text.bytes().all(is_plain) {
        return Cow::Borrowed(text);
    }
    let mut escaped = String::with_capacity(text.len() + text.len() / 8);
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\r' if characters.peek() == Some(&'\n') => {}
            '\r' => escaped.push('\n'),
            _ if is_forbidden(character) => escaped.push(char::REPLACEMENT_CHARACTER),
            _ => escaped.push(character),
        }
    }
    Cow::Owned(escaped)
}

/// What HTML (13.2.3.5, "preprocessing the input stream") calls a parse error or XML 1.0 (2.2) forbids: controls but white
/// space, and noncharacters.
pub fn is_forbidden(character: char) -> bool {
    let number = u32::from(character);
    character.is_control() && !matches!(character, '\t' | '\n' | '\r')
        || (0xfdd0..=0xfdef).contains(&number)
        || number & 0xfffe == 0xfffe
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_gets_in_unescaped() {
        let mut markup = Markup::default();
        markup.el("p.\"a").attr("title", "\"<&>'").text("<b>\r\n&amp;\0\u{ffff}");
        let expected = "<p class=\"&quot;a\" title=\"&quot;&lt;&amp;&gt;'\">&lt;b&gt;\n&amp;amp;\u{fffd}\u{fffd}</p>";
        assert_eq!(markup.finish(), expected);
    }

    #[test]
    fn data_cannot_end_its_element() {
        let mut markup = Markup::default();
        markup.el("script").json(&serde_json::json!({ "a": "</script><!--<script>" }));
        let text = markup.finish();
        assert_eq!(text.matches('<').count(), 2, "{text}");
    }
}
