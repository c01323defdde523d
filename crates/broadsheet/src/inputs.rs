//! What articles are read from, and how: the sources of the command line or of the settings, each file once.

use std::cell::Cell;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use article::Manifest;
use import::{Entry, Event, Imported, Origin, Source, SourceFile};
use jiff::Timestamp;

use crate::archive;
use crate::authority::Rewritten;
use crate::clock;
use crate::config::{self, Config, ConfiguredSource, Named};
use crate::report::Report;
use crate::site::Site;

/// See the top.
pub struct Inputs {
    readings: Vec<Reading>,
    /// What the sources of the settings name, as far as it is there.
    named: Vec<RealName>,
    /// Files that are no articles, without links and detours.
    no_articles: Vec<PathBuf>,
    /// The settings that go with the sources.
    pub config: Config,
    /// What is taken for the present.
    pub now: Timestamp,
}

/// What is said of a folder in which articles are not looked for.
const IS_MADE: &str = "is a site or an archive that was made of articles";

/// So many sources are named in one message.
const TOLD_SOURCES: usize = 3;

/// A file or folder to read.
struct Reading {
    path: PathBuf,
    /// The same without links and detours.
    real: PathBuf,
    /// Stands before the paths of what is found, with `/` at its end.
    prefix: String,
    /// The source of the settings, by its place, where it is one's: it reads what it names and none before it does.
    of: Option<usize>,
}

/// Where an article was found.
pub struct Whence {
    /// The file or folder that is read, or the folder from which patterns count.
    pub root: PathBuf,
    /// The article's file, or the one in which it is packed.
    pub file: PathBuf,
    /// Where the article's file lies as others beside it name it, in an archive too; without links and detours up to the source.
    pub place: PathBuf,
}

/// What a source names, without links and detours.
struct RealName {
    root: PathBuf,
    names: Named,
}

impl RealName {
    fn new(names: &Named) -> Self {
        let root = match names {
            Named::Path(path) => path,
            Named::Matching { root, .. } => root,
        };
        Self { root: real(root), names: names.clone() }
    }

    fn names(&self, file: &Path) -> bool {
        match (&self.names, file.strip_prefix(&self.root)) {
            (_, Err(_)) => false,
            (Named::Path(_), Ok(_)) => true,
            (Named::Matching { pattern, .. }, Ok(below)) => pattern.matches(&with_slashes(below)),
        }
    }
}

impl Inputs {
    /// The sources named on the command line, else those that the settings name; these too where the folder that is named is the
    /// one of the settings. What these do not say is as in the archive that is added to, where there is one.
    pub fn new(
        sources: Vec<PathBuf>,
        config: Option<&Path>,
        now: Option<&str>,
        archive: Option<&Manifest>,
    ) -> Result<Self> {
        let config = Config::load(config, &sources, archive)?;
        let home = config.folder.as_deref().map(real).filter(|_| !config.sources.is_empty());
        let mut readings = Vec::new();
        let configured =
            || config.sources.iter().enumerate().map(|(place, source)| Reading::of_settings(place, source));
        if sources.is_empty() {
            readings.extend(configured());
        }
        for source in sources {
            let is_home = home.as_deref().is_some_and(|home| source.is_dir() && real(&source) == home);
            if is_home { readings.extend(configured()) } else { readings.push(Reading::of_command_line(source)) }
        }
        if readings.is_empty() {
            bail!("no source is named: give files or folders, or a {} with sources = [\"…\"]", config::FILE);
        }
        let named = config.sources.iter().map(|source| RealName::new(&source.names)).collect();
        let no_articles = config.no_articles.iter().map(|file| real(file)).collect();
        Ok(Self { readings, named, no_articles, config, now: clock::now(now)? })
    }

    /// Refuses to write into a source: the next run would read its own archive as articles.
    pub fn require_outside(&self, out: &Path) -> Result<()> {
        let place = real(out);
        match self.readings.iter().find(|reading| reading.path.is_dir() && self.would_read(reading, &place)) {
            None => Ok(()),
            Some(Reading { path, .. }) => bail!(
                "{}: lies inside the source {}, and would be read as articles the next time; choose one beside it",
                out.display(),
                path.display()
            ),
        }
    }

    /// What is read, as a message names it.
    pub fn told(&self) -> String {
        let given = |reading: &Reading| match reading.of.and_then(|place| self.config.sources.get(place)) {
            Some(source) => format!("\"{}\" of {}", source.given, source.place),
            None => reading.path.display().to_string(),
        };
        let named: Vec<String> = self.readings.iter().take(TOLD_SOURCES).map(given).collect();
        match self.readings.len() - named.len() {
            0 => named.join(", "),
            more => format!("{} and {more} more", named.join(", ")),
        }
    }

    /// Whether what lies in a folder would be read.
    fn would_read(&self, reading: &Reading, folder: &Path) -> bool {
        let Ok(below) = folder.strip_prefix(&reading.real) else { return false };
        match reading.of.and_then(|place| self.config.sources.get(place)).map(|source| &source.names) {
            Some(Named::Matching { pattern, .. }) => below
                .ancestors()
                .filter(|part| *part != Path::new(""))
                .all(|part| pattern.may_hold(&format!("{}{}", reading.prefix, with_slashes(part)))),
            _ => true,
        }
    }

    /// Hands over article after article, completed by what the settings say of their sources, and reports what else there is
    /// to say. What cannot be read is said and left out.
    pub fn read(
        &self,
        report: &mut Report,
        mut take: impl FnMut(Imported, &Whence, &mut Report) -> Result<()>,
    ) -> Result<()> {
        let bytes = |reading: &Reading| {
            let (n_named, of) = (Cell::new(0), Cell::new(None));
            let mut wants = |entry: &Entry| {
                !(entry.is_folder && Self::is_made(entry.path)) && self.wants(reading, entry, &n_named, &of)
            };
            import::wanted_bytes(&mut reading.source(&mut wants, &|_| false))
        };
        report.start("Reading the sources", self.readings.iter().map(bytes).sum(), true);
        let mut rewritten = Rewritten::default();
        let mut before = 0;
        for reading in &self.readings {
            // Of which source of the settings the file is that is being read.
            let (n_named, of) = (Cell::new(0), Cell::new(None));
            let configured = reading.of.and_then(|place| self.config.sources.get(place));
            if let Some(source) = configured.filter(|_| !reading.path.exists()) {
                report.problem(source.leads_nowhere());
                continue;
            }
            let mut last = 0;
            if Self::is_made(&reading.path) {
                report.problem(format_args!("{}: {IS_MADE}; name the folder of its articles", reading.path.display()));
                continue;
            }
            let mut made = Vec::new();
            let mut wants = |entry: &Entry| {
                let wants = self.wants(reading, entry, &n_named, &of);
                let is_made = wants && entry.is_folder && Self::is_made(entry.path);
                // A list may name what lies in it, and ask again.
                if is_made && !made.iter().any(|known| known == entry.path) {
                    made.push(entry.path.to_owned());
                }
                wants && !is_made
            };
            let is_anothers = |file: &Path| {
                self.readings.iter().any(|other| !std::ptr::eq(other, reading) && self.reads(other, file))
            };
            import::import_source(&mut reading.source(&mut wants, &is_anothers), &mut |event| match event {
                Event::Article(mut imported) => {
                    if let Some(source) = of.get().and_then(|place| self.config.sources.get(place)) {
                        source.defaults.complete(&mut imported.article);
                    }
                    self.config.authorities.apply(&mut imported.article, &mut rewritten);
                    let whence = self.whence(reading, &imported.origin);
                    take(*imported, &whence, report)
                }
                Event::Message(message) => {
                    report.message(&message);
                    Ok(())
                }
                Event::Progress { bytes_read } => {
                    last = bytes_read;
                    report.advance_to(before + bytes_read);
                    Ok(())
                }
            })?;
            for folder in made {
                report.note(format_args!("{}: {IS_MADE}, and was passed over", folder.display()));
            }
            before += last;
            if let Some(source) = configured.filter(|_| n_named.get() == 0)
                && matches!(source.names, Named::Matching { .. })
            {
                report.problem(source.leads_nowhere());
            }
        }
        report.finish();
        rewritten.told().into_iter().for_each(|told| report.note(told));
        Ok(())
    }

    /// Where the file of an article is.
    fn whence(&self, reading: &Reading, origin: &Origin) -> Whence {
        let below = origin.path.strip_prefix(&reading.prefix).unwrap_or(&origin.path);
        let file = if reading.path.is_dir() { reading.path.join(below) } else { reading.path.clone() };
        // Patterns count from the folder of the settings.
        let root = self.config.folder.clone().filter(|_| !reading.prefix.is_empty());
        let folder = if reading.path.is_dir() { Some(&*reading.real) } else { reading.real.parent() };
        let place = folder.unwrap_or(Path::new("")).join(below);
        Whence { root: root.unwrap_or_else(|| reading.path.clone()), file, place }
    }

    /// Visits every file that reading may look at, in a fixed order: those of the articles, what lies among them, and what the
    /// settings name; but nothing in the folder `out`.
    pub fn files(&self, out: &Path, visit: &mut dyn FnMut(SourceFile)) {
        let out = real(out);
        for reading in &self.readings {
            let names = reading.of.and_then(|place| self.config.sources.get(place)).map(|source| &source.names);
            let mut wants = |entry: &Entry| match (entry.is_folder, names) {
                (true, _) => real(entry.path) != out && !Self::is_made(entry.path),
                (false, Some(Named::Matching { pattern, .. })) => {
                    pattern.matches(entry.origin) || import::is_picture(entry.path)
                }
                (false, _) => true,
            };
            import::files(&mut reading.source(&mut wants, &|_| false), visit);
        }
        for path in &self.no_articles {
            let (origin, bytes) = (path.file_name(), path.metadata().map_or(0, |metadata| metadata.len()));
            let origin = origin.map(|name| name.to_string_lossy().into_owned());
            visit(SourceFile { path: path.clone(), origin, bytes, is_read: true });
        }
    }

    /// The files and folders that are read, and those with the settings.
    pub fn paths(&self) -> Vec<PathBuf> {
        let readings = self.readings.iter().map(|reading| reading.path.clone());
        readings.chain(self.no_articles.iter().cloned()).chain(self.config.file.clone()).collect()
    }

    /// Whether a folder is a site or an archive that this program made: what lies in it are articles already.
    fn is_made(folder: &Path) -> bool {
        Site::archive_in(folder).is_some() || matches!(archive::read_manifest_if_any(folder), Ok(Some(_)))
    }

    /// Whether a reading comes to a file by itself, or leaves it to one before it.
    fn reads(&self, reading: &Reading, file: &Path) -> bool {
        let file = real(file);
        let is_named = |place: usize| self.named.get(place).is_some_and(|source| source.names(&file));
        file.starts_with(&reading.real)
            && !Self::is_passed_over(&reading.real, &file)
            && reading.of.is_none_or(is_named)
    }

    /// Whether reading a folder comes to nothing at this place below it: what is hidden, and what this program made, is entered by
    /// nobody.
    fn is_passed_over(folder: &Path, place: &Path) -> bool {
        let Ok(below) = place.strip_prefix(folder) else { return false };
        let mut reached = folder.to_owned();
        below.components().any(|part| {
            reached.push(part);
            import::is_passed_over(&part.as_os_str().to_string_lossy()) || reached.is_dir() && Self::is_made(&reached)
        })
    }

    /// Whether a reading enters a folder or reads a file, counted where the reading names it; of a file it is noted whose it is.
    fn wants(&self, reading: &Reading, entry: &Entry, n_named: &Cell<u64>, of: &Cell<Option<usize>>) -> bool {
        let configured = reading.of.and_then(|place| self.config.sources.get(place));
        let pattern = match configured.map(|source| &source.names) {
            Some(Named::Matching { pattern, .. }) => Some(pattern),
            _ => None,
        };
        if entry.is_folder {
            return pattern.is_none_or(|pattern| pattern.may_hold(entry.origin));
        }
        if pattern.is_some_and(|pattern| !pattern.matches(entry.origin)) {
            return false;
        }
        n_named.set(n_named.get() + 1);
        let file = match entry.path.strip_prefix(&reading.path) {
            Ok(below) if below != Path::new("") => reading.real.join(below),
            _ => reading.real.clone(),
        };
        let named_by = |sources: &[RealName], comes_here: &dyn Fn(&RealName) -> bool| {
            sources.iter().position(|source| source.names(&file) && comes_here(source))
        };
        let before = match reading.of {
            // A source before this one may pass over the folder in which this one begins.
            Some(place) => named_by(self.named.get(..place).unwrap_or_default(), &|source| {
                !Self::is_passed_over(&source.root, &reading.real)
            }),
            None => named_by(&self.named, &|_| true),
        };
        of.set(reading.of.or(before));
        !self.no_articles.contains(&file) && (reading.of.is_none() || before.is_none())
    }
}

impl Reading {
    fn of_command_line(path: PathBuf) -> Self {
        Self { real: real(&path), path, prefix: String::new(), of: None }
    }

    fn of_settings(place: usize, source: &ConfiguredSource) -> Self {
        let (path, prefix) = match &source.names {
            Named::Path(path) => (path.clone(), String::new()),
            Named::Matching { root, pattern } => match pattern.start() {
                "" => (root.clone(), String::new()),
                start => (config::plain(&root.join(start)), format!("{start}/")),
            },
        };
        Self { real: real(&path), path, prefix, of: Some(place) }
    }

    fn source<'a>(
        &'a self,
        wants: &'a mut dyn FnMut(&Entry) -> bool,
        is_anothers: &'a dyn Fn(&Path) -> bool,
    ) -> Source<'a> {
        Source { path: &self.path, prefix: &self.prefix, wants, is_anothers }
    }
}

fn with_slashes(path: &Path) -> String {
    let parts: Vec<_> = path.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    parts.join("/")
}

/// A path without links and detours, also of what is not there yet.
pub fn real(path: &Path) -> PathBuf {
    if let Ok(place) = path.canonicalize() {
        return place;
    }
    match (path.parent(), path.file_name()) {
        (Some(parent), Some(name)) if parent != Path::new("") => real(parent).join(name),
        _ => std::env::current_dir().unwrap_or_default().join(path),
    }
}
