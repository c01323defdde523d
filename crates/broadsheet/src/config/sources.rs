//! The key `sources`: files, folders and patterns, and what holds for the articles of each that do not say it themselves.

use std::fs;
use std::path::{Component, Path, PathBuf};

use anyhow::{Result, bail};
use article::{Article, Name};
use toml::de::DeValue;

use super::KEYS;
use super::entries::{Entries, Entry};
use super::is_language;
use super::nearest::did_you_mean;
use super::pattern::PathPattern;

/// The keys of a source; those but the first are fields of the article model.
const SOURCE_KEYS: [&str; 7] =
    ["path", "publisher", "articleSection", "language", "usageTerms", "copyrightHolder", "copyrightNotice"];

/// A source that the settings name.
#[derive(Clone, Debug)]
pub struct ConfiguredSource {
    /// File, line and key, as messages name them.
    pub place: String,
    /// As it is written.
    pub given: String,
    /// What it names.
    pub names: Named,
    /// What holds for its articles.
    pub defaults: Defaults,
}

/// What a source names.
#[derive(Clone, Debug)]
pub enum Named {
    /// A file, or a folder with all that lies below it.
    Path(PathBuf),
    /// The files that match.
    Matching {
        /// The folder from which the paths of what is found count.
        root: PathBuf,
        /// What they must look like.
        pattern: PathPattern,
    },
}

/// What is taken for said where an article does not say it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Defaults {
    publisher: Option<String>,
    article_section: Option<String>,
    language: Option<String>,
    usage_terms: Option<String>,
    copyright_holder: Option<String>,
    copyright_notice: Option<String>,
}

impl Defaults {
    fn of(entries: &Entries) -> Result<Self> {
        let language = entries.text("language")?;
        if let Some(tag) = language.as_ref().filter(|tag| !is_language(tag))
            && let Some(entry) = entries.get("language")
        {
            return Err(entry.wrong(format_args!("\"{tag}\" is not the tag of a language such as en or pt-BR")));
        }
        Ok(Self {
            publisher: entries.text("publisher")?,
            article_section: entries.text("articleSection")?,
            language,
            usage_terms: entries.text("usageTerms")?,
            copyright_holder: entries.text("copyrightHolder")?,
            copyright_notice: entries.text("copyrightNotice")?,
        })
    }

    /// Adds to an article what it does not say. Whose copyright it is and what the notice says go together: where the article
    /// names either, both are its own.
    pub fn complete(&self, article: &mut Article) {
        fn fill(field: &mut Option<String>, default: &Option<String>) {
            if field.is_none() {
                field.clone_from(default);
            }
        }
        if article.publisher.is_none() {
            article.publisher = self.publisher.as_deref().map(Name::from);
        }
        fill(&mut article.article_section, &self.article_section);
        fill(&mut article.language, &self.language);
        fill(&mut article.usage_terms, &self.usage_terms);
        if article.copyright_holder.is_none() && article.copyright_notice.is_none() {
            article.copyright_holder.clone_from(&self.copyright_holder);
            article.copyright_notice.clone_from(&self.copyright_notice);
        }
    }
}

/// Reads the key's value.
pub fn of(entry: &Entry) -> Result<Vec<ConfiguredSource>> {
    let Some(items) = entry.items() else {
        return Err(entry.must_be("a list: sources = [\"texts\", \"agency/*.xml\"], or a table [[sources]] for each"));
    };
    items.iter().map(source).collect()
}

fn source(entry: &Entry) -> Result<ConfiguredSource> {
    let (path, defaults) = match entry.value() {
        DeValue::String(_) => (entry.clone(), Defaults::default()),
        DeValue::Table(_) => {
            let Some(entries) = entry.table() else { bail!(entry.wrong("is no table")) };
            entries.require_known(&SOURCE_KEYS, &KEYS)?;
            let Some(path) = entries.get("path") else {
                return Err(entry.wrong("lacks \"path\", the file, folder or pattern that it is about"));
            };
            (path, Defaults::of(&entries)?)
        }
        _ => return Err(entry.must_be("a text such as \"agency/*.xml\", or a table with \"path\"")),
    };
    let given = path.text()?;
    let names = named(&path, &given)?;
    Ok(ConfiguredSource { place: path.place(), given, names, defaults })
}

/// What is named. A pattern looks for files below the folder of the settings, and their paths count from there, so that two
/// patterns never give two files one path; one that leads out of that folder counts from the last folder that it names.
fn named(entry: &Entry, given: &str) -> Result<Named> {
    let whole = plain(&entry.folder().join(given));
    // Names may have these signs in them.
    if !given.contains(['*', '?', '[']) || whole.exists() {
        return Ok(Named::Path(whole));
    }
    let leads_out =
        Path::new(given).is_absolute() || Path::new(given).components().any(|part| part == Component::ParentDir);
    let (root, pattern) = if leads_out { PathPattern::parted(given) } else { (PathBuf::new(), given.to_owned()) };
    match PathPattern::new(&pattern) {
        Ok(pattern) => Ok(Named::Matching { root: plain(&entry.folder().join(root)), pattern }),
        Err(error) => Err(entry.wrong(format_args!("\"{given}\" is not a pattern: {error}"))),
    }
}

/// A path without parts that say nothing; the current folder is `.`.
pub fn plain(path: &Path) -> PathBuf {
    let plain: PathBuf = path.components().filter(|part| *part != Component::CurDir).collect();
    if plain == Path::new("") { PathBuf::from(".") } else { plain }
}

impl ConfiguredSource {
    /// What to say where it leads to nothing.
    pub fn leads_nowhere(&self) -> String {
        let Self { place, given, names, .. } = self;
        match names {
            Named::Path(path) => {
                let near = siblings(path);
                let near = did_you_mean(given.rsplit('/').next().unwrap_or(given), &near);
                let near = near.map(|near| format!("; {near}")).unwrap_or_default();
                format!("{place}: \"{given}\" is not there ({}){near}", path.display())
            }
            Named::Matching { root, .. } => {
                format!("{place}: no file matches \"{given}\", looked for in {}", root.display())
            }
        }
    }
}

/// The names beside a path.
fn siblings(path: &Path) -> Vec<String> {
    let folder = path.parent().filter(|folder| *folder != Path::new("")).unwrap_or(Path::new("."));
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}
