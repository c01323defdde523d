//! From sources to the articles of an archive: read, identified, one for each `uri`, only what may be published, the
//! newest first.

use std::cmp::Ordering;
use std::collections::hash_map::Entry as Slot;
use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;

use anyhow::Result;
use article::Article;
use import::{Imported, Origin};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

use crate::config::{Config, PicturePolicy};
use crate::identity;
use crate::inputs::{Inputs, Whence};
use crate::links;
use crate::pictures::{self, Wanted};
use crate::publication::{self, Moment, Rank, Refusal, Validity};
use crate::report::{Report, counted};
use crate::spool::{Place, Spool};

/// Articles in the order of an archive.
pub struct Collection {
    spool: Spool,
    entries: Vec<Entry>,
    /// Those that may not be published, and so end what an archive holds of them.
    pub withdrawn: Vec<Withdrawn>,
    /// How many articles another one with the same `uri` replaced.
    pub duplicates: u64,
    /// How many articles may not be published.
    pub refused: u64,
    /// How long that stays so.
    pub validity: Validity,
    /// How many pictures lie on hosts from which pages fetch none.
    pub elsewhere: usize,
}

/// An article of a collection.
struct Entry {
    rank: Rank,
    /// File and place, as messages name them.
    found: String,
    place: Place,
    held: Option<u32>,
    /// Pictures that are to be made before the article is complete.
    wanted: Vec<Wanted>,
}

/// An article that may not be published.
pub struct Withdrawn {
    /// File and place, as messages name them.
    pub found: String,
    place: Place,
}

impl Collection {
    /// One without articles.
    pub fn empty() -> Result<Self> {
        Ok(Self::of(Spool::new()?, Validity::at(Timestamp::MIN)))
    }

    fn of(spool: Spool, validity: Validity) -> Self {
        Self { spool, entries: Vec::new(), withdrawn: Vec::new(), duplicates: 0, refused: 0, validity, elsewhere: 0 }
    }

    /// How many articles there are.
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Where the article with this number comes in an archive.
    pub fn rank(&self, number: usize) -> &Rank {
        &self.entries[number].rank
    }

    /// The article with this number.
    pub fn article(&mut self, number: usize) -> Result<Article> {
        self.spool.get(self.entries[number].place)
    }

    /// File and place of the article with this number, as messages name them.
    pub fn found(&self, number: usize) -> &str {
        &self.entries[number].found
    }

    /// Which number the article with this number has in the order of the archive that it was taken from; `None` where it is new.
    pub fn held(&self, number: usize) -> Option<u32> {
        self.entries[number].held
    }

    /// An article that may not be published.
    pub fn withdrawn(&mut self, number: usize) -> Result<Article> {
        self.spool.get(self.withdrawn[number].place)
    }

    /// Takes an article over from an archive, in whose order it has this number.
    pub fn take_over(&mut self, article: &Article, held: u32, zone: &TimeZone) -> Result<()> {
        let place = self.spool.put(article)?;
        let rank = Rank::of(article, zone);
        self.entries.push(Entry { rank, found: String::new(), place, held: Some(held), wanted: Vec::new() });
        Ok(())
    }

    /// Hands over which pictures are to be made for the article with this number, once.
    pub fn take_wanted(&mut self, number: usize) -> Vec<Wanted> {
        std::mem::take(&mut self.entries[number].wanted)
    }

    /// Where the bytes of such pictures wait that lie in no file of their own.
    pub fn spool(&mut self) -> &mut Spool {
        &mut self.spool
    }

    /// Puts the article with this number in the place of what it was.
    pub fn replace(&mut self, number: usize, article: &Article) -> Result<()> {
        self.entries[number].place = self.spool.put(article)?;
        Ok(())
    }

    /// Keeps the articles alone for whose numbers this is so.
    pub fn keep(&mut self, keeps: &[bool]) {
        let mut keeps = keeps.iter();
        self.entries.retain(|_| keeps.next().copied().unwrap_or(true));
    }

    /// Puts the articles in order.
    pub fn sort(&mut self) {
        self.entries.sort_by(|one, other| one.rank.cmp(&other.rank));
    }
}

/// Reads the sources into the articles of an archive, or of what is added to one.
pub fn collect(inputs: &Inputs, adds: bool, report: &mut Report) -> Result<Collection> {
    let mut collector = Collector {
        config: &inputs.config,
        policy: inputs.config.site.pictures(),
        now: inputs.now,
        validity: Validity::at(inputs.now),
        spool: Spool::new()?,
        entries: Vec::new(),
        by_uri: HashMap::new(),
        by_place: HashMap::new(),
        enclosed: HashMap::new(),
        duplicates: 0,
        embargoed: 0,
        elsewhere: 0,
        ahead: Ahead::default(),
    };
    inputs.read(report, |imported, whence, report| collector.take(imported, whence, report))?;
    collector.settle_links(adds, report)?;
    Ok(collector.finish(report))
}

struct Collector<'a> {
    config: &'a Config,
    policy: PicturePolicy,
    now: Timestamp,
    validity: Validity,
    spool: Spool,
    entries: Vec<Found>,
    by_uri: HashMap<String, usize>,
    /// Which of the entries was read from a file, or a later version of what was.
    by_place: HashMap<PathBuf, usize>,
    /// The pictures of packed files, by their names.
    enclosed: HashMap<String, Place>,
    duplicates: u64,
    embargoed: u64,
    elsewhere: usize,
    ahead: Ahead,
}

/// Articles whose date of publication is to come, and which nothing holds back.
#[derive(Default)]
struct Ahead {
    number: u64,
    /// The first of them, and its date.
    first: Option<(String, String)>,
}

/// A date without its zone, or of a clock that is not quite right, is not to come.
const AHEAD: SignedDuration = SignedDuration::from_hours(24);

impl Ahead {
    fn add(&mut self, found: &str, date: Option<&str>) {
        self.number += 1;
        if self.first.is_none() {
            self.first = Some((found.to_owned(), date.unwrap_or_default().to_owned()));
        }
    }

    fn told(&self) -> Option<String> {
        let (found, date) = self.first.as_ref()?;
        let (more, them) = match self.number - 1 {
            0 => (String::new(), "it"),
            more => (format!(", and {} dated ahead too", counted(more, "other article")), "them"),
        };
        Some(format!(
            "{found}: is dated {date}, which is to come, and was published all the same{more}; embargoedUntil would hold {them} back"
        ))
    }
}

/// An article as it was found.
struct Found {
    rank: Rank,
    origin: Origin,
    found: String,
    refusal: Option<Refusal>,
    place: Place,
    wanted: Vec<Wanted>,
    /// Its file, where it has links to others beside it.
    links_from: Option<PathBuf>,
}

impl Collector<'_> {
    fn take(&mut self, imported: Imported, whence: &Whence, report: &mut Report) -> Result<()> {
        let Imported { mut article, origin, found, enclosed } = imported;
        let wanted = pictures::wanted(&article, whence, enclosed, &mut self.spool, &mut self.enclosed)?;
        identity::name(&mut article, self.config, &origin);
        let zone = &self.config.time_zone;
        // Others are completed when their pictures are made: what these show decides which captions stand in the text.
        if wanted.is_empty() {
            self.elsewhere += pictures::settle(&mut article, &[], &self.policy);
            identity::complete(&mut article, self.config);
        }
        self.validity.add(&article, zone);
        let refusal = publication::refusal(&article, self.now, zone);
        // What is still under embargo may not even push out the version that it will replace.
        if let Some(refusal @ Refusal::Embargo(_)) = &refusal {
            self.embargoed += 1;
            report.note(left_out(&found, refusal, &article.uri));
            return Ok(());
        }
        let rank = Rank::of(&article, zone);
        let is_ahead = |moment: Moment| moment.instant.duration_since(self.now) > AHEAD;
        if refusal.is_none() && rank.moment.is_some_and(is_ahead) {
            self.ahead.add(&found, article.date_published.as_deref());
        }
        let links_from = Some(&whence.place).filter(|from| links::has_any(&article, from)).cloned();
        let known = self.by_uri.get(&article.uri).copied();
        if origin.item.is_none() {
            self.by_place.insert(whence.place.clone(), known.unwrap_or(self.entries.len()));
        }
        match known {
            None => {
                self.by_uri.insert(article.uri.clone(), self.entries.len());
                let place = self.spool.put(&article)?;
                self.entries.push(Found { rank, origin, found, refusal, place, wanted, links_from });
            }
            Some(index) => {
                self.duplicates += 1;
                let other = self.spool.get(self.entries[index].place)?;
                let wins = publication::compare_versions(&other, &article, zone) != Ordering::Greater;
                let earlier = &self.entries[index];
                let (kept, dropped) = if wins { (&found, &earlier.found) } else { (&earlier.found, &found) };
                if found == earlier.found {
                    // A web archive has an address as often as it was fetched.
                    report.note(format!("{found}: stands there more than once, and the later was taken"));
                } else if origin == earlier.origin && identity::is_of_path(&article, self.config, &origin) {
                    // Only files of one name in several sources come to the same path.
                    report.problem(format!(
                        "{dropped}: the article is lost, because {kept} has the same path in another source; \
                         give the articles a uri, or name the folder that holds both, or patterns such as folder/**, whose paths count from the settings"
                    ));
                } else {
                    report.note(format!("{dropped}: left out, {kept} is a later version of {}", article.uri));
                }
                if wins {
                    let place = self.spool.put(&article)?;
                    self.entries[index] = Found { rank, origin, found, refusal, place, wanted, links_from };
                }
            }
        }
        Ok(())
    }

    /// Lets links to other articles' files lead to the articles. One to an article that is not published leads nowhere, nor does one to
    /// a file of an earlier run, to whose archive this one `adds`: what that file became is not known.
    fn settle_links(&mut self, adds: bool, report: &mut Report) -> Result<()> {
        let why = if adds {
            "no article of that file is published by this run"
        } else {
            "no article of that file is published"
        };
        // Where articles lead that were asked for, as many may link to one.
        let mut addresses: HashMap<usize, String> = HashMap::new();
        for number in 0..self.entries.len() {
            let Found { refusal: None, place, links_from: Some(from), .. } = &self.entries[number] else { continue };
            let (mut article, mut new, mut lost) = (self.spool.get(*place)?, BTreeMap::new(), Vec::new());
            for (href, file) in links::targets(&article, from) {
                match self.by_place.get(&file).map(|target| (*target, &self.entries[*target])) {
                    Some((target, Found { refusal: None, place, .. })) => {
                        let address = match addresses.entry(target) {
                            Slot::Occupied(known) => known.into_mut(),
                            Slot::Vacant(unknown) => {
                                let Article { headline, uri, .. } = self.spool.get(*place)?;
                                unknown.insert([links::ARTICLE, &identity::slug(&headline, &uri)].concat())
                            }
                        };
                        new.insert(href, Some(address.clone()));
                    }
                    None if !links::means_an_article(&file) => {}
                    _ => {
                        lost.push(href.clone());
                        new.insert(href, None);
                    }
                }
            }
            if new.is_empty() {
                continue;
            }
            links::lead(&mut article, &new);
            let place = self.spool.put(&article)?;
            let entry = &mut self.entries[number];
            entry.place = place;
            if !lost.is_empty() {
                let (found, lost) = (&entry.found, lost.join(", "));
                report.note(format!("{found}: links to {lost} were left out, as {why}; their texts are kept"));
            }
        }
        Ok(())
    }

    fn finish(self, report: &mut Report) -> Collection {
        let Self { spool, entries, duplicates, embargoed, elsewhere, validity, ahead, .. } = self;
        ahead.told().into_iter().for_each(|told| report.note(told));
        let mut collection =
            Collection { duplicates, refused: embargoed, elsewhere, ..Collection::of(spool, validity) };
        for Found { rank, found, refusal, place, wanted, .. } in entries {
            match refusal {
                None => collection.entries.push(Entry { rank, found, place, held: None, wanted }),
                Some(refusal) => {
                    report.note(left_out(&found, &refusal, &rank.uri));
                    collection.refused += 1;
                    collection.withdrawn.push(Withdrawn { found, place });
                }
            }
        }
        collection.sort();
        collection
    }
}

fn left_out(found: &str, refusal: &Refusal, uri: &str) -> String {
    format!("{found}: left out, {}: {uri}", refusal.reason())
}
