//! The archive's files as they lie at the host, read: for the page, and for the notebook's worker.

use std::cell::RefCell;
use std::rc::Rc;

use article::piece::{PieceKind, open_json};
use article::{FORMAT, LookupEntry, Manifest, Stored, StoredArticle, id_at, key_of_slug, lookup_group};

use super::fetch::{self, Freshness};
use super::json;
use crate::failure::{Failure, Trouble};
use crate::manifest::{self, Opened};

/// The manifest's name.
const MANIFEST: &str = "archive.json";

/// The manifest, asked anew whether it has changed.
pub async fn opened() -> Result<Opened, Failure> {
    let text = fetch::text(MANIFEST, Freshness::Revalidate).await?;
    let value = json::parse(&text).map_err(|reason| Failure::new(Trouble::Damaged, MANIFEST, reason))?;
    manifest::from_value(value, FORMAT).map_err(|(kind, reason)| Failure::new(kind, MANIFEST, reason))
}

/// The files by which articles are looked up, each read once.
#[derive(Default)]
pub struct Lookups(RefCell<Vec<(String, Lookup)>>);

type Lookup = Rc<Vec<(String, LookupEntry)>>;

impl Lookups {
    /// Where the article with this key lies: the place of its segment, and the entry there; `None` where there is none.
    pub async fn find(&self, manifest: &Manifest, key: &str) -> Result<Option<(usize, LookupEntry)>, Failure> {
        // The newest segment first: what it holds takes the place of what those before it hold.
        for (place, segment) in manifest.segments.iter().enumerate().rev() {
            let Some(group) = lookup_group(key, segment.lookup_groups) else { return Ok(None) };
            let entries = self.entries(segment.lookup_file(group)).await?;
            if let Some((_, entry)) = entries.iter().find(|(found, _)| found == key) {
                return Ok(Some((place, *entry)));
            }
        }
        Ok(None)
    }

    async fn entries(&self, file: String) -> Result<Lookup, Failure> {
        let known = self.0.borrow().iter().find(|(known, _)| *known == file).map(|(_, entries)| entries.clone());
        if let Some(entries) = known {
            return Ok(entries);
        }
        let entries: Lookup = Rc::new(piece(&file, PieceKind::Lookup).await?);
        self.0.borrow_mut().push((file, entries.clone()));
        Ok(entries)
    }
}

/// The whole of an article with its id; `None` where the archive has none of this address.
pub async fn article(
    manifest: &Manifest,
    lookups: &Lookups,
    slug: &str,
) -> Result<Option<(u32, StoredArticle)>, Failure> {
    let found = lookups.find(manifest, key_of_slug(slug)).await?;
    let Some((place, LookupEntry { number, group })) = found else { return Ok(None) };
    let Some(segment) = manifest.segments.get(place) else { return Ok(None) };
    let articles: Vec<StoredArticle> = piece(&segment.articles_file(group), PieceKind::Articles).await?;
    let found = articles.into_iter().find(|article| article.number == number);
    Ok(found.map(|article| (id_at(place, number, &manifest.segments), article)))
}

async fn piece<T: Stored>(file: &str, kind: PieceKind) -> Result<T, Failure> {
    let items = json::parse(&items(file, kind).await?);
    let items = items.map_err(|reason| Failure::new(Trouble::Damaged, file, reason))?;
    T::from_value(items).map_err(|unfit| Failure::new(Trouble::Damaged, file, unfit.to_string()))
}

/// What is in a file's envelope.
pub async fn items(file: &str, kind: PieceKind) -> Result<String, Failure> {
    let text = fetch::text(file, Freshness::Immutable).await?;
    let items = open_json(kind, &text).map_err(|error| Failure::new(Trouble::Damaged, file, error.to_string()))?;
    Ok(items.to_owned())
}
