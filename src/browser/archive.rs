//! The archive's files as they lie at the host, read: for the page, and for the notebook's worker.

use article::piece::{PieceKind, open_json};
use article::{FORMAT, LookupEntry, Manifest, Stored, StoredArticle, key_of_slug, lookup_group};

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

/// The whole of an article with its id; `None` where the archive has none of this address.
pub async fn article(manifest: &Manifest, slug: &str) -> Result<Option<(u32, StoredArticle)>, Failure> {
    let key = key_of_slug(slug);
    // The newest segment first: what it holds takes the place of what those before it hold.
    for (place, segment) in manifest.segments.iter().enumerate().rev() {
        let Some(group) = lookup_group(key, segment.lookup_groups) else { return Ok(None) };
        let entries: Vec<(String, LookupEntry)> = piece(&segment.lookup_file(group), PieceKind::Lookup).await?;
        let Some((_, entry)) = entries.into_iter().find(|(found, _)| found == key) else { continue };
        let articles: Vec<StoredArticle> = piece(&segment.articles_file(entry.group), PieceKind::Articles).await?;
        let before: u32 = manifest.segments.iter().take(place).map(|segment| segment.articles).sum();
        let found = articles.into_iter().find(|article| article.number == entry.number);
        return Ok(found.map(|article| (before + entry.number, article)));
    }
    Ok(None)
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
