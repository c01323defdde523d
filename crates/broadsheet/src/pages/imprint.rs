//! What all static pages of a site share: its name and words, where it is published, what it looks like.

use article::Manifest;
use jiff::tz::TimeZone;

use super::app_page::Looks;
use super::feeds::is_uri;
use super::own_pages::OwnPage;
use super::words::Words;
use crate::config::{PicturePolicy, SiteSettings};
use crate::publication::Moment;

/// See the top.
#[derive(Clone, Debug)]
pub struct Imprint {
    /// The archive's id.
    pub id: String,
    /// Its name.
    pub title: String,
    /// What it is, in a sentence or two.
    pub description: Option<String>,
    /// Who publishes it.
    pub owner: Option<String>,
    /// Pages of the owner's own.
    pub own_pages: Vec<OwnPage>,
    /// Its language.
    pub language: String,
    /// What a reader may do with the articles.
    pub terms: Option<String>,
    /// How many articles it holds.
    pub articles: u32,
    /// The first and the last day of publication.
    pub days: (Option<String>, Option<String>),
    /// Where the site is published, ending in `/`.
    pub base: Option<String>,
    /// In which days are counted.
    pub zone: TimeZone,
    /// The zone's IANA name.
    pub zone_name: String,
    /// What pages say around the articles.
    pub words: Words,
    /// What pages look like.
    pub looks: Looks,
    /// Which pictures pages may fetch.
    pub pictures: PicturePolicy,
    /// Whether articles have pages.
    pub has_pages: bool,
    /// Whether any of them has a section.
    pub has_sections: bool,
}

#[cfg(test)]
impl Default for Imprint {
    fn default() -> Self {
        Self {
            id: "test".into(),
            title: "Test".into(),
            description: None,
            owner: None,
            own_pages: Vec::new(),
            language: "en".into(),
            terms: None,
            articles: 0,
            days: (None, None),
            base: None,
            zone: TimeZone::UTC,
            zone_name: "UTC".into(),
            words: Words::default(),
            looks: Looks::default(),
            pictures: PicturePolicy::default(),
            has_pages: true,
            has_sections: false,
        }
    }
}

impl Imprint {
    /// That of an archive under these settings, with the app's page, in English. Days are counted in `zone`, the archive's.
    pub fn new(manifest: &Manifest, settings: &SiteSettings, zone: TimeZone, app_page: &str) -> Self {
        Self {
            id: manifest.id.clone(),
            title: manifest.title.clone(),
            description: settings.description.clone(),
            owner: settings.owner.clone(),
            own_pages: settings.own_pages.clone().unwrap_or_default(),
            language: manifest.language.clone(),
            terms: manifest.terms.clone(),
            articles: manifest.articles,
            days: (manifest.from.clone(), manifest.to.clone()),
            base: settings.base_address.clone(),
            zone,
            zone_name: manifest.time_zone.clone(),
            words: Words::default(),
            looks: Looks::of(app_page),
            pictures: settings.pictures(),
            has_pages: settings.n_pages() > 0,
            has_sections: false,
        }
    }

    /// The whole address of a file of the site, where it is known where that is published.
    pub fn address(&self, path: &str) -> Option<String> {
        self.base.as_ref().map(|base| [base, path].concat())
    }

    /// The whole address of something that an article names as seen from the site's folder; none where that is not known.
    pub fn whole(&self, href: &str) -> Option<String> {
        match is_uri(href) {
            true => Some(href.to_owned()),
            false if href.starts_with(['/', '\\', '#']) => None,
            false => self.address(href.strip_prefix("./").unwrap_or(href)).filter(|address| is_uri(address)),
        }
    }

    /// Where an article is read: its page, else the app's; from the site's folder.
    pub fn article_path(&self, slug: &str) -> String {
        if self.has_pages { article_file(slug) } else { app_path(slug) }
    }

    /// The headline, or what stands in its place.
    pub fn headline_or<'a>(&'a self, headline: &'a str) -> &'a str {
        match headline.trim() {
            "" => self.words.t("Without a headline"),
            headline => headline,
        }
    }

    /// A date that an article gives, as it is said: the day in the archive's time zone, of an instant also the time there.
    /// What cannot be read is said as it stands.
    pub fn date_said(&self, date: &str) -> String {
        let Some(moment) = Moment::read(date, &self.zone) else { return date.to_owned() };
        let day = self.words.day(moment.day);
        if is_day(date) {
            return day;
        }
        let time = self.zone.to_datetime(moment.instant);
        format!("{day}, {} {}", time.strftime("%H:%M"), self.zone_name)
    }

    /// A date as an instant in UTC, of a day its beginning; none where it cannot be read.
    pub fn instant(&self, date: &str) -> Option<String> {
        Moment::read(date, &self.zone).map(|moment| moment.instant.to_string())
    }

    /// A date as programs read it (a full date, or an instant in UTC); none where it cannot be read.
    pub fn date_time(&self, date: &str) -> Option<String> {
        let moment = Moment::read(date, &self.zone)?;
        Some(if is_day(date) { moment.day.to_string() } else { moment.instant.to_string() })
    }
}

/// Whether a date that can be read is a day and no instant.
fn is_day(date: &str) -> bool {
    date.len() <= "2016-09-12".len()
}

/// The page of an article, from the site's folder.
///
/// One folder below the site's and no folder of its own: so links from it are the same whether a host writes its address
/// with `.html` or, as some do, without, and a file that is opened from a disk is a page and no folder.
pub fn article_file(slug: &str) -> String {
    ["article/", slug, ".html"].concat()
}

/// The app's page of an article. A slug has nothing in it that an address would have to escape.
pub fn app_path(slug: &str) -> String {
    ["?article=", slug].concat()
}
