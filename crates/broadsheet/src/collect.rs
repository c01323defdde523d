//! From sources to the articles of an archive: read, identified, one for each `uri`, only what may be published, the
//! newest first.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use article::Article;
use import::{Event, Imported, Origin};
use jiff::Timestamp;

use crate::clock;
use crate::config::{self, Config};
use crate::identity;
use crate::pictures;
use crate::publication::{self, Moment, Refusal};
use crate::report::Report;
use crate::spool::{Place, Spool};

/// The articles of an archive, in its order.
pub struct Collection {
    spool: Spool,
    entries: Vec<Entry>,
    /// How many articles another one with the same `uri` replaced.
    pub duplicates: u64,
    /// How many articles may not be published.
    pub refused: u64,
}

struct Entry {
    uri: String,
    origin: Origin,
    /// File and place, as messages name them.
    found: String,
    moment: Option<Moment>,
    refusal: Option<Refusal>,
    place: Place,
}

impl Collection {
    /// How many articles there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// When the article with this number was published.
    pub fn moment(&self, number: usize) -> Option<Moment> {
        self.entries[number].moment
    }

    /// The article with this number.
    pub fn article(&mut self, number: usize) -> Result<Article> {
        self.spool.get(self.entries[number].place)
    }
}

/// What articles are read from, and how.
pub struct Inputs {
    sources: Vec<PathBuf>,
    /// The settings that go with the sources.
    pub config: Config,
    now: Timestamp,
}

impl Inputs {
    /// The sources named on the command line, else those that the settings name.
    pub fn new(sources: Vec<PathBuf>, config: Option<&Path>, now: Option<&str>) -> Result<Self> {
        let config = Config::load(config, &sources)?;
        let sources = if sources.is_empty() { config.sources.clone() } else { sources };
        if sources.is_empty() {
            bail!("no source is named: give files or folders, or a {} with sources = [\"…\"]", config::FILE);
        }
        Ok(Self { sources, config, now: clock::now(now)? })
    }

    /// Refuses to write into a source: the next run would read its own archive as articles.
    pub fn require_outside(&self, out: &Path) -> Result<()> {
        let place = place_of(out);
        match self.sources.iter().find(|source| source.is_dir() && place.starts_with(place_of(source))) {
            None => Ok(()),
            Some(source) => bail!(
                "{}: lies inside the source {}, and would be read as articles the next time; choose a folder beside it",
                out.display(),
                source.display()
            ),
        }
    }

    /// Hands over article after article, and reports what else import has to say. What cannot be read is said and left
    /// out.
    pub fn read(&self, report: &mut Report, mut take: impl FnMut(Imported, &mut Report) -> Result<()>) -> Result<()> {
        report.start("Reading the sources", self.sources.iter().map(|source| import::source_bytes(source)).sum(), true);
        let mut before = 0;
        for source in &self.sources {
            let mut last = 0;
            import::import(source, &mut |event| match event {
                Event::Article(imported) => take(*imported, report),
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
            before += last;
        }
        report.finish();
        Ok(())
    }
}

/// Reads the sources into the articles of an archive.
pub fn collect(inputs: &Inputs, report: &mut Report) -> Result<Collection> {
    let mut collector = Collector {
        config: &inputs.config,
        now: inputs.now,
        spool: Spool::new()?,
        entries: Vec::new(),
        by_uri: HashMap::new(),
        duplicates: 0,
        embargoed: 0,
        elsewhere: 0,
    };
    inputs.read(report, |imported, report| collector.take(imported, report))?;
    Ok(collector.finish(report))
}

struct Collector<'a> {
    config: &'a Config,
    now: Timestamp,
    spool: Spool,
    entries: Vec<Entry>,
    by_uri: HashMap<String, usize>,
    duplicates: u64,
    embargoed: u64,
    /// Pictures on other hosts.
    elsewhere: usize,
}

impl Collector<'_> {
    fn take(&mut self, imported: Imported, report: &mut Report) -> Result<()> {
        let Imported { mut article, origin, found } = imported;
        let unshown = pictures::settle(&mut article);
        identity::identify(&mut article, self.config, &origin);
        let zone = &self.config.time_zone;
        if let Some(addresses) = unshown.addresses() {
            report.note(format!(
                "{found}: pictures are not copied into an archive yet; the text stands without {addresses}, captions are kept"
            ));
        }
        self.elsewhere += unshown.elsewhere;
        let refusal = publication::refusal(&article, self.now, zone);
        // What is still under embargo may not even push out the version that it will replace.
        if let Some(refusal @ Refusal::Embargo(_)) = &refusal {
            self.embargoed += 1;
            report.note(left_out(&found, refusal, &article.uri));
            return Ok(());
        }
        let moment = article.date_published.as_deref().and_then(|date| Moment::read(date, zone));
        match self.by_uri.get(&article.uri) {
            None => {
                self.by_uri.insert(article.uri.clone(), self.entries.len());
                let place = self.spool.put(&article)?;
                self.entries.push(Entry { uri: article.uri, origin, found, moment, refusal, place });
            }
            Some(&index) => {
                self.duplicates += 1;
                let other = self.spool.get(self.entries[index].place)?;
                let wins = publication::compare_versions(&other, &article, zone) != Ordering::Greater;
                let earlier = &self.entries[index];
                let (kept, dropped) = if wins { (&found, &earlier.found) } else { (&earlier.found, &found) };
                if origin == earlier.origin {
                    // Only files of one name in several sources come to the same path.
                    report.problem(format!(
                        "{dropped}: the article is lost, because {kept} has the same path in another source; \
                         give the articles a uri, or name the folder that holds both"
                    ));
                } else {
                    report.note(format!("{dropped}: left out, {kept} is a later version of {}", article.uri));
                }
                if wins {
                    let place = self.spool.put(&article)?;
                    self.entries[index] = Entry { uri: article.uri, origin, found, moment, refusal, place };
                }
            }
        }
        Ok(())
    }

    fn finish(self, report: &mut Report) -> Collection {
        let Self { spool, entries, duplicates, embargoed, elsewhere, .. } = self;
        if elsewhere > 0 {
            report.note(format!(
                "pictures on other hosts: {elsewhere}; a page loads nothing from elsewhere, so it shows their addresses as links"
            ));
        }
        let (mut kept, refused): (Vec<_>, Vec<_>) = entries.into_iter().partition(|entry| entry.refusal.is_none());
        for entry in &refused {
            if let Some(refusal) = &entry.refusal {
                report.note(left_out(&entry.found, refusal, &entry.uri));
            }
        }
        // The newest first, undated ones last, equal dates by uri: the order of the archive's numbers.
        kept.sort_by(|a, b| b.moment.cmp(&a.moment).then_with(|| a.uri.cmp(&b.uri)));
        Collection { spool, entries: kept, duplicates, refused: embargoed + refused.len() as u64 }
    }
}

/// A path without links and detours, also of what is not there yet.
fn place_of(path: &Path) -> PathBuf {
    if let Ok(place) = path.canonicalize() {
        return place;
    }
    match (path.parent(), path.file_name()) {
        (Some(parent), Some(name)) if parent != Path::new("") => place_of(parent).join(name),
        _ => std::env::current_dir().unwrap_or_default().join(path),
    }
}

fn left_out(found: &str, refusal: &Refusal, uri: &str) -> String {
    format!("{found}: left out, {}: {uri}", refusal.reason())
}
