//! `broadsheet serve`: a site on this machine, with the headers that a host should send.

use std::io::ErrorKind;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, ensure};
use axum::Router;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue, IF_RANGE, RANGE};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::serve::ListenerExt;
use clap::Args;
use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;

use super::live;
pub use super::live::Live;
use crate::archive;
use crate::config::PicturePolicy;
use crate::hosting;
use crate::packing::{self, Packing};
use crate::report::{Report, say};
use crate::site;

/// What `serve` takes.
#[derive(Args)]
pub struct ServeArguments {
    /// The folder of the site.
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// The port on 127.0.0.1; 0 takes a free one.
    #[arg(long, value_name = "N", default_value_t = 8080)]
    port: u16,
}

/// What reading a file says where a site has none under that name for a reader.
const IS_NO_FILE: [ErrorKind; 3] = [ErrorKind::NotFound, ErrorKind::NotADirectory, ErrorKind::PermissionDenied];

/// Serves until it is stopped.
pub fn run(arguments: &ServeArguments, report: &mut Report) -> Result<()> {
    let folder = &arguments.folder;
    ensure!(folder.is_dir(), "{}: is not there, or no folder; name the folder of a site", folder.display());
    ensure!(
        folder.join("index.html").is_file(),
        "{}: holds no index.html, so it is not a site; `broadsheet build SOURCE --out DIR` makes one",
        folder.display()
    );
    if let Err(error) = archive::find(folder).and_then(|archive| archive::read_manifest(&archive)) {
        report.problem(format_args!("the page will show no articles: {error:#}"));
    }
    let (runtime, listener) = listen(arguments.port)?;
    told(folder, &listener, arguments.port == 0, report)?;
    runtime.block_on(send_all(listener, folder, None))
}

/// Serves the site in a folder while this program runs. Its pages load anew when [`Live::tell`] says so.
pub fn in_background(folder: &Path, port: u16, report: &Report) -> Result<Live> {
    let (runtime, listener) = listen(port)?;
    told(folder, &listener, port == 0, report)?;
    let (folder, live) = (folder.to_owned(), Live::new(folder));
    let pages = live.clone();
    std::thread::spawn(move || {
        if let Err(error) = runtime.block_on(send_all(listener, &folder, Some(pages))) {
            say(format_args!("error: {error:#}"));
        }
    });
    Ok(live)
}

fn listen(port: u16) -> Result<(Runtime, TcpListener)> {
    let runtime = Runtime::new().context("the server cannot be started")?;
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let listener = runtime
        .block_on(TcpListener::bind(address))
        .with_context(|| format!("port {port} on 127.0.0.1 cannot be had; choose another with --port"))?;
    Ok((runtime, listener))
}

fn told(folder: &Path, listener: &TcpListener, is_free: bool, report: &Report) -> Result<()> {
    let address = listener.local_addr().context("the server's address cannot be read")?;
    if report.json() {
        return report.answer(serde_json::json!({ "address": format!("http://{address}/") }));
    }
    let told = format!("{} is at http://{address}/ until you press Ctrl+C", folder.display());
    // Of a port that was not chosen nobody else knows.
    if report.is_quiet() && is_free {
        say(told)
    } else {
        report.summary(told)
    }
    Ok(())
}

async fn send_all(listener: TcpListener, folder: &Path, live: Option<Live>) -> Result<()> {
    // Without it the kernel holds small answers back until the one before is acknowledged: up to 40 ms each.
    let listener = listener.tap_io(|connection| {
        if let Err(error) = connection.set_nodelay(true) {
            say(format_args!("note: answers may be slow, the connection cannot be set to send at once: {error}"));
        }
    });
    // One name for each file, however the folder was named.
    let folder = folder.canonicalize().with_context(|| format!("{} cannot be read", folder.display()))?;
    let pictures = site::Site::read(&folder)?.settings.pictures();
    let site = Site { folder: folder.into(), packing: Packing::new() };
    // Not waited for: whoever comes before it is done gets a little more to download.
    tokio::spawn(site.packing.clone().pack_app(site.folder.clone()));
    let mut router = router(site, &pictures)?;
    if let Some(live) = live {
        router = router
            .layer(middleware::from_fn_with_state(live.clone(), live::add))
            .route(live::SCRIPT, get(live::script))
            .route(live::CHANGED, get(live::changed).with_state(live));
    }
    axum::serve(listener, router).await.context("the server stopped")
}

/// What is sent: a folder, and what of it was compressed.
#[derive(Clone)]
struct Site {
    folder: Arc<Path>,
    packing: Packing,
}

fn router(site: Site, pictures: &PicturePolicy) -> Result<Router> {
    let mut router = Router::new().fallback(send).with_state(site).layer(middleware::from_fn(tell));
    for (name, value) in hosting::headers(pictures) {
        let value = HeaderValue::from_str(&value).with_context(|| format!("the header {name} cannot be sent"))?;
        router = router.layer(SetResponseHeaderLayer::overriding(HeaderName::from_static(name), value));
    }
    Ok(router)
}

async fn send(State(site): State<Site>, mut request: Request) -> Response {
    if !asks_for_a_part(request.headers()) {
        request.headers_mut().remove(RANGE);
    }
    // Who asks for a compressed file by its name gets what lies there, and nothing where nothing does.
    let is_compressed = packing::is_packed(Path::new(request.uri().path()));
    let sent = if is_compressed {
        ServeDir::new(&site.folder).try_call(request).await
    } else {
        let files = ServeDir::with_backend(&site.folder, site.packing);
        files.precompressed_br().precompressed_gzip().try_call(request).await
    };
    match sent {
        Ok(response) if response.status() != StatusCode::NOT_FOUND => response.into_response(),
        Err(error) if !IS_NO_FILE.contains(&error.kind()) => {
            say(format_args!("problem: a file could not be sent: {error}"));
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
        _ => not_found(&site.folder).await,
    }
}

/// Whether one part of a file is asked for, in bytes. Who asks for several, in another unit, or for a part of the file as it was gets all of it,
/// as every server may answer (RFC 9110, sections 13.1.5 and 14.2).
fn asks_for_a_part(headers: &HeaderMap) -> bool {
    let range = headers.get(RANGE).and_then(|range| range.to_str().ok()).unwrap_or_default();
    range.starts_with("bytes=") && !range.contains(',') && !headers.contains_key(IF_RANGE)
}

/// The site's own page for what is not there, if it has one.
async fn not_found(folder: &Path) -> Response {
    match tokio::fs::read(folder.join("404.html")).await {
        Ok(page) => (StatusCode::NOT_FOUND, [(CONTENT_TYPE, "text/html; charset=utf-8")], page).into_response(),
        Err(_) => StatusCode::NOT_FOUND.into_response(),
    }
}

/// What is told of each file by its name: what never changes under that is kept for ever, and all else is asked for again each time; and
/// its type.
async fn tell(request: Request, next: Next) -> Response {
    let address = request.uri().path();
    let (never_changes, kind) = (hosting::never_changes(address), hosting::content_type(address));
    let mut response = next.run(request).await;
    let is_sent = response.status().is_success();
    if let Some(kind) = kind.and_then(|kind| HeaderValue::try_from(kind).ok()).filter(|_| is_sent) {
        response.headers_mut().insert(CONTENT_TYPE, kind);
    }
    let is_there = is_sent || response.status() == StatusCode::NOT_MODIFIED;
    let kept = if never_changes && is_there { hosting::KEPT } else { hosting::ASKED_AGAIN };
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static(kept));
    response
}
