//! A site that is one HTML file, opened by double click: the app, its workers and the archive lie in it as data blocks, and a script
//! hands them to the page (files.js). Nothing is fetched from anywhere, but
//! for pictures of the hosts that the settings name.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{ErrorKind, Read};
use std::path::Path;

use anyhow::{Context, Result, ensure};
use article::Manifest;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use crate::app::{ARCHIVE, App, PAGE};
use crate::archive::PictureName;
use crate::compression::Coding;
use crate::config::SiteSettings;
use crate::export::Stream;
use crate::pages::{self, Imprint, Markup};
use crate::report::Report;

/// The longest such file, in bytes. Browsers read the whole of it before they show anything, and mail and chat take no more.
pub const MOST: u64 = 50_000_000;

/// The script that stands in for a host.
const FILES: &str = include_str!("files.js");
/// By which the app takes over static pages, of which there are none here.
const TAKEOVER: &str = "takeover.js";
/// The app's script that starts its program.
const BOOT: &str = "boot.js";
/// What a document begins with that this wrote: it alone is replaced.
const BEGINNING: &str = "<!doctype html>\n<!-- A news archive in one file, made by Broadsheet. -->\n";

/// Refuses a place where something lies that this did not write.
pub fn require_free(out: &Path) -> Result<()> {
    let mut file = match File::open(out) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        file => file.with_context(|| format!("{}: is there and cannot be read", out.display()))?,
    };
    let mut beginning = vec![0; BEGINNING.len()];
    let is_ours = file.read_exact(&mut beginning).is_ok() && beginning == BEGINNING.as_bytes();
    ensure!(is_ours, "{}: is there and was not made by this command; name another file", out.display());
    Ok(())
}

/// Writes the archive in the folder `archive`, which was published, and the app into the file `out`; gives its length in bytes.
/// What was there stays until all is written, and where it would be longer than [`MOST`].
pub fn write(
    app: &App,
    archive: &Path,
    manifest: &Manifest,
    settings: &SiteSettings,
    out: &Path,
    report: &mut Report,
) -> Result<u64> {
    let page = String::from_utf8_lossy(&app.read(PAGE)?).into_owned();
    let zone = crate::config::Config::of_archive(manifest)?.time_zone;
    let imprint = Imprint::new(manifest, settings, zone, &page);
    let scripts = Scripts::of(app, &page)?;
    let mut document = Document { stream: Stream::new(Some(out))?, length: 0 };
    document.put(&head(app, &imprint, &scripts)?)?;
    for file in app.files()?.iter().filter(|file| is_fetched(file, &imprint)) {
        document.block(file, &pages::told_file(file, app.read(file)?, &imprint))?;
    }
    let files = files_of(archive)?;
    report.start("Writing one file", files.len() as u64, false);
    for (n, file) in files.iter().enumerate() {
        let path = archive.join(file);
        let bytes = fs::read(&path).with_context(|| format!("{}: cannot be read", path.display()))?;
        document.block(&[ARCHIVE, "/", file].concat(), &bytes)?;
        report.advance_to(n as u64);
    }
    report.finish();
    document.put(&scripts.elements())?;
    document.put("</head><body><noscript>This archive is read with JavaScript and WebAssembly, which this browser does not run.</noscript></body></html>\n")?;
    let Document { stream, length } = document;
    ensure!(
        length <= MOST,
        "{}: would have {:.1} MB, and one file has {:.0} MB at most, so it was not written; take fewer articles, leave pictures out \
         with pictures = \"none\" in broadsheet.toml, or make a folder with --out",
        out.display(),
        length as f64 / 1e6,
        MOST as f64 / 1e6
    );
    stream.finish()?;
    Ok(length)
}

/// A document that is being written.
struct Document {
    stream: Stream,
    length: u64,
}

impl Document {
    fn put(&mut self, text: &str) -> Result<()> {
        self.length += text.len() as u64;
        // What is too long already is counted on, to be able to say how long.
        if self.length <= MOST { self.stream.put(text.as_bytes()) } else { Ok(()) }
    }

    /// Writes a file of the site. What elements and workers fetch by themselves is not compressed, for it is wanted at once.
    fn block(&mut self, file: &str, bytes: &[u8]) -> Result<()> {
        let is_data = [".json", ".bin", ".wasm"].iter().any(|ending| file.ends_with(ending));
        let packed = if is_data { Coding::Gzip.compress(bytes)? } else { None };
        let mut block = Markup::default();
        let element = block.el("script").attr("type", "application/octet-stream").attr("data-file", file);
        let element = element.attr_if("data-gzip", packed.as_ref().map(|_| ""));
        element.text(&STANDARD.encode(packed.as_deref().unwrap_or(bytes)));
        self.put(&(block.finish() + "\n"))
    }
}

/// The scripts that run, each allowed by its hash.
struct Scripts {
    files: String,
    boot: String,
    /// The names of the program's files, as the app's page hands them to the script that starts it.
    js: String,
    wasm: String,
}

impl Scripts {
    fn of(app: &App, page: &str) -> Result<Self> {
        let starts = page.split("<script").skip(1).filter_map(|tag| tag.split('>').next());
        let named =
            |tag| Some((pages::attribute(tag, "data-js")?.to_owned(), pages::attribute(tag, "data-wasm")?.to_owned()));
        let (js, wasm) =
            starts.into_iter().find_map(named).context("the app's page names no program; build the app anew")?;
        Ok(Self { files: with_plain_lines(FILES), boot: inline(app, BOOT)?, js, wasm })
    }

    /// What a policy calls them.
    fn allowed(&self) -> String {
        [hash(&self.files), hash(&self.boot)].join(" ")
    }

    /// A module runs when the whole document is there.
    fn elements(&self) -> String {
        let mut start = Markup::default();
        let element = start.el("script").attr("type", "module").attr("data-js", &self.js).attr("data-wasm", &self.wasm);
        element.holding(|inside| inside.raw(&self.boot));
        ["<script>", &self.files, "</script>\n", &start.finish(), "\n"].concat()
    }
}

/// Everything before the data: names, policy, stylesheets.
fn head(app: &App, imprint: &Imprint, scripts: &Scripts) -> Result<String> {
    let styles: Vec<String> = imprint.looks.stylesheets.iter().map(|file| inline(app, file)).collect::<Result<_>>()?;
    let styles = styles.concat();
    let policy = format!(
        "default-src 'none'; script-src {} blob: 'wasm-unsafe-eval'; style-src {}; img-src 'self'; media-src blob:; worker-src blob:; \
         base-uri 'none'; form-action 'none'",
        scripts.allowed(),
        hash(&styles)
    );
    let policy = imprint.pictures.within(&policy).replacen("img-src 'self'", "img-src data: blob:", 1);
    let mut head = Markup::default();
    head.el("meta").attr("charset", "utf-8").void();
    head.el("meta").attr("name", "viewport").attr("content", "width=device-width, initial-scale=1").void();
    head.el("meta").attr("http-equiv", "Content-Security-Policy").attr("content", &policy).void();
    head.el("meta").attr("name", "color-scheme").attr("content", "light dark").void();
    if let Some(icon) = &imprint.looks.icon {
        let data = ["data:image/svg+xml;base64,", &STANDARD.encode(app.read(icon)?)].concat();
        head.el("link").attr("rel", "icon").attr("href", &data).void();
    }
    head.el("title").text(&imprint.title);
    Ok([BEGINNING, "<html lang=\"en\"><head>", &head.finish(), "<style>", &styles, "</style>\n"].concat())
}

/// A script or stylesheet of the app that is to stand in the document.
fn inline(app: &App, file: &str) -> Result<String> {
    let text = with_plain_lines(&String::from_utf8_lossy(&app.read(file)?));
    let lower = text.to_ascii_lowercase();
    let ends = ["</script", "</style", "<!--"].into_iter().find(|end| lower.contains(end));
    ensure!(
        ends.is_none(),
        "the app's file {file} has {} in it, and so cannot stand in a page",
        ends.unwrap_or_default()
    );
    Ok(text)
}

/// Browsers read each end of a line as `\n`, before they hold a text against its hash.
fn with_plain_lines(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// How a policy names a text that stands in the document (Content Security Policy Level 3, 2.3.1).
fn hash(text: &str) -> String {
    ["'sha256-", &STANDARD.encode(Sha256::digest(text)), "'"].concat()
}

/// Whether the page asks for this file of the app: not for what stands in the document, nor for what a host is for.
fn is_fetched(file: &str, imprint: &Imprint) -> bool {
    let looks = &imprint.looks;
    let is_for_hosts = file.starts_with("icon-") && file.ends_with(".png");
    ![PAGE, BOOT, TAKEOVER].contains(&file)
        && !looks.stylesheets.iter().chain(&looks.icon).any(|known| known == file)
        && !is_for_hosts
}

/// The files of an archive by their paths below its folder; of each picture the widest form alone.
fn files_of(archive: &Path) -> Result<BTreeSet<String>> {
    let mut files = BTreeSet::new();
    let mut widest: BTreeMap<String, (u32, String)> = BTreeMap::new();
    files_below(archive, "", &mut |file, name| match PictureName::parse(name) {
        Some(picture) => {
            let known = widest.entry(picture.original).or_default();
            *known = std::mem::take(known).max((picture.width, file));
        }
        None => drop(files.insert(file)),
    })?;
    files.extend(widest.into_values().map(|(_, file)| file));
    Ok(files)
}

fn files_below(root: &Path, below: &str, visit: &mut impl FnMut(String, &str)) -> Result<()> {
    let folder = root.join(below);
    let unreadable = || format!("{}: cannot be read", folder.display());
    for entry in fs::read_dir(&folder).with_context(unreadable)? {
        let entry = entry.with_context(unreadable)?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let path = if below.is_empty() { name.clone() } else { [below, "/", &name].concat() };
        match entry.path().is_dir() {
            true => files_below(root, &path, visit)?,
            false => visit(path, &name),
        }
    }
    Ok(())
}
