//! Texts of an item in their several forms: `bodies`, `headlines` and `descriptions`, in 1.x fields for each role.

use article::{Article, BlockKind};
use serde_json::Value;

use super::Item;
use crate::hold::hold_back;
use crate::html::{self, Base, Body};
use crate::schema_org::body_of;
use crate::{markdown, nitf, xml};

/// A text in one form.
struct Text {
    /// In lower case; empty where none is said.
    role: String,
    /// The media type in lower case; empty where none is said.
    media_type: String,
    value: String,
    words: Option<u64>,
}

/// The forms of a text.
pub struct Texts(Vec<Text>);

impl Texts {
    /// The texts of an item: the list `bodies`, the fields `body_…`, and `body`.
    pub fn of(item: &Item, list: &str, single: &str) -> Self {
        let listed = item.objects(list).into_iter().filter_map(|(name, text)| {
            Some(Text {
                role: text.text(&["role"]).or(name.map(str::to_owned)).unwrap_or_default().to_ascii_lowercase(),
                media_type: text.text(&["contentType"]).unwrap_or_default().to_ascii_lowercase(),
                value: text.text(&["value"])?,
                words: text.number(&["wordCount"]).filter(|words| *words > 0),
            })
        });
        let plain = item.get(list).and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
        let plain = plain.iter().filter_map(Value::as_str).map(|text| (String::new(), text));
        let by_role = item.0.iter().filter_map(|(field, value)| {
            let rest = field.get(single.len()..).filter(|_| field.starts_with(single))?;
            let role = rest.strip_prefix('_').or(rest.is_empty().then_some(""))?;
            Some((role.to_ascii_lowercase(), value.as_str()?))
        });
        let words = item.number(&["wordCount"]).filter(|words| *words > 0);
        let single = plain.chain(by_role).map(|(role, value)| Text {
            role,
            media_type: String::new(),
            value: value.trim().to_owned(),
            words,
        });
        Self(listed.chain(single).filter(|text| !text.value.is_empty()).collect())
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Each on one line.
    pub fn lines(&self) -> impl Iterator<Item = String> {
        self.0.iter().map(Text::line)
    }

    /// The first, on one line.
    pub fn first(&self) -> Option<String> {
        self.lines().find(|line| !line.is_empty())
    }

    /// The first of these roles, in their order, on one line.
    pub fn in_role(&self, roles: &[&str]) -> Option<String> {
        let of_role = |role: &&str| self.0.iter().find(|text| text.role.rsplit([':', '/']).next() == Some(role));
        roles.iter().find_map(of_role).map(Text::line).filter(|line| !line.is_empty())
    }

    /// The standfirst: what is called so, else what is no caption, credit or dateline.
    pub fn standfirst(&self) -> Option<String> {
        let other = || self.0.iter().filter(|text| !text.is_of_picture() && text.role != "dateline");
        // Of the same words, the form without tags is whole.
        let plain = || other().find(|text| !text.is_html()).or_else(|| other().next());
        self.in_role(&STANDFIRST).or_else(|| plain().map(Text::line)).filter(|line| !line.is_empty())
    }

    /// What stands below a picture.
    pub fn caption(&self) -> Option<String> {
        let other = || self.0.iter().filter(|text| !text.is_credit() && !text.is_for_the_unseeing());
        let plain = || other().find(|text| !text.is_html()).or_else(|| other().next());
        self.in_role(&["caption"]).or_else(|| plain().map(Text::line)).filter(|line| !line.is_empty())
    }

    /// Whom to credit for a picture.
    pub fn credit(&self) -> Option<String> {
        self.0.iter().find(|text| text.is_credit()).map(Text::line).filter(|line| !line.is_empty())
    }

    /// What is said to those who do not see a picture.
    pub fn alt_text(&self) -> Option<String> {
        self.0.iter().find(|text| text.is_for_the_unseeing()).map(Text::line).filter(|line| !line.is_empty())
    }
}

/// What houses call a standfirst.
const STANDFIRST: [&str; 9] =
    ["abstract", "standfirst", "lead", "lede", "summary", "ingress", "teaser", "deck", "subheadline"];

/// What houses call texts that stand beside the whole one, for telephones, boxes and the like.
const PARTS: [&str; 12] = [
    "short",
    "brief",
    "sms",
    "push",
    "alert",
    "flash",
    "social",
    "quote",
    "pullquote",
    "factbox",
    "sidebar",
    "caption",
];

impl Text {
    /// On one line, without tags.
    fn line(&self) -> String {
        if self.is_html() { html::line(&self.value) } else { html::one_line(&self.value) }
    }

    fn is_html(&self) -> bool {
        let says = |text: &str| text.contains("html") || text.contains("richtext");
        let is_said_plain = self.media_type.starts_with("text/plain") || self.media_type.contains("markdown");
        says(&self.media_type) || says(&self.role) && !is_said_plain || !is_said_plain && self.value.contains("</")
    }

    fn is_nitf(&self) -> bool {
        (self.media_type.contains("nitf") || self.role.contains("nitf") || self.media_type.contains("xml"))
            && (self.value.contains("<nitf") || self.value.contains("<body.content"))
    }

    /// Whether it is no more than a part of the text, or a shorter one in its place.
    fn is_part(&self) -> bool {
        let role = self.role.rsplit([':', '/']).next().unwrap_or_default();
        STANDFIRST.contains(&role) || PARTS.contains(&role)
    }

    fn is_credit(&self) -> bool {
        self.role.contains("credit")
    }

    fn is_for_the_unseeing(&self) -> bool {
        self.role.starts_with("alt") || self.role.contains("accessib")
    }

    fn is_of_picture(&self) -> bool {
        self.is_credit() || self.is_for_the_unseeing() || self.role.contains("caption")
    }

    /// As blocks.
    fn blocks(&self) -> Result<Body, &'static str> {
        let base = Base::default();
        let read = if self.media_type.contains("markdown") {
            return Ok(markdown::body_of(&self.value));
        } else if self.is_nitf() {
            return Ok(xml::element(&self.value).map(|nitf| nitf::body(&nitf)).transpose()?.unwrap_or_default());
        } else if self.is_html() {
            html::fragment(&self.value, &base)
        } else {
            body_of(&self.value, &base)
        };
        read.map_err(|html::TooHard(why)| why)
    }
}

/// What holds the item back by what its text says in NITF, taken or not. Where that is cut off, nobody knows what it said.
fn hold_back_by_nitf(texts: &[Text], article: &mut Article) {
    for text in texts.iter().filter(|text| text.is_nitf()) {
        let nitf = xml::element(&text.value).filter(|nitf| !nitf.within("docdata").is_empty());
        if let Some(nitf) = nitf {
            hold_back(article, &nitf::holds(&nitf));
        } else if HOLDING.iter().any(|name| text.value.contains(name)) {
            let embargoed_until = Some("in NITF that is not whole".to_owned());
            hold_back(article, &Article { embargoed_until, ..Article::default() });
        }
    }
}

/// What holds an article back in NITF.
const HOLDING: [&str; 3] = ["management-status", "date.release", "date.expire"];

/// Reads the best form of an item's text, and notes its number of words: HTML says most, then NITF, then plain text.
///
/// # Errors
/// Where all are built to be hard to read.
pub fn body(item: &Item, article: &mut Article) -> Result<Body, &'static str> {
    let Texts(texts) = Texts::of(item, "bodies", "body");
    hold_back_by_nitf(&texts, article);
    let form = |text: &Text| if text.is_nitf() { 1 } else { 2 * u8::from(!text.is_html()) };
    let mut texts: Vec<&Text> = texts.iter().collect();
    texts.sort_by_key(|text| (text.is_part(), form(text)));
    let mut failure = None;
    for text in texts {
        match text.blocks() {
            Ok(body) if body.blocks.iter().any(|block| !block.text.trim().is_empty()) => {
                article.word_count = text.words;
                return Ok(without_headline(body, &article.headline));
            }
            Ok(_) => {}
            Err(why) => failure = failure.or(Some(why)),
        }
    }
    failure.map_or(Ok(Body::default()), Err)
}

/// A text may begin with its headline again.
fn without_headline(mut body: Body, headline: &str) -> Body {
    let first = body.blocks.iter().position(|block| block.kind != BlockKind::Figure);
    if let Some(at) = first.filter(|at| {
        let block = &body.blocks[*at];
        block.kind == BlockKind::Heading && html::one_line(&block.text) == html::one_line(headline)
    }) {
        body.blocks.remove(at);
    }
    body
}
