//! `broadsheet hosting`: what to tell a web server about a site.

use std::path::PathBuf;

use anyhow::{Context, Result, ensure};
use axum::http::Uri;
use clap::{Args, ValueEnum};

use crate::app::PAGE;
use crate::hosting::{self, Place};
use crate::report::Report;
use crate::site::Site;

/// What `hosting` takes.
#[derive(Args)]
pub struct HostingArguments {
    /// The web server. Netlify and Cloudflare Pages read the file _headers, which `build` writes; GitHub Pages takes no settings.
    #[arg(value_enum, value_name = "HOST")]
    host: Host,
    /// The folder of the site, where the web server finds it.
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// The folder in addresses at which the site is to be found; else that of baseAddress in broadsheet.toml, else /.
    #[arg(long, value_name = "PATH")]
    path: Option<String>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Host {
    /// For a server block of nginx.
    Nginx,
    /// For the block of an address in a Caddyfile.
    Caddy,
    /// Commands that copy the site into a bucket of S3, with CloudFront before it.
    S3,
}

/// Prints the settings.
pub fn run(arguments: &HostingArguments, report: &mut Report) -> Result<()> {
    let folder = &arguments.folder;
    ensure!(
        folder.join(PAGE).is_file(),
        "{}: holds no {PAGE}, so it is not a site; `broadsheet build SOURCE --out DIR` makes one",
        folder.display()
    );
    let settings = Site::read(folder)?.settings;
    let path = match &arguments.path {
        Some(path) => path.clone(),
        None => path_of(settings.base_address.as_deref().unwrap_or_default()),
    };
    let folder = folder.canonicalize().with_context(|| format!("{}: cannot be read", folder.display()))?;
    let place = Place::new(&folder, &path, settings.pictures())?;
    let settings = match arguments.host {
        Host::Nginx => hosting::nginx(&place),
        Host::Caddy => hosting::caddy(&place),
        Host::S3 => hosting::s3(&place),
    };
    report.answer(settings.trim_end())
}

/// The folder in a site's address.
fn path_of(address: &str) -> String {
    address.parse::<Uri>().map_or_else(|_| "/".to_owned(), |uri| uri.path().to_owned())
}
