//! What the settings say of the site around an archive: where it is published, what it is, which articles have pages.

use anyhow::{Result, bail};
use axum::http::Uri;
use serde::{Deserialize, Serialize};
use toml::{Table, Value};

use super::{most_similar, text_of};

/// So many of the newest articles have pages where nothing else is said. A page is a file, and hosts take so many.
const USUAL_PAGES: u32 = 10_000;

/// See the top. A site keeps them (`site.json`), so that its pages can be written anew without the sources.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct SiteSettings {
    /// Where the site is published, ending in `/`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base_address: Option<String>,
    /// What the archive is, in a sentence or two.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// How many of the newest articles have pages; `u32::MAX` for all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub static_articles: Option<u32>,
}

impl SiteSettings {
    /// Reads them from the settings in the file that is named as `place`.
    pub fn of(table: &Table, place: &str) -> Result<Self> {
        let base_address = text_of(table, "baseAddress", place)?.map(|address| base(&address, place)).transpose()?;
        let static_articles = table.get("staticArticles").map(|value| static_articles(value, place)).transpose()?;
        Ok(Self { base_address, description: text_of(table, "description", place)?, static_articles })
    }

    /// These, and what they do not say as it was before.
    pub fn or(self, before: &Self) -> Self {
        Self {
            base_address: self.base_address.or_else(|| before.base_address.clone()),
            description: self.description.or_else(|| before.description.clone()),
            static_articles: self.static_articles.or(before.static_articles),
        }
    }

    /// How many of the newest articles have pages, at most.
    pub fn n_pages(&self) -> u32 {
        self.static_articles.unwrap_or(USUAL_PAGES)
    }
}

/// The address of a site, ending in `/`.
fn base(address: &str, place: &str) -> Result<String> {
    let wrong = |what: &str| format!("{place}: \"baseAddress\": \"{address}\" {what}");
    let Ok(uri) = address.parse::<Uri>() else {
        bail!(wrong("is not an address as browsers send it, such as https://example.org/archive/"))
    };
    if !matches!(uri.scheme_str(), Some("http" | "https")) || uri.host().is_none_or(str::is_empty) {
        bail!(wrong("must be a whole address, such as https://example.org/archive/"));
    }
    if address.contains(['?', '#']) {
        bail!(wrong("may have no ? and no #: it is the folder in which the site lies"));
    }
    Ok(if address.ends_with('/') { address.to_owned() } else { [address, "/"].concat() })
}

fn static_articles(value: &Value, place: &str) -> Result<u32> {
    match value {
        Value::Integer(number) if *number >= 0 => Ok(u32::try_from(*number).unwrap_or(u32::MAX)),
        Value::String(text) if text == "all" => Ok(u32::MAX),
        Value::String(text) if text == "none" => Ok(0),
        Value::String(text) => {
            let near = most_similar(text, &["all", "none"]).map(|near| format!("; did you mean \"{near}\"?"));
            bail!(
                "{place}: \"staticArticles\": \"{text}\" is neither \"all\" nor \"none\" nor a number{}",
                near.unwrap_or_default()
            )
        }
        _ => bail!("{place}: \"staticArticles\" must be \"all\", \"none\" or a number such as 5000"),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;

    #[track_caller]
    fn check_base(address: &str, expected: Option<&str>) {
        assert_eq!(base(address, "").ok().as_deref(), expected);
    }

    #[test]
    fn a_base_address_is_a_folder_on_the_web() {
        check_base("https://example.org", Some("https://example.org/"));
        check_base("https://example.org/a/b/", Some("https://example.org/a/b/"));
        check_base("http://localhost:8080/a", Some("http://localhost:8080/a/"));
        for address in ["example.org", "/a/", "ftp://example.org/", "https://", "https://a.org/?b", "https://a.org/#b"]
        {
            check_base(address, None);
        }
        check_base("https://exa mple.org/", None);
        check_base("https://zürich.example/", None);
    }

    #[test]
    fn what_is_not_said_stays_as_it_was() {
        let before: SiteSettings = serde_json::from_str("{\"description\": \"Old\", \"staticArticles\": 3}").unwrap();
        let now = SiteSettings { description: Some("New".into()), ..SiteSettings::default() };
        assert_eq!(now.clone().or(&before).description.as_deref(), Some("New"));
        assert_eq!((now.n_pages(), now.or(&before).n_pages()), (10_000, 3));
    }
}
