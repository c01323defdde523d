//! `broadsheet.toml`: what an archive is called and how its articles are read.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use article::{FACETS, Manifest};
use jiff::tz::TimeZone;
use search::Synonyms;

mod authorities;
mod entries;
mod nearest;
mod own_pages;
mod pattern;
mod pictures;
mod site;
mod sources;
mod synonyms;

pub use own_pages::{ConfiguredPage, SLUG};
pub use pictures::PicturePolicy;
pub use site::SiteSettings;
pub use sources::{ConfiguredSource, Named, plain};

use crate::authority::Authorities;
use entries::{Entries, SettingsFile};
use nearest::did_you_mean;

/// The name of the file with the settings.
pub const FILE: &str = "broadsheet.toml";

/// Every key that the file may have.
pub const KEYS: [&str; 15] = [
    "id",
    "title",
    "description",
    "owner",
    "language",
    "timeZone",
    "terms",
    "baseAddress",
    "staticArticles",
    "pictures",
    "sources",
    "facets",
    "synonyms",
    "authorities",
    "pages",
];

/// The settings, complete: what the file does not say is filled in.
#[derive(Clone, Debug)]
pub struct Config {
    /// Begins every key that the app stores in the browser, and every `uri` that is made from a path.
    pub id: String,
    /// The archive's name.
    pub title: String,
    /// The language of articles that name none and whose letters tell no other; BCP 47.
    pub language: String,
    /// In which days, months and years are counted.
    pub time_zone: TimeZone,
    /// The zone's IANA name.
    pub time_zone_name: String,
    /// What a reader may do with the articles.
    pub terms: Option<String>,
    /// The file with the settings, if there is one.
    pub file: Option<PathBuf>,
    /// The folder of the file with the settings, if there is one.
    pub folder: Option<PathBuf>,
    /// The sources that the file names.
    pub sources: Vec<ConfiguredSource>,
    /// The facets to show, in order; `None` where the file does not say: all.
    pub facets: Option<Vec<String>>,
    /// Words that mean the same, for the search; `None` where the file does not say.
    pub synonyms: Option<Synonyms>,
    /// How names are written.
    pub authorities: Authorities,
    /// Pages of the owner's own; `None` where the file does not say.
    pub pages: Option<Vec<ConfiguredPage>>,
    /// The files that the settings name and that are no articles.
    pub no_articles: Vec<PathBuf>,
    /// What `build` is told of the site around the archive.
    pub site: SiteSettings,
}

impl Config {
    /// Reads the settings: from `given` (`--config`), else from the file beside the sources, else from the current
    /// folder where no source is named, else the defaults.
    ///
    /// Where articles are added to an `archive`, it says what the file does not; its id and time zone cannot change, since
    /// addresses and days hang on them.
    pub fn load(given: Option<&Path>, sources: &[PathBuf], archive: Option<&Manifest>) -> Result<Self> {
        let path = match given {
            Some(file) => Some(file.to_owned()),
            None => beside(sources)?,
        };
        let file = match &path {
            Some(path) => SettingsFile::read(path)?,
            None => SettingsFile::empty(Path::new(FILE)),
        };
        let mut config = Self::from_file(&file, sources, archive)?;
        config.folder = path.is_some().then(|| file.folder().to_owned());
        config.file = path;
        if let Some(archive) = archive {
            let place = file.path.display();
            for (key, here, there) in
                [("id", &config.id, &archive.id), ("timeZone", &config.time_zone_name, &archive.time_zone)]
            {
                if here != there {
                    bail!(
                        "{place}: \"{key}\" is \"{here}\", and that of the archive is \"{there}\", which cannot change while \
                         articles are added; bundle all sources again without --append"
                    );
                }
            }
        }
        Ok(config)
    }

    /// Those of an archive, as it says them itself.
    pub fn of_archive(archive: &Manifest) -> Result<Self> {
        Self::from_file(&SettingsFile::empty(Path::new(FILE)), &[], Some(archive))
    }

    /// The defaults, under that id.
    #[cfg(test)]
    pub fn named(id: &str) -> Self {
        let config = Self::from_file(&SettingsFile::empty(Path::new(FILE)), &[PathBuf::from(id)], None);
        config.expect("there is nothing in it to be wrong")
    }

    fn from_file(file: &SettingsFile, sources: &[PathBuf], archive: Option<&Manifest>) -> Result<Self> {
        let table = file.table()?;
        let entries = file.entries(&table);
        entries.require_known(&KEYS, &[])?;
        let of_archive = |field: fn(&Manifest) -> &String| archive.map(|archive| field(archive).clone());
        let title = entries.text("title")?.or_else(|| of_archive(|archive| &archive.title));
        let title = title.unwrap_or_else(|| title_from(sources));
        let id = match id(&entries)? {
            Some(id) => id,
            None => of_archive(|archive| &archive.id).unwrap_or_else(|| id_from(&title)),
        };
        let (time_zone, time_zone_name) = match time_zone(&entries)? {
            Some(zone) => zone,
            None => zone_of(of_archive(|archive| &archive.time_zone).as_deref().unwrap_or("UTC"))?,
        };
        let language = language(&entries)?.or_else(|| of_archive(|archive| &archive.language));
        let sources = entries.get("sources").map(|entry| sources::of(&entry)).transpose()?;
        let facets = facets(&entries)?.or_else(|| archive.and_then(|archive| archive.facet_order.clone()));
        let authorities = entries.get("authorities").map(|entry| authorities::of(&entry)).transpose()?;
        let (authorities, mut no_articles) = authorities.unwrap_or_default();
        let pages = entries.get("pages").map(|entry| own_pages::of(&entry)).transpose()?;
        no_articles.extend(pages.iter().flatten().map(|page| page.file.clone()));
        Ok(Self {
            id,
            title,
            language: language.unwrap_or_else(|| "en".to_owned()),
            time_zone,
            time_zone_name,
            terms: entries.text("terms")?.or_else(|| archive.and_then(|archive| archive.terms.clone())),
            file: None,
            folder: None,
            sources: sources.unwrap_or_default(),
            facets,
            synonyms: entries.get("synonyms").map(|entry| synonyms::of(&entry)).transpose()?,
            authorities,
            pages,
            no_articles,
            site: SiteSettings::of(&entries)?,
        })
    }
}

/// The file in the folder of the first source that has one; two different files are a contradiction.
fn beside(sources: &[PathBuf]) -> Result<Option<PathBuf>> {
    let here = [PathBuf::from(".")];
    let mut found: Option<PathBuf> = None;
    for source in if sources.is_empty() { &here } else { sources } {
        let folder = if source.is_dir() { Some(source.as_path()) } else { source.parent() };
        let folders = [folder, folder.and_then(Path::parent)];
        // Above the source's own folder only for a folder that was named: a file's neighbours are enough.
        let depth = if source.is_dir() { 2 } else { 1 };
        let file =
            folders.into_iter().take(depth).flatten().map(|folder| folder.join(FILE)).find(|file| file.is_file());
        match (&found, file) {
            (Some(first), Some(other)) if *first != other => {
                bail!("two files with settings: {} and {}; choose one with --config", first.display(), other.display())
            }
            (None, file) => found = file,
            _ => {}
        }
    }
    Ok(found)
}

fn id(entries: &Entries) -> Result<Option<String>> {
    let Some(entry) = entries.get("id") else { return Ok(None) };
    let id = entry.text()?;
    let plain = id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if plain && id.len() <= 60 {
        return Ok(Some(id));
    }
    Err(entry.wrong(format_args!("\"{id}\" may hold lower-case letters, digits and - alone, at most 60")))
}

fn language(entries: &Entries) -> Result<Option<String>> {
    let Some(entry) = entries.get("language") else { return Ok(None) };
    let language = entry.text()?;
    if is_language(&language) {
        return Ok(Some(language));
    }
    Err(entry.wrong(format_args!("\"{language}\" is not the tag of a language such as en or pt-BR")))
}

fn time_zone(entries: &Entries) -> Result<Option<(TimeZone, String)>> {
    let Some(entry) = entries.get("timeZone") else { return Ok(None) };
    let name = entry.text()?;
    zone_of(&name).map(Some).map_err(|error| entry.wrong(error))
}

/// A time zone, and its name as it is written: names are found in any case of letters, and browsers want theirs.
fn zone_of(name: &str) -> Result<(TimeZone, String)> {
    let Ok(zone) = TimeZone::get(name) else {
        let zones: Vec<String> = jiff::tz::db().available().map(|zone| zone.as_str().to_owned()).collect();
        let near = did_you_mean(name, &zones);
        let near = near.unwrap_or_else(|| "write a continent and a city, such as Asia/Seoul".to_owned());
        bail!("\"{name}\" is not an IANA time zone; {near}");
    };
    let name = zone.iana_name().unwrap_or(name).to_owned();
    Ok((zone, name))
}

fn facets(entries: &Entries) -> Result<Option<Vec<String>>> {
    let Some(entry) = entries.get("facets") else { return Ok(None) };
    let mut facets: Vec<String> = Vec::new();
    for (facet, entry) in entry.texts()? {
        if !FACETS.contains(&facet.as_str()) {
            let near = did_you_mean(&facet, &FACETS).unwrap_or_else(|| format!("the facets are {}", FACETS.join(", ")));
            return Err(entry.wrong(format_args!("there is no facet \"{facet}\"; {near}")));
        }
        if facets.contains(&facet) {
            return Err(entry.wrong(format_args!("\"{facet}\" stands there already")));
        }
        facets.push(facet);
    }
    Ok(Some(facets))
}

/// Whether a text has the shape of a BCP 47 tag: subtags of at most eight letters and digits, the first of two or three letters. Longer ones
/// would be languages too (RFC 5646), and none has ever been registered.
pub fn is_language(tag: &str) -> bool {
    let mut subtags = tag.split('-');
    let first = subtags.next().unwrap_or_default();
    (2..=3).contains(&first.len())
        && first.bytes().all(|byte| byte.is_ascii_alphabetic())
        && subtags.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// The name of an archive of these sources that is given none: the first one's.
pub fn title_from(sources: &[PathBuf]) -> String {
    let first = sources.first().map(|source| source.canonicalize().unwrap_or_else(|_| source.clone()));
    let stem = first.as_deref().and_then(Path::file_name).and_then(|name| name.to_str());
    let stem = stem.map(|name| name.split('.').next().unwrap_or(name)).filter(|stem| !stem.is_empty());
    stem.unwrap_or("Archive").to_owned()
}

/// The id of an archive that is called so.
pub fn id_from(title: &str) -> String {
    let id = crate::identity::ascii_words(title, 40);
    if id.is_empty() { "archive".to_owned() } else { id }
}
