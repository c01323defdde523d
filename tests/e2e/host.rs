//! A host that does on purpose what hosts do by accident: it keeps someone waiting, is in trouble, breaks off in the middle.

use std::io;
use std::sync::{Arc, Mutex, PoisonError};

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures_util::{StreamExt, stream};
use tokio::sync::Notify;

/// How a request fails.
#[derive(Clone, Copy)]
pub enum Mishap {
    /// The host is in trouble and says so.
    Trouble,
    /// The host has no such file.
    Gone,
    /// Half of the file comes, then the line breaks.
    BreakOff,
}

/// Hands out what the router behind it has, unless something is to happen first. Files are named by a part of their path.
#[derive(Default)]
pub struct Host {
    inside: Mutex<Inside>,
    released: Notify,
}

#[derive(Default)]
struct Inside {
    /// The paths, in the order of the requests.
    asked: Vec<String>,
    held: Option<&'static str>,
    failing: Option<(&'static str, Mishap, usize)>,
}

impl Inside {
    fn holds(&self, path: &str) -> bool {
        self.held.is_some_and(|held| path.contains(held))
    }

    /// Notes the request, and what is to happen to it.
    fn take(&mut self, path: &str) -> Option<Mishap> {
        let before = self.asked.iter().filter(|asked| *asked == path).count();
        self.asked.push(path.to_owned());
        let (_, mishap, times) = self.failing.filter(|(failing, ..)| path.contains(failing))?;
        (before < times).then_some(mishap)
    }
}

impl Host {
    /// Keeps requests for such files waiting, until they are released.
    pub fn hold(&self, file: &'static str) {
        self.with(|inside| inside.held = Some(file));
    }

    /// Answers all that was kept waiting.
    pub fn release(&self) {
        self.with(|inside| inside.held = None);
        self.released.notify_waiters();
    }

    /// Lets the first so many requests for each such file fail, counted from the beginning.
    pub fn fail(&self, file: &'static str, mishap: Mishap, times: usize) {
        self.with(|inside| inside.failing = Some((file, mishap, times)));
    }

    /// How often such files were asked for.
    pub fn asked(&self, file: &str) -> usize {
        self.with(|inside| inside.asked.iter().filter(|path| path.contains(file)).count())
    }

    fn with<T>(&self, act: impl FnOnce(&mut Inside) -> T) -> T {
        act(&mut self.inside.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Answers a request, for which `next` has what is there.
    pub async fn answer(self: Arc<Self>, request: Request, next: Next) -> Response {
        let path = request.uri().path().to_owned();
        let mishap = self.with(|inside| inside.take(&path));
        loop {
            let released = self.released.notified();
            if !self.with(|inside| inside.holds(&path)) {
                break;
            }
            released.await;
        }
        let mut response = match mishap {
            None => next.run(request).await,
            Some(Mishap::Trouble) => StatusCode::SERVICE_UNAVAILABLE.into_response(),
            Some(Mishap::Gone) => StatusCode::NOT_FOUND.into_response(),
            Some(Mishap::BreakOff) => broken_off(next.run(request).await).await,
        };
        // What a browser keeps it does not ask for, and so no test would see who asks twice.
        response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
        response
    }
}

/// The same with its length, of which half comes.
async fn broken_off(response: Response) -> Response {
    let (head, body) = response.into_parts();
    let whole = to_bytes(body, usize::MAX).await.unwrap_or_default();
    let half = whole.slice(..whole.len() / 2);
    let parts = stream::iter([Ok(half), Err(io::Error::other("broken off on purpose"))]);
    // The half is on its way before the line breaks: a browser sends anew by itself where it has heard nothing.
    let parts = parts.then(|part| async {
        tokio::task::yield_now().await;
        part
    });
    Response::from_parts(head, Body::from_stream(parts))
}
