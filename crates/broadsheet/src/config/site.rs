//! What the settings say of the site around an archive: where it is published, what it is, which articles have pages.

use anyhow::Result;
use axum::http::Uri;
use serde::{Deserialize, Serialize};
use toml::de::DeValue;

use super::PicturePolicy;
use super::entries::{Entries, Entry};
use super::nearest::did_you_mean;
use crate::pages::OwnPage;

/// So many of the newest articles have pages where nothing else is said. A page is a file, and hosts take so many.
const USUAL_PAGES: u32 = 10_000;

/// See the top. A site keeps them (`site.json`), so that its pages can be written anew without the sources.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct SiteSettings {
    /// Where the site is published, ending in `/`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base_address: Option<String>,
    /// What the archive is, in a sentence or two.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Who publishes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub owner: Option<String>,
    /// How many of the newest articles have pages; `u32::MAX` for all.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub static_articles: Option<u32>,
    /// Which pictures are shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pictures: Option<PicturePolicy>,
    /// Pages of the owner's own, as they were read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub own_pages: Option<Vec<OwnPage>>,
}

impl SiteSettings {
    /// Reads them, but for the pages of the owner's own, which lie in files of their own.
    pub fn of(entries: &Entries) -> Result<Self> {
        Ok(Self {
            base_address: entries.get("baseAddress").map(|entry| base(&entry)).transpose()?,
            description: entries.text("description")?,
            owner: entries.text("owner")?,
            static_articles: entries.get("staticArticles").map(|entry| static_articles(&entry)).transpose()?,
            pictures: entries.get("pictures").map(|entry| PicturePolicy::of(&entry)).transpose()?,
            own_pages: None,
        })
    }

    /// These, and what they do not say as it was before.
    pub fn or(self, before: &Self) -> Self {
        Self {
            base_address: self.base_address.or_else(|| before.base_address.clone()),
            description: self.description.or_else(|| before.description.clone()),
            owner: self.owner.or_else(|| before.owner.clone()),
            static_articles: self.static_articles.or(before.static_articles),
            pictures: self.pictures.or_else(|| before.pictures.clone()),
            own_pages: self.own_pages.or_else(|| before.own_pages.clone()),
        }
    }

    /// Which pictures are shown.
    pub fn pictures(&self) -> PicturePolicy {
        self.pictures.clone().unwrap_or_default()
    }

    /// How many of the newest articles have pages, at most.
    pub fn n_pages(&self) -> u32 {
        self.static_articles.unwrap_or(USUAL_PAGES)
    }
}

/// The address of a site, ending in `/`.
fn base(entry: &Entry) -> Result<String> {
    let address = entry.text()?;
    whole_address(&address).map_err(|what| entry.wrong(format_args!("\"{address}\" {what}")))
}

fn whole_address(address: &str) -> Result<String, &'static str> {
    let Ok(uri) = address.parse::<Uri>() else {
        return Err("is not an address as browsers send it, such as https://example.org/archive/");
    };
    if !matches!(uri.scheme_str(), Some("http" | "https")) || uri.host().is_none_or(str::is_empty) {
        return Err("must be a whole address, such as https://example.org/archive/");
    }
    if address.contains(['?', '#']) {
        return Err("may have no ? and no #: it is the folder in which the site lies");
    }
    Ok(if address.ends_with('/') { address.to_owned() } else { [address, "/"].concat() })
}

fn static_articles(entry: &Entry) -> Result<u32> {
    const WANTED: &str = "\"all\", \"none\" or a number such as 5000";
    match entry.value() {
        DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
            Ok(number) if number >= 0 => Ok(u32::try_from(number).unwrap_or(u32::MAX)),
            _ => Err(entry.must_be(WANTED)),
        },
        DeValue::String(text) if text == "all" => Ok(u32::MAX),
        DeValue::String(text) if text == "none" => Ok(0),
        DeValue::String(text) => {
            let near = did_you_mean(text, &["all", "none"]).map(|near| format!("; {near}")).unwrap_or_default();
            Err(entry.wrong(format_args!("\"{text}\" is neither \"all\" nor \"none\" nor a number{near}")))
        }
        _ => Err(entry.must_be(WANTED)),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may fail loudly")]
mod tests {
    use super::*;

    #[track_caller]
    fn check_base(address: &str, expected: Option<&str>) {
        assert_eq!(whole_address(address).ok().as_deref(), expected);
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
