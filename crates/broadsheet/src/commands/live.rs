//! Pages that load anew when the site is built anew: what the server of `broadsheet build --serve` adds to them. Nothing of it
//! is in the site.

use std::path::Path;
use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::extract::{RawQuery, Request, State};
use axum::http::StatusCode;
use axum::http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, HeaderValue,
    IF_MODIFIED_SINCE, IF_NONE_MATCH, LAST_MODIFIED, RANGE,
};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use tokio::sync::watch;

use crate::hosting::POLICY;
use crate::site::Site;

/// Where the script is. No file of a site begins so.
pub const SCRIPT: &str = "/~broadsheet/reload.js";
/// What the script asks: answered once the edition is not that which it names any more.
pub const CHANGED: &str = "/~broadsheet/changed";

const SCRIPT_TEXT: &str = include_str!("reload.js");
/// Longer pages are sent as they are.
const LONGEST_PAGE: usize = 64 << 20;

/// Which edition of the site is there. Clones tell the same.
#[derive(Clone)]
pub struct Live {
    edition: watch::Sender<i64>,
    folder: Arc<Path>,
}

impl Live {
    /// The first edition of this run, which no page of an earlier run takes for its own.
    pub fn new(folder: &Path) -> Self {
        Self { edition: watch::Sender::new(Timestamp::now().as_millisecond()), folder: folder.into() }
    }

    /// Tells the pages that are open of a new edition.
    pub fn tell(&self) {
        self.edition.send_modify(|edition| *edition += 1);
    }

    /// The page with the script, and a policy that allows it.
    fn page(&self, page: &str) -> String {
        let edition = *self.edition.borrow();
        let mut page = page.to_owned();
        for directive in ["connect-src 'self';", "script-src 'self'"] {
            // Each page of ours begins its policy so.
            if !page.contains(directive) {
                let allowed = ["default-src 'none'; ", directive.trim_end_matches(';'), ";"].concat();
                page = page.replacen("default-src 'none';", &allowed, 1);
            }
        }
        let end = page.find("</head>").or_else(|| page.find("</title>").map(|end| end + "</title>".len()));
        page.insert_str(
            end.unwrap_or(page.len()),
            &format!("<script src=\"{SCRIPT}?edition={edition}\" defer></script>"),
        );
        page
    }
}

/// The script.
pub async fn script() -> Response {
    let headers = [(CONTENT_TYPE, "text/javascript"), (CACHE_CONTROL, "no-store")];
    (headers, SCRIPT_TEXT).into_response()
}

/// Answers once there is another edition than the one that is asked with.
pub async fn changed(State(live): State<Live>, RawQuery(asked): RawQuery) -> StatusCode {
    let asked = asked.as_deref().and_then(|asked| asked.strip_prefix("edition=")?.parse::<i64>().ok());
    match live.edition.subscribe().wait_for(|edition| Some(*edition) != asked).await {
        Ok(_) => StatusCode::NO_CONTENT,
        Err(_) => StatusCode::SERVICE_UNAVAILABLE,
    }
}

/// Adds the script to pages.
pub async fn add(State(live): State<Live>, mut request: Request, next: Next) -> Response {
    let name = request.uri().path().rsplit('/').next().unwrap_or_default();
    if !name.contains('.') || name.ends_with(".html") {
        // The whole page as it is, each time.
        for header in [ACCEPT_ENCODING, IF_MODIFIED_SINCE, IF_NONE_MATCH, RANGE] {
            request.headers_mut().remove(header);
        }
    }
    let (mut head, body) = next.run(request).await.into_parts();
    let is_page = head.headers.get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if !is_page {
        return Response::from_parts(head, body);
    }
    let Ok(page) = to_bytes(body, LONGEST_PAGE).await else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    for header in [CONTENT_LENGTH, ETAG, LAST_MODIFIED] {
        head.headers.remove(header);
    }
    head.headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    // Which pictures are shown may have changed since the server was started.
    let pictures = Site::read(&live.folder).unwrap_or_default().settings.pictures();
    if let Ok(policy) = HeaderValue::from_str(&pictures.within(POLICY)) {
        head.headers.insert(CONTENT_SECURITY_POLICY, policy);
    }
    Response::from_parts(head, Body::from(live.page(&String::from_utf8_lossy(&page))))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_allowed_what_it_needs_and_no_more() {
        let live = Live::new(Path::new(""));
        let page = live.page("<meta content=\"default-src 'none'; style-src 'self'; img-src 'self'\"></head><body>");
        assert!(
            page.contains("\"default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self';"),
            "{page}"
        );
        assert!(page.contains("defer></script></head><body>"), "{page}");
        let app = "<meta content=\"default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; x\"><title>a</title>";
        assert!(live.page(app).starts_with(app));
    }
}
