//! What holds an item of a feed back, and what of a feed is no article: words of Atom's, of Dublin Core and PRISM, and of the exports of
//! WordPress and Blogger, which are feeds of all that a site holds.

use article::Article;

use crate::hold::hold_back;
use crate::xml::Element;

/// What holds an item back. Where several elements do, each of them does.
pub fn holds(item: &Element) -> Article {
    let mut held = Article::default();
    for element in item.elements() {
        let (text, mut by) = (element.text(), Article::default());
        // The prefix says whose word it is, and all mean the same by it.
        match element.name.rsplit(':').next().unwrap_or_default() {
            "control" if element.elements().any(|draft| draft.name == "app:draft" && draft.text() == "yes") => {
                withhold(&mut by)
            }
            "expirationdate" | "expirydate" | "expires" => by.expires = Some(text),
            "valid" => {
                by.embargoed_until = part(&text, "start");
                by.expires = part(&text, "end");
            }
            "pubstatus" => by.pub_status = Some(text),
            "post_password" if !text.is_empty() => withhold(&mut by),
            "status" if is_of_export(element) && !PUBLISHED.contains(&text.to_ascii_lowercase().as_str()) => {
                withhold(&mut by)
            }
            name if name.contains("embargo") && !name.contains("reason") => by.embargoed_until = embargo(element, text),
            _ => {}
        }
        for said in [&mut by.pub_status, &mut by.embargoed_until, &mut by.expires] {
            said.take_if(|said| said.is_empty());
        }
        hold_back(&mut held, &by);
    }
    held
}

/// What an item is that is no article: a picture, a menu, a comment.
pub fn other_kind(item: &Element) -> Option<String> {
    let kinds = item.elements().filter(|element| {
        matches!(element.name.as_str(), "wp:post_type" | "blogger:type")
            || element.name == "category" && is_kind_of_blogger(element)
    });
    let said = |element: &Element| {
        element.attribute("term").map_or_else(|| element.text(), str::to_owned).to_ascii_lowercase()
    };
    let mut kinds = kinds.map(said).map(|kind| kind.rsplit('#').next().unwrap_or_default().to_owned());
    kinds.find(|kind| OTHERS.contains(&kind.as_str()) || kind.starts_with("wp_"))
}

fn withhold(article: &mut Article) {
    article.pub_status = Some("withheld".to_owned());
}

/// How such an export calls what stands on the site; pictures have the status of what shows them.
const PUBLISHED: [&str; 4] = ["publish", "inherit", "live", ""];

/// What of such an export is no article.
const OTHERS: [&str; 9] = [
    "attachment",
    "nav_menu_item",
    "revision",
    "oembed_cache",
    "custom_css",
    "customize_changeset",
    "comment",
    "settings",
    "template",
];

fn is_of_export(element: &Element) -> bool {
    element.name.starts_with("wp:") || element.name.starts_with("blogger:")
}

fn is_kind_of_blogger(category: &Element) -> bool {
    category.attribute("scheme").is_some_and(|scheme| scheme.ends_with("schemas.google.com/g/2005#kind"))
}

/// Until when: in the element, or in an attribute of it. What says that there is none is none.
fn embargo(element: &Element, text: String) -> Option<String> {
    let attributes = element
        .attributes
        .iter()
        .filter(|(name, _)| !name.starts_with("xml"))
        .map(|(_, value)| value.trim().to_owned());
    let said = [text].into_iter().chain(attributes).find(|said| !said.is_empty())?;
    (!["false", "no", "none", "0"].contains(&said.to_ascii_lowercase().as_str())).then_some(said)
}

/// A part of a period as Dublin Core writes it: `start=2024-05-14; end=2024-05-20; scheme=W3C-DTF`.
fn part(period: &str, name: &str) -> Option<String> {
    let mut parts = period.split(';').filter_map(|part| part.split_once('='));
    parts.find(|(known, _)| known.trim().eq_ignore_ascii_case(name)).map(|(_, value)| value.trim().to_owned())
}
