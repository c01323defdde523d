//! Fetching the archive's files, and the app's own, for page and worker.

use std::future::poll_fn;
use std::task::Poll;

use gloo_net::Error;
use gloo_net::http::{Request, Response};
use web_sys::RequestCache;

use super::{root, wait};
use crate::failure::{Failure, Trouble};
use crate::route::ARCHIVE;

/// How long to wait before a fetch that failed is tried a second time.
const RETRY_AFTER: i32 = 400;

/// What kind of file it is, and so how it may be taken from the browser's cache.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Freshness {
    /// Asked again whether it changed: the manifest.
    Revalidate,
    /// So too, but a file of the app, and not of the archive.
    OfApp,
    /// Files under a segment's hash never change.
    Immutable,
    /// Nor do those of the app that have one in their name.
    OfBuild,
}

/// A text file.
pub async fn text(file: &str, freshness: Freshness) -> Result<String, Failure> {
    whole(file, freshness, Response::text).await
}

/// Files under a segment's hash, all at once, each with its name.
pub async fn all(files: Vec<String>) -> Vec<(String, Result<Vec<u8>, Failure>)> {
    let mut waiting: Vec<_> = files.iter().map(|file| Some(Box::pin(bytes(file, Freshness::Immutable)))).collect();
    let mut fetched: Vec<Result<Vec<u8>, Failure>> = Vec::new();
    fetched.resize_with(files.len(), || Ok(Vec::new()));
    poll_fn(|context| {
        for (task, place) in waiting.iter_mut().zip(&mut fetched) {
            if let Some(Poll::Ready(bytes)) = task.as_mut().map(|task| task.as_mut().poll(context)) {
                *place = bytes;
                *task = None;
            }
        }
        if waiting.iter().all(Option::is_none) { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
    drop(waiting);
    files.into_iter().zip(fetched).collect()
}

/// A file of any kind.
pub async fn bytes(file: &str, freshness: Freshness) -> Result<Vec<u8>, Failure> {
    whole(file, freshness, Response::binary).await
}

/// That no whole answer came. What a browser says of it is an error of JavaScript; the printing of the others, of which
/// none can come here, would stay in the programs.
fn unreachable(file: &str, error: Error) -> Failure {
    let reason = match error {
        Error::JsError(error) => error.message,
        _ => String::new(),
    };
    Failure::new(Trouble::Unreachable, file, reason)
}

/// Fetches a file to its end; once more from its beginning where the host could not be reached, was in trouble or broke off
/// in the middle.
async fn whole<T>(
    file: &str,
    freshness: Freshness,
    read: impl AsyncFn(&Response) -> Result<T, Error>,
) -> Result<T, Failure> {
    let mut is_second = false;
    loop {
        let fetched = match send(file, freshness).await {
            Ok(response) => read(&response).await.map_err(|error| unreachable(file, error)),
            Err(failure) => Err(failure),
        };
        match fetched {
            Err(failure) if failure.kind == Trouble::Unreachable && !is_second => {
                is_second = true;
                wait(RETRY_AFTER).await;
            }
            fetched => return fetched,
        }
    }
}

async fn send(file: &str, freshness: Freshness) -> Result<Response, Failure> {
    let (folder, cache) = match freshness {
        Freshness::Revalidate => (ARCHIVE, RequestCache::NoCache),
        Freshness::OfApp => ("", RequestCache::NoCache),
        Freshness::Immutable => (ARCHIVE, RequestCache::Default),
        Freshness::OfBuild => ("", RequestCache::Default),
    };
    let response =
        Request::get(&(root() + folder + file)).cache(cache).send().await.map_err(|error| unreachable(file, error))?;
    match response.status() {
        200..=299 => Ok(response),
        404 | 410 => Err(Failure::new(Trouble::Gone, file, "")),
        status => Err(Failure::new(Trouble::Unreachable, file, "the host answered ".to_owned() + &status.to_string())),
    }
}
