//! The archive's files as the page needs them: the manifest, previews in groups, articles by their slug.

use std::collections::BTreeMap;
use std::sync::Arc;

use article::piece::{PieceKind, open_json};
use article::{FORMAT, LookupGroup, Manifest, Preview, Segment, StoredArticle, key_of_slug, lookup_group};
use leptos::prelude::*;
use reader::browser::fetch::{self, Freshness};
use reader::browser::spawn;
use reader::failure::{Failure, Trouble};
use reader::results::RowContent;
use serde::de::DeserializeOwned;

use super::Loading;

/// The manifest's name.
const MANIFEST: &str = "archive.json";

/// Groups of previews that are kept: with 24 previews each, about 12,000 articles and 8 MB.
const GROUPS_KEPT: usize = 512;

type Group = ArcRwSignal<Loading<Vec<Arc<Preview>>>>;

/// The archive. Nothing of it is fetched twice while it is kept.
#[derive(Clone, Copy)]
pub struct Library {
    manifest: RwSignal<Loading<Arc<Manifest>>>,
    groups: StoredValue<BTreeMap<u32, Group>>,
    trouble: RwSignal<Option<Failure>>,
}

impl Library {
    /// An archive of which nothing was fetched yet.
    pub fn new() -> Self {
        Self {
            manifest: RwSignal::new(Loading::Waiting),
            groups: StoredValue::new(BTreeMap::new()),
            trouble: RwSignal::new(None),
        }
    }

    /// Fetches the manifest.
    pub fn open(self) {
        self.manifest.set(Loading::Waiting);
        spawn(async move {
            self.manifest.set(match manifest().await {
                Ok(manifest) => Loading::Ready(Arc::new(manifest)),
                Err(failure) => Loading::Failed(failure),
            });
        });
    }

    /// What the archive holds and where.
    pub fn manifest(self) -> Signal<Loading<Arc<Manifest>>> {
        self.manifest.into()
    }

    /// What went wrong with a file that was fetched in passing.
    pub fn trouble(self) -> Signal<Option<Failure>> {
        self.trouble.into()
    }

    /// Forgets what went wrong, and asks anew for what did not come.
    pub fn try_again(self) {
        self.trouble.set(None);
        if self.manifest.with_untracked(|manifest| manifest.failure().is_some()) {
            self.open();
        }
        let failed = self.groups.with_value(|groups| {
            let failed = groups.iter().filter(|(_, group)| group.read_untracked().failure().is_some());
            failed.map(|(number, group)| (*number, group.clone())).collect::<Vec<_>>()
        });
        for (number, group) in failed {
            group.set(Loading::Waiting);
            self.fetch_group(number, group);
        }
    }

    /// What a list shows of the article with this number; fetched where it is not here.
    pub fn content(self, number: u32) -> RowContent {
        let Some((group, at)) = self.group_of(number) else { return RowContent::Waiting };
        let group = group.read();
        match &*group {
            Loading::Ready(previews) => match previews.get(at as usize) {
                Some(preview) => RowContent::Ready(preview.clone()),
                None => RowContent::Lost,
            },
            Loading::Waiting => RowContent::Waiting,
            Loading::Failed(_) => RowContent::Lost,
        }
    }

    /// The whole of an article; `None` where the archive has none of this address.
    pub async fn article(self, slug: String) -> Result<Option<StoredArticle>, Failure> {
        let Some(segment) = self.segment_untracked() else { return Ok(None) };
        let key = key_of_slug(&slug);
        let Some(group) = lookup_group(key, segment.lookup_groups) else { return Ok(None) };
        let found = async {
            let entries: LookupGroup = piece(&segment.lookup_file(group), PieceKind::Lookup).await?;
            let Some(entry) = entries.get(key) else { return Ok(None) };
            let articles: Vec<StoredArticle> = piece(&segment.articles_file(entry.group), PieceKind::Articles).await?;
            Ok(articles.into_iter().find(|article| article.number == entry.number))
        };
        match found.await {
            Err(failure) => Err(self.examine(failure).await),
            found => found,
        }
    }

    fn segment_untracked(self) -> Option<Segment> {
        self.manifest.with_untracked(|manifest| manifest.ready()?.segments.first().cloned())
    }

    fn group_of(self, number: u32) -> Option<(Group, u32)> {
        let (group, at) = self.manifest.with(|manifest| {
            // An archive of no articles has no previews to fetch either.
            let segment = manifest.ready()?.segments.first().filter(|segment| number < segment.articles)?;
            Some((segment.previews_group(number), number % segment.previews_per_group.max(1)))
        })?;
        let known = self.groups.with_value(|groups| groups.get(&group).cloned());
        let signal = known.unwrap_or_else(|| {
            let signal = Group::default();
            self.groups.update_value(|groups| {
                if groups.len() >= GROUPS_KEPT {
                    // The one farthest from where the reader is; whoever still shows it holds it themselves.
                    let farthest = groups.keys().copied().max_by_key(|kept| kept.abs_diff(group));
                    farthest.map(|farthest| groups.remove(&farthest));
                }
                groups.insert(group, signal.clone());
            });
            self.fetch_group(group, signal.clone());
            signal
        });
        Some((signal, at))
    }

    fn fetch_group(self, number: u32, signal: Group) {
        let Some(segment) = self.segment_untracked() else { return };
        spawn(async move {
            match piece::<Vec<Preview>>(&segment.previews_file(number), PieceKind::Previews).await {
                Ok(previews) => signal.set(Loading::Ready(previews.into_iter().map(Arc::new).collect())),
                Err(failure) => {
                    let failure = self.examine(failure).await;
                    signal.set(Loading::Failed(failure.clone()));
                    self.trouble.set(Some(failure));
                }
            }
        });
    }

    /// A file that is gone may mean that the archive was replaced: then that is what went wrong.
    pub async fn examine(self, failure: Failure) -> Failure {
        let present = self.segment_untracked().map(|segment| segment.hash);
        let replaced = failure.kind == Trouble::Gone
            && manifest()
                .await
                .is_ok_and(|newer| newer.segments.first().map(|segment| &segment.hash) != present.as_ref());
        if replaced { Failure::new(Trouble::Replaced, "", "") } else { failure }
    }
}

async fn manifest() -> Result<Manifest, Failure> {
    let text = fetch::text(MANIFEST, Freshness::Revalidate).await?;
    reader::manifest::read(&text, FORMAT).map_err(|(kind, reason)| Failure::new(kind, MANIFEST, reason))
}

async fn piece<T: DeserializeOwned>(file: &str, kind: PieceKind) -> Result<T, Failure> {
    let text = fetch::text(file, Freshness::Immutable).await?;
    let items = open_json(kind, &text).map_err(|error| Failure::new(Trouble::Damaged, file, error.to_string()))?;
    serde_json::from_str(items).map_err(|error| Failure::new(Trouble::Damaged, file, error.to_string()))
}
