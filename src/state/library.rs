//! The archive's files as the page needs them: the manifest, previews in groups, articles by their slug.

use std::cell::RefCell;
use std::sync::Arc;

use article::piece::PieceKind;
use article::{LookupEntry, Manifest, Preview, Stored, StoredArticle, nth_item, place_of};
use reader::browser::archive::{self, Lookups, items, opened};
use reader::browser::{json, spawn};
use reader::failure::{Failure, Trouble};
use reader::manifest::Opened;
use reader::results::RowContent;
use search::Answer;

use super::{Loading, for_ever};
use crate::signal::Held;

/// Groups of previews that are kept: with 24 previews each, about 12,000 articles and 8 MB.
const GROUPS_KEPT: usize = 512;

type Group = Held<Loading<Previews>>;

/// A group of previews as it is stored. Each is read when it is shown: lists show few of a group, and reading all takes
/// longer than fetching them.
struct Previews {
    list: String,
    /// Those that were read, by their places.
    read: RefCell<Vec<(u32, RowContent)>>,
}

impl Previews {
    fn content(&self, place: u32) -> RowContent {
        let mut read = self.read.borrow_mut();
        if let Some((_, known)) = read.iter().find(|(known, _)| *known == place) {
            return known.clone();
        }
        let content = match nth_item(&self.list, place).map(|item| json::parse(item).map(Preview::from_value)) {
            Some(Ok(Ok(preview))) => RowContent::Ready(Arc::new(preview)),
            _ => RowContent::Lost,
        };
        read.push((place, content.clone()));
        content
    }
}

/// The archive. Nothing of it is fetched twice while it is kept.
#[derive(Clone, Copy)]
pub struct Library(&'static Shelves);

struct Shelves {
    manifest: Held<Loading<Arc<Manifest>>>,
    front: Held<Option<Arc<Answer>>>,
    /// Each by the place of its segment, then its number, in one.
    groups: RefCell<Vec<(u64, Group)>>,
    /// Files of the look-up, by their names. Who reads thousands of articles has them all looked up once an edition.
    lookups: Lookups,
    trouble: Held<Option<Failure>>,
}

impl Library {
    /// An archive of which nothing was fetched yet.
    pub fn new() -> Self {
        Self(for_ever(Shelves {
            manifest: Held::new(Loading::Waiting),
            front: Held::new(None),
            groups: RefCell::default(),
            lookups: Lookups::default(),
            trouble: Held::new(None),
        }))
    }

    /// Fetches the manifest.
    pub fn open(self) {
        self.0.manifest.set(Loading::Waiting);
        spawn(async move {
            self.0.manifest.set(match opened().await {
                Ok(Opened { manifest, front }) => {
                    self.0.front.set(Some(Arc::new(front)));
                    Loading::Ready(Arc::new(manifest))
                }
                Err(failure) => Loading::Failed(failure),
            });
        });
    }

    /// What the archive holds and where, once that is here.
    pub fn manifest(self) -> Option<Arc<Manifest>> {
        self.0.manifest.with(|manifest| manifest.ready().cloned())
    }

    /// The id of the article at this place among the newest, counted from 0, as far as the manifest tells.
    pub fn newest(self, place: u32) -> Option<u32> {
        self.0.front.with(|front| Some(front.as_ref()?.hits.get(place as usize)?.number))
    }

    /// The answer to the query for nothing, once the manifest is here.
    pub fn front(self) -> Option<Arc<Answer>> {
        self.0.front.get()
    }

    /// Whether the manifest is on its way.
    pub fn is_waiting(self) -> bool {
        self.0.manifest.with(Loading::is_waiting)
    }

    /// Why the manifest does not come.
    pub fn failure(self) -> Option<Failure> {
        self.0.manifest.with(|manifest| manifest.failure().cloned())
    }

    /// What went wrong with a file that was fetched in passing.
    pub fn trouble(self) -> Option<Failure> {
        self.0.trouble.get()
    }

    /// Hears what went wrong with a file that was fetched in passing.
    pub fn report(self, failure: Failure) {
        self.0.trouble.set(Some(failure));
    }

    /// Forgets what went wrong, and asks anew for what did not come.
    pub fn try_again(self) {
        self.0.trouble.set(None);
        if self.0.manifest.with_untracked(|manifest| manifest.failure().is_some()) {
            self.open();
        }
        for (number, group) in self.0.groups.borrow().iter() {
            if group.with_untracked(|group| group.failure().is_some()) {
                group.set(Loading::Waiting);
                self.fetch_group(*number, group.clone());
            }
        }
    }

    /// What a list shows of the article with this id; fetched where it is not here.
    pub fn content(self, id: u32) -> RowContent {
        let Some((group, at)) = self.group_of(id) else { return RowContent::Waiting };
        group.with(|group| match group {
            Loading::Ready(previews) => previews.content(at),
            Loading::Waiting => RowContent::Waiting,
            Loading::Failed(_) => RowContent::Lost,
        })
    }

    /// The whole of an article with its id; `None` where the archive has none of this address.
    pub async fn article(self, slug: String) -> Result<Option<(u32, StoredArticle)>, Failure> {
        let Some(manifest) = self.manifest_untracked() else { return Ok(None) };
        match archive::article(&manifest, &self.0.lookups, &slug).await {
            Err(failure) => Err(self.examine(failure).await),
            found => found,
        }
    }

    /// Where the article with this key lies: the place of its segment, and the entry there.
    pub async fn find(self, key: &str) -> Result<Option<(usize, LookupEntry)>, Failure> {
        let Some(manifest) = self.manifest_untracked() else { return Ok(None) };
        self.0.lookups.find(&manifest, key).await
    }

    fn manifest_untracked(self) -> Option<Arc<Manifest>> {
        self.0.manifest.with_untracked(|manifest| manifest.ready().cloned())
    }

    fn group_of(self, id: u32) -> Option<(Group, u32)> {
        let manifest = self.manifest()?;
        // An archive of no articles has no previews to fetch either.
        let (place, number) = place_of(id, &manifest.segments)?;
        let segment = manifest.segments.get(place)?;
        let (group, at) = (segment.previews_group(number), number % segment.previews_per_group.max(1));
        let group = (place as u64) << 32 | u64::from(group);
        let mut groups = self.0.groups.borrow_mut();
        if let Some((_, known)) = groups.iter().find(|(kept, _)| *kept == group) {
            return Some((known.clone(), at));
        }
        if groups.len() >= GROUPS_KEPT {
            // The one farthest from where the reader is; whoever still shows it holds it themselves.
            let farthest = (0..groups.len()).max_by_key(|at| groups[*at].0.abs_diff(group));
            farthest.map(|farthest| groups.swap_remove(farthest));
        }
        let signal = Group::new(Loading::Waiting);
        groups.push((group, signal.clone()));
        self.fetch_group(group, signal.clone());
        Some((signal, at))
    }

    fn fetch_group(self, group: u64, signal: Group) {
        let Some(manifest) = self.manifest_untracked() else { return };
        let Some(segment) = manifest.segments.get((group >> 32) as usize) else { return };
        let file = segment.previews_file(group as u32);
        spawn(async move {
            match items(&file, PieceKind::Previews).await {
                Ok(list) => signal.set(Loading::Ready(Previews { list, read: RefCell::default() })),
                Err(failure) => {
                    let failure = self.examine(failure).await;
                    signal.set(Loading::Failed(failure.clone()));
                    self.report(failure);
                }
            }
        });
    }

    /// A file that is gone may mean that the archive was replaced: then that is what went wrong.
    pub async fn examine(self, failure: Failure) -> Failure {
        let present = self.manifest_untracked();
        let names = |manifest: &Manifest| {
            let segments = manifest.segments.iter().map(|segment| segment.hash.clone());
            segments.chain(manifest.joint.clone()).collect::<Vec<String>>()
        };
        let replaced = failure.kind == Trouble::Gone
            && opened()
                .await
                .is_ok_and(|newer| present.is_none_or(|present| names(&present) != names(&newer.manifest)));
        if replaced { Failure::new(Trouble::Replaced, "", "") } else { failure }
    }
}
