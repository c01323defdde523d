//! Scripts that run in every page before the page's own: put there by the host, since only some drivers can.

use std::sync::{Arc, Mutex, PoisonError};

use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::http::{StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;

/// What the policy has blocked, and what has gone wrong: only Chromium's driver gives the lines of the console.
const WATCH: &str = "
    window.violations = [];
    document.addEventListener('securitypolicyviolation', event =>
        violations.push(event.violatedDirective + ' ' + event.blockedURI));
    window.troubles = [];
    addEventListener('error', event => {
        // Firefox calls it an error of the file that a machine cannot be heard.
        if (event.target instanceof HTMLMediaElement && event.target.error?.message === 'OnMediaSinkAudioError') return;
        troubles.push(event.message ?? `${event.target.localName} ${event.target.src || event.target.href} could not be loaded`);
    }, true);
    addEventListener('unhandledrejection', event => troubles.push(String(event.reason)));
    const said = console.error;
    console.error = (...words) => { troubles.push(words.join(' ')); said.apply(console, words); };";

/// The scripts of one test, for the pages of all hosts that it starts.
#[derive(Clone, Default)]
pub struct Before(Arc<Mutex<Vec<String>>>);

impl Before {
    /// Adds a script, for pages that are loaded from now on; once, however often it is named.
    pub fn add(&self, script: &str) {
        let mut scripts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !scripts.iter().any(|known| known == script) {
            scripts.push(script.to_owned());
        }
    }

    /// The page with all of them before its policy, which holds for what comes behind it alone; `None` for what is no page. Each is in a
    /// scope of its own, and when the page looks nothing of this is there.
    pub fn put_into(&self, page: &str) -> Option<String> {
        let behind = |tag: &str| page.find(tag).and_then(|at| Some(at + page[at..].find('>')? + 1));
        // The head may have no tag.
        let (before, after) = page.split_at_checked(behind("<head>").or_else(|| behind("<html"))?)?;
        let scripts = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let scripts = [WATCH].into_iter().chain(scripts.iter().map(String::as_str));
        let scripts: String = scripts.map(|script| format!("{{\n{script}\n}}\n")).collect();
        // Browsers look for the encoding in the first kilobyte.
        Some(format!(
            "{before}<meta charset=\"utf-8\"><script>\ndocument.currentScript.previousElementSibling.remove();
            document.currentScript.remove();\n{scripts}</script>{after}"
        ))
    }

    /// Answers a request, for which `next` has what is there.
    pub async fn answer(self, request: Request, next: Next) -> Response {
        let response = next.run(request).await;
        let kind = response.headers().get(header::CONTENT_TYPE);
        if !kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html")) {
            return response;
        }
        let (mut head, body) = response.into_parts();
        // One that breaks off does not look like one that is empty.
        let Ok(bytes) = to_bytes(body, usize::MAX).await else {
            head.status = StatusCode::BAD_GATEWAY;
            return Response::from_parts(head, Body::empty());
        };
        let Some(page) = self.put_into(&String::from_utf8_lossy(&bytes)) else {
            return Response::from_parts(head, Body::from(bytes));
        };
        // What a browser has kept has the scripts of then.
        for name in [header::CONTENT_LENGTH, header::LAST_MODIFIED, header::ETAG] {
            head.headers.remove(name);
        }
        Response::from_parts(head, Body::from(page))
    }
}
