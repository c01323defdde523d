//! Fetching the archive's files, for page and worker.

use gloo_net::http::{Request, Response};
use web_sys::RequestCache;

use super::{root, wait};
use crate::failure::{Failure, Trouble};

/// Where the archive lies, below the app's root.
const ARCHIVE: &str = "archive/";

/// How long to wait before a fetch that failed is tried a second time.
const RETRY_AFTER: i32 = 400;

/// How a file may be taken from the browser's cache.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Freshness {
    /// Asked again whether it changed: the manifest.
    Revalidate,
    /// Files under a segment's hash never change.
    Immutable,
}

/// A text file of the archive.
pub async fn text(file: &str, freshness: Freshness) -> Result<String, Failure> {
    let response = send(file, freshness).await?;
    response.text().await.map_err(|error| Failure::new(Trouble::Unreachable, file, error.to_string()))
}

/// A binary file of the archive.
pub async fn bytes(file: &str, freshness: Freshness) -> Result<Vec<u8>, Failure> {
    let response = send(file, freshness).await?;
    response.binary().await.map_err(|error| Failure::new(Trouble::Unreachable, file, error.to_string()))
}

/// Sends the request, and a second time where the host could not be reached or was in trouble.
async fn send(file: &str, freshness: Freshness) -> Result<Response, Failure> {
    match send_once(file, freshness).await {
        Err(failure) if failure.kind == Trouble::Unreachable => {
            wait(RETRY_AFTER).await;
            send_once(file, freshness).await
        }
        other => other,
    }
}

async fn send_once(file: &str, freshness: Freshness) -> Result<Response, Failure> {
    let cache = match freshness {
        Freshness::Revalidate => RequestCache::NoCache,
        Freshness::Immutable => RequestCache::Default,
    };
    let response = Request::get(&(root() + ARCHIVE + file))
        .cache(cache)
        .send()
        .await
        .map_err(|error| Failure::new(Trouble::Unreachable, file, error.to_string()))?;
    match response.status() {
        200..=299 => Ok(response),
        404 | 410 => Err(Failure::new(Trouble::Gone, file, "")),
        status => Err(Failure::new(Trouble::Unreachable, file, "the host answered ".to_owned() + &status.to_string())),
    }
}
