//! `broadsheet.toml`: what an archive is called and how its articles are read.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use article::Manifest;
use jiff::tz::TimeZone;
use search::Synonyms;
use toml::{Table, Value};

mod site;
mod synonyms;

pub use site::SiteSettings;

/// The name of the file with the settings.
pub const FILE: &str = "broadsheet.toml";

/// Every key that the file may have.
const KEYS: [&str; 10] = [
    "id",
    "title",
    "language",
    "timeZone",
    "terms",
    "sources",
    "synonyms",
    "baseAddress",
    "description",
    "staticArticles",
];

/// The settings, complete: what the file does not say is filled in.
#[derive(Clone, Debug)]
pub struct Config {
    /// Begins every key that the app stores in the browser, and every `uri` that is made from a path.
    pub id: String,
    /// The archive's name.
    pub title: String,
    /// The language of articles that name none; BCP 47.
    pub language: String,
    /// In which days, months and years are counted.
    pub time_zone: TimeZone,
    /// The zone's IANA name.
    pub time_zone_name: String,
    /// What a reader may do with the articles.
    pub terms: Option<String>,
    /// The sources to read where the command line names none.
    pub sources: Vec<PathBuf>,
    /// Words that mean the same, for the search; `None` where the file does not say.
    pub synonyms: Option<Synonyms>,
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
        let file = match given {
            Some(file) => Some(file.to_owned()),
            None => beside(sources)?,
        };
        let table = match &file {
            Some(file) => read(file)?,
            None => Table::new(),
        };
        let config = Self::from_table(table, file.as_deref(), sources, archive)?;
        if let Some(archive) = archive {
            let place = file.as_deref().unwrap_or(Path::new(FILE)).display();
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
        Self::from_table(Table::new(), None, &[], Some(archive))
    }

    /// The defaults, under that id.
    #[cfg(test)]
    pub fn named(id: &str) -> Self {
        let time_zone = TimeZone::UTC;
        let (title, language, time_zone_name) = (id.to_owned(), "en".to_owned(), "UTC".to_owned());
        Self {
            id: id.to_owned(),
            title,
            language,
            time_zone,
            time_zone_name,
            terms: None,
            sources: Vec::new(),
            synonyms: None,
            site: SiteSettings::default(),
        }
    }

    fn from_table(table: Table, file: Option<&Path>, sources: &[PathBuf], archive: Option<&Manifest>) -> Result<Self> {
        let place = file.map_or_else(|| FILE.to_owned(), |file| file.display().to_string());
        for key in table.keys() {
            if !KEYS.contains(&key.as_str()) {
                bail!("{place}: there is no key \"{key}\"; {}", nearest(key));
            }
        }
        let text = |key: &str| text_of(&table, key, &place);
        let of_archive = |field: fn(&Manifest) -> &String| archive.map(|archive| field(archive).clone());
        let title = text("title")?.or_else(|| of_archive(|archive| &archive.title));
        let title = title.unwrap_or_else(|| title_from(sources));
        let id = match text("id")? {
            Some(id) => checked_id(id, &place)?,
            None => of_archive(|archive| &archive.id).unwrap_or_else(|| id_from(&title)),
        };
        let time_zone_name = text("timeZone")?.or_else(|| of_archive(|archive| &archive.time_zone));
        let time_zone_name = time_zone_name.unwrap_or_else(|| "UTC".to_owned());
        let Ok(time_zone) = TimeZone::get(&time_zone_name) else {
            bail!(
                "{place}: \"timeZone\": \"{time_zone_name}\" is not an IANA time zone; {}",
                nearest_zone(&time_zone_name)
            );
        };
        // Names are found in any case of letters; browsers want theirs.
        let time_zone_name = time_zone.iana_name().map_or(time_zone_name, str::to_owned);
        let folder = file.and_then(Path::parent).unwrap_or(Path::new(""));
        let sources = list_of(&table, "sources", &place)?.into_iter().map(|source| folder.join(source)).collect();
        let language = text("language")?.or_else(|| of_archive(|archive| &archive.language));
        let language = language.unwrap_or_else(|| "en".to_owned());
        if !is_language(&language) {
            bail!("{place}: \"language\": \"{language}\" is not the tag of a language such as en or pt-BR");
        }
        let terms = text("terms")?.or_else(|| archive.and_then(|archive| archive.terms.clone()));
        let synonyms = table.get("synonyms").map(|lists| synonyms::of(lists, &place)).transpose()?;
        let site = SiteSettings::of(&table, &place)?;
        Ok(Self { id, title, language, time_zone, time_zone_name, terms, sources, synonyms, site })
    }
}

fn read(file: &Path) -> Result<Table> {
    let bytes = fs::read(file).with_context(|| format!("{}: cannot be read", file.display()))?;
    let Ok(text) = String::from_utf8(bytes) else { bail!("{}: is not UTF-8; save it as UTF-8", file.display()) };
    text.trim_start_matches('\u{feff}').parse().with_context(|| format!("{}: is not TOML", file.display()))
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

fn text_of(table: &Table, key: &str, place: &str) -> Result<Option<String>> {
    match table.get(key) {
        None => Ok(None),
        Some(Value::String(text)) if !text.trim().is_empty() => Ok(Some(text.trim().to_owned())),
        Some(_) => bail!("{place}: \"{key}\" must be a text in quotation marks, and not an empty one"),
    }
}

fn list_of(table: &Table, key: &str, place: &str) -> Result<Vec<String>> {
    let Some(value) = table.get(key) else { return Ok(Vec::new()) };
    let texts = value.as_array().map(|list| list.iter().map(|item| item.as_str().map(str::to_owned)).collect());
    match texts {
        Some(Some(texts)) => Ok(texts),
        _ => bail!("{place}: \"{key}\" must be a list of texts: {key} = [\"one\", \"two\"]"),
    }
}

fn nearest(key: &str) -> String {
    match most_similar(key, &KEYS) {
        Some(near) => format!("did you mean \"{near}\"?"),
        None => format!("the keys are {}", KEYS.join(", ")),
    }
}

fn nearest_zone(name: &str) -> String {
    let zones: Vec<String> = jiff::tz::db().available().map(|zone| zone.as_str().to_owned()).collect();
    match most_similar(name, &zones) {
        Some(near) => format!("did you mean \"{near}\"?"),
        None => "write a continent and a city, such as Asia/Seoul".to_owned(),
    }
}

/// What a person may have meant, if anything comes near.
fn most_similar<'a, T: AsRef<str>>(given: &str, known: &'a [T]) -> Option<&'a str> {
    let all = known.iter().map(|known| (similarity(given, known.as_ref()), known.as_ref()));
    all.max_by(|(one, _), (other, _)| one.total_cmp(other)).filter(|(how, _)| *how > 0.5).map(|(_, known)| known)
}

/// Whether a text has the shape of a BCP 47 tag: subtags of at most eight letters and digits, the first of letters alone.
pub fn is_language(tag: &str) -> bool {
    let mut subtags = tag.split('-');
    let first = subtags.next().unwrap_or_default();
    (2..=8).contains(&first.len())
        && first.bytes().all(|byte| byte.is_ascii_alphabetic())
        && subtags.all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

fn similarity(key: &str, known: &str) -> f64 {
    strsim::normalized_damerau_levenshtein(&key.to_lowercase(), &known.to_lowercase())
}

fn title_from(sources: &[PathBuf]) -> String {
    let first = sources.first().map(|source| source.canonicalize().unwrap_or_else(|_| source.clone()));
    let stem = first.as_deref().and_then(Path::file_name).and_then(|name| name.to_str());
    let stem = stem.map(|name| name.split('.').next().unwrap_or(name)).filter(|stem| !stem.is_empty());
    stem.unwrap_or("Archive").to_owned()
}

fn id_from(title: &str) -> String {
    let id = crate::identity::ascii_words(title, 40);
    if id.is_empty() { "archive".to_owned() } else { id }
}

fn checked_id(id: String, place: &str) -> Result<String> {
    let plain = id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
    if plain && id.len() <= 60 {
        return Ok(id);
    }
    bail!("{place}: \"id\": \"{id}\" may hold lower-case letters, digits and - alone, at most 60")
}
