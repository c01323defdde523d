//! What the tests need from outside: a browser, the built app, the native command, and servers for made-up sites.

use std::net::Ipv4Addr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use anyhow::{Context, Result, bail, ensure};
use axum::routing::get;
use axum::{Router, middleware};
use tempfile::TempDir;
use tower_http::services::{ServeDir, ServeFile};
use xtask::webdriver::{Browser, Engine, Launcher};
use xtask::{project, tools};

use crate::before::Before;
use crate::host::Host;

/// Sites lie deep in a host's folders, so that an address that begins at its root is noticed in every test.
const FOLDER: &str = "/some/folder/of/a/host";

/// What one test has of it.
pub struct World {
    outside: Arc<Outside>,
    /// The test's own scripts in the pages that its hosts serve.
    pub before: Before,
}

/// What all tests share.
struct Outside {
    launcher: Launcher,
    /// The built app.
    app: PathBuf,
    /// The native command.
    broadsheet: PathBuf,
    /// axe-core's file.
    axe: PathBuf,
    runtime: tokio::runtime::Runtime,
    folder: TempDir,
    made: AtomicU32,
}

impl World {
    /// Looks for everything; what is missing is named.
    pub fn find() -> Result<Self> {
        let named = |name: &str| std::env::var_os(name).map(|path| project::root().join(path));
        let app =
            named("BROADSHEET_SITE").into_iter().chain([project::target().join("site"), project::root().join("dist")]);
        let app = app.into_iter().find(|folder| folder.join("index.html").is_file());
        let app = app.context("there is no built site in target/site or dist: `trunk build --release` makes one")?;
        let broadsheet = named("BROADSHEET_BIN").unwrap_or_else(xtask::site::native_path);
        if !broadsheet.is_file() {
            bail!("there is no native command in target/release: `cargo build --release -p broadsheet` makes it");
        }
        let outside = Outside {
            launcher: Launcher::find(engine()?)?,
            app,
            broadsheet,
            axe: tools::axe().context("there is no axe-core: `cargo xtask setup` installs it")?,
            runtime: tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?,
            folder: tempfile::tempdir()?,
            made: AtomicU32::new(0),
        };
        Ok(Self { outside: Arc::new(outside), before: Before::default() })
    }

    /// The same for another test, which has put no scripts into its pages yet.
    pub fn for_a_test(&self) -> Self {
        Self { outside: self.outside.clone(), before: Before::default() }
    }

    /// A browser with a profile that nobody used before.
    pub fn browser(&self) -> Result<Browser> {
        self.outside.launcher.browser((1280, 900))
    }

    /// axe-core's file.
    pub fn axe(&self) -> &Path {
        &self.outside.axe
    }

    /// The sample archive, as it was built with the app.
    pub fn sample(&self) -> PathBuf {
        self.outside.app.join("archive")
    }

    /// The text of a file of the built app.
    pub fn app_file(&self, name: &str) -> String {
        std::fs::read_to_string(self.outside.app.join(name)).unwrap_or_default()
    }

    /// A folder for a test's own use.
    pub fn new_folder(&self) -> Result<PathBuf> {
        let folder = self.outside.folder.path().join(self.outside.made.fetch_add(1, Ordering::Relaxed).to_string());
        std::fs::create_dir(&folder)?;
        Ok(folder)
    }

    /// Makes an archive of source files by the native command.
    pub fn bundle(&self, sources: &[(&str, &str)]) -> Result<PathBuf> {
        let archive = self.new_folder()?.join("archive");
        self.bundle_into(&archive, sources)?;
        Ok(archive)
    }

    /// Makes an archive of source files where it is to lie, or lies already.
    pub fn bundle_into(&self, archive: &Path, sources: &[(&str, &str)]) -> Result<()> {
        let source = self.new_folder()?;
        for (name, text) in sources {
            std::fs::write(source.join(name), text)?;
        }
        let said = self.run_bundle(archive, &[&source.to_string_lossy()])?;
        ensure!(archive.join("archive.json").is_file(), "the native command made no archive: {said}");
        Ok(())
    }

    /// Makes a site of source files and the built app by the native command.
    pub fn build(&self, sources: &[(&str, &str)]) -> Result<PathBuf> {
        self.build_as("--out", sources)
    }

    /// The same of one file. Returns its address on the disk.
    pub fn build_single_file(&self, sources: &[(&str, &str)]) -> Result<String> {
        let file = self.build_as("--single-file", sources)?;
        let page = self.before.put_into(&std::fs::read_to_string(&file)?).context("the file is no page")?;
        std::fs::write(&file, page)?;
        Ok(format!("file://{}", file.display()))
    }

    fn build_as(&self, form: &str, sources: &[(&str, &str)]) -> Result<PathBuf> {
        let folder = self.new_folder()?;
        let (source, site) = (folder.join("sources"), folder.join("site.html"));
        std::fs::create_dir(&source)?;
        for (name, text) in sources {
            std::fs::write(source.join(name), text)?;
        }
        let mut command = Command::new(&self.outside.broadsheet);
        command.arg("build").arg(&source).arg("--app").arg(&self.outside.app).arg(form).arg(&site);
        let output = command.stdin(Stdio::null()).output().context("the native command could not be started")?;
        ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        Ok(site)
    }

    /// Adds a source file to an archive by the native command.
    pub fn append(&self, archive: &Path, name: &str, text: &str) -> Result<()> {
        let source = self.new_folder()?.join(name);
        std::fs::write(&source, text)?;
        self.run_bundle(archive, &[&source.to_string_lossy(), "--append"]).map(drop)
    }

    /// Cuts an article out of an archive by the native command.
    pub fn remove(&self, archive: &Path, uri: &str) -> Result<()> {
        self.run_bundle(archive, &["--remove", uri]).map(drop)
    }

    /// Runs `bundle` on an archive, and returns what it said.
    fn run_bundle(&self, archive: &Path, arguments: &[&str]) -> Result<String> {
        let mut command = Command::new(&self.outside.broadsheet);
        command.arg("bundle").args(arguments).arg("--out").arg(archive).args(["--now", "2020-01-01T00:00:00Z"]);
        let output = command.stdin(Stdio::null()).output().context("the native command could not be started")?;
        // 1 is "done, with problems".
        ensure!(output.status.code().is_some_and(|code| code <= 1), "{}", String::from_utf8_lossy(&output.stderr));
        Ok(String::from_utf8_lossy(&output.stderr).into_owned())
    }

    /// Serves the app with an archive, as a plain host does: files, and no header of its own. Returns the site's address.
    pub fn serve(&self, archive: &Path) -> Result<String> {
        self.serve_router(Router::new(), archive)
    }

    /// The same, with a script before a worker's own, which may take from it what a browser may refuse.
    pub fn serve_with(&self, archive: &Path, loader: &str, script: &str) -> Result<String> {
        let whole = format!("{script}\n{}", std::fs::read_to_string(self.outside.app.join(loader))?);
        let answer = move || async move { ([("content-type", "text/javascript")], whole) };
        self.serve_router(Router::new().route(&format!("{FOLDER}/{loader}"), get(answer)), archive)
    }

    /// Makes a whole site of a source file by the native command, and serves it as it is. `None` where the command was compiled by
    /// hand and carries no app; `cargo xtask test` compiles one that does, and there that is a failure.
    pub fn serve_built(&self, name: &str, text: &str) -> Result<Option<String>> {
        let folder = self.new_folder()?;
        let (source, site) = (folder.join(name), folder.join("site"));
        std::fs::write(&source, text)?;
        let output = Command::new(&self.outside.broadsheet).arg("build").arg(&source).arg("--out").arg(&site).output();
        let output = output.context("the native command could not be started")?;
        let said = String::from_utf8_lossy(&output.stderr);
        if said.contains("carries no app") && std::env::var("BROADSHEET_E2E").as_deref() != Ok("required") {
            return Ok(None);
        }
        ensure!(output.status.success(), "{said}");
        Ok(Some(self.listen(Router::new().nest_service(FOLDER, ServeDir::new(site)))? + FOLDER + "/"))
    }

    /// The same, by a host to which things happen.
    pub fn serve_by(&self, host: &Arc<Host>, archive: &Path) -> Result<String> {
        let site = self.site(Router::new(), FOLDER, archive);
        let host = host.clone();
        let site = site.layer(middleware::from_fn(move |request, next| host.clone().answer(request, next)));
        Ok(self.listen(site)? + FOLDER + "/")
    }

    /// Serves the app with each of the archives, all by one host. Returns the sites' addresses.
    pub fn serve_together(&self, archives: &[&Path]) -> Result<Vec<String>> {
        let folders: Vec<String> = (0..archives.len()).map(|number| format!("{FOLDER}/{number}")).collect();
        let sites = folders.iter().zip(archives);
        let router = sites.fold(Router::new(), |router, (folder, archive)| self.site(router, folder, archive));
        let host = self.listen(router)?;
        Ok(folders.iter().map(|folder| format!("{host}{folder}/")).collect())
    }

    /// Serves a whole site as a plain host does that has a page for what is not there.
    pub fn serve_folder(&self, site: &Path) -> Result<String> {
        let files = ServeDir::new(site).not_found_service(ServeFile::new(site.join("404.html")));
        Ok(self.listen(Router::new().nest_service(FOLDER, files))? + FOLDER + "/")
    }

    /// The same, by a host to which things happen.
    pub fn serve_folder_by(&self, host: &Arc<Host>, site: &Path) -> Result<String> {
        let (host, files) = (host.clone(), Router::new().nest_service(FOLDER, ServeDir::new(site)));
        let site = files.layer(middleware::from_fn(move |request, next| host.clone().answer(request, next)));
        Ok(self.listen(site)? + FOLDER + "/")
    }

    fn serve_router(&self, router: Router, archive: &Path) -> Result<String> {
        Ok(self.listen(self.site(router, FOLDER, archive))? + FOLDER + "/")
    }

    /// The app and an archive below a folder.
    fn site(&self, router: Router, folder: &str, archive: &Path) -> Router {
        router
            .nest_service(&format!("{folder}/archive"), ServeDir::new(archive))
            .nest_service(folder, ServeDir::new(&self.outside.app))
    }

    /// Serves it for as long as the tests run. Returns the host's address.
    fn listen(&self, router: Router) -> Result<String> {
        let before = self.before.clone();
        let router = router.layer(middleware::from_fn(move |request, next| before.clone().answer(request, next)));
        let listener = self.outside.runtime.block_on(tokio::net::TcpListener::bind((Ipv4Addr::LOCALHOST, 0)))?;
        let address = listener.local_addr()?;
        self.outside.runtime.spawn(async move { axum::serve(listener, router).await });
        Ok(format!("http://{address}"))
    }
}

/// The engine that the tests are to run in.
pub fn engine() -> Result<Engine> {
    let key = std::env::var("BROADSHEET_ENGINE").unwrap_or_else(|_| Engine::Chromium.key().to_owned());
    key.parse().map_err(anyhow::Error::msg)
}

/// Copies an archive, so that a test may damage it.
pub fn copy(from: &Path, to: &Path) -> Result<()> {
    std::fs::create_dir_all(to)?;
    for entry in std::fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        match entry.path().is_dir() {
            true => copy(&entry.path(), &target)?,
            false => drop(std::fs::copy(entry.path(), target)?),
        }
    }
    Ok(())
}
