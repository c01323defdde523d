//! The tools that the chores use: their versions, all in this file, and where they are.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::project;

/// Builds the page. 0.22 needs a newer Rust than this project asks for.
pub const TRUNK: &str = "0.21.14";
/// Makes the JavaScript around the program; the crate in Cargo.toml has to be of the same version.
pub const WASM_BINDGEN: &str = "0.2.130";
/// Makes the program smaller. Binaryen counts in whole numbers: its `wasm-opt` calls this one `version_132`.
pub const BINARYEN: &str = "132.0.0";
/// Drives Firefox.
pub const GECKODRIVER: &str = "0.37.1";
/// Audits pages for what keeps people out.
pub const AXE: &str = "4.14.1";

// The engines that `cargo xtask bench search` measures ours beside.
/// MiniSearch.
pub const MINISEARCH: &str = "7.2.0";
/// FlexSearch.
pub const FLEXSEARCH: &str = "0.8.212";
/// Orama.
pub const ORAMA: &str = "3.1.18";
/// Lunr.
pub const LUNR: &str = "2.3.9";
/// uFuzzy.
pub const UFUZZY: &str = "1.0.19";
/// Pagefind.
pub const PAGEFIND: &str = "1.6.0";

/// The flags that headless Chromium is started with: no sandbox, because that does not work for root and in most
/// containers, and nothing that asks the network of its own accord.
pub const CHROME_FLAGS: [&str; 9] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
];

/// What a chore's children run with: the folders that go before the user's PATH, and the browser.
#[derive(Clone, Debug, Default)]
pub struct Tools {
    /// Folders of tools of the right version, first on the children's PATH.
    pub folders: Vec<PathBuf>,
    /// Chromium or Chrome.
    pub chrome: Option<PathBuf>,
    /// Its driver.
    pub chromedriver: Option<PathBuf>,
    /// axe-core's one file of JavaScript.
    pub axe: Option<PathBuf>,
}

impl Tools {
    /// What is there already; installs nothing.
    pub fn found() -> Self {
        let installed = [("trunk", TRUNK), ("wasm-bindgen-cli", WASM_BINDGEN), ("geckodriver", GECKODRIVER)]
            .map(|(name, version)| folder(name, version).join("bin"));
        let binaryen = folder("binaryen", BINARYEN).join("node_modules/.bin");
        Self {
            folders: installed.into_iter().chain([binaryen]).filter(|folder| folder.is_dir()).collect(),
            chrome: chrome(),
            chromedriver: chromedriver(),
            axe: axe(),
        }
    }

    /// A command that finds these tools.
    pub fn command(&self, program: &str) -> Command {
        let path = self.path();
        let mut command = match find_in(program, &path) {
            Some(program) => Command::new(program),
            None => Command::new(program),
        };
        command.env("PATH", path);
        command
    }

    /// `cargo`, the one that runs this chore where there is one.
    pub fn cargo(&self) -> Command {
        let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
        command.env("PATH", self.path());
        command
    }

    /// Whether a tool is there in this version: the words of `--version` hold it.
    pub fn has(&self, program: &str, version: &str) -> bool {
        let Some(said) = project::output(self.command(program).arg("--version")) else { return false };
        said.split(|c: char| c.is_whitespace() || "()".contains(c)).any(|word| word == version)
    }

    /// Whether wasm-opt is there in the version of [`BINARYEN`].
    pub fn has_wasm_opt(&self) -> bool {
        self.has("wasm-opt", &format!("version_{}", BINARYEN.split('.').next().unwrap_or(BINARYEN)))
    }

    fn path(&self) -> OsString {
        let theirs = std::env::var_os("PATH").unwrap_or_default();
        let folders = self.folders.iter().cloned().chain(std::env::split_paths(&theirs));
        std::env::join_paths(folders).unwrap_or(theirs)
    }
}

/// The user's cache for a tool of a version: a tool never goes into the project.
pub fn folder(name: &str, version: &str) -> PathBuf {
    cache().join(format!("{name}-{version}"))
}

/// Where a package lies that `setup` installed with npm.
pub fn npm_module(package: &str, version: &str) -> PathBuf {
    folder(package, version).join("node_modules").join(package)
}

/// `$XDG_CACHE_HOME/broadsheet/tools`, else `~/.cache/broadsheet/tools`.
pub fn cache() -> PathBuf {
    let set = |name| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let cache =
        set("XDG_CACHE_HOME").or_else(|| set("HOME").or_else(|| set("USERPROFILE")).map(|home| home.join(".cache")));
    cache.unwrap_or_else(std::env::temp_dir).join("broadsheet/tools")
}

/// Chromium or Chrome: `CHROME`, else the first of the usual names on PATH, else where macOS keeps it.
pub fn chrome() -> Option<PathBuf> {
    let names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome", "chrome"];
    let app = Path::new("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");
    named("CHROME").or_else(|| names.iter().find_map(|name| find(name))).or_else(|| app.is_file().then(|| app.into()))
}

/// The driver: `CHROMEDRIVER`, else from PATH.
pub fn chromedriver() -> Option<PathBuf> {
    named("CHROMEDRIVER").or_else(|| find("chromedriver"))
}

/// Firefox: `FIREFOX`, else the first of the usual names on PATH, else where macOS keeps it.
pub fn firefox() -> Option<PathBuf> {
    let app = Path::new("/Applications/Firefox.app/Contents/MacOS/firefox");
    let found = || ["firefox", "firefox-esr"].iter().find_map(|name| find(name));
    named("FIREFOX").or_else(found).or_else(|| app.is_file().then(|| app.into()))
}

/// Firefox' driver: `GECKODRIVER`, else as `setup` installed it, else from PATH.
pub fn geckodriver() -> Option<PathBuf> {
    let installed = folder("geckodriver", GECKODRIVER).join("bin/geckodriver");
    named("GECKODRIVER").or_else(|| installed.is_file().then_some(installed)).or_else(|| find("geckodriver"))
}

/// WebKitGTK's driver: `WEBKIT_DRIVER`, else from PATH.
pub fn webkit_driver() -> Option<PathBuf> {
    named("WEBKIT_DRIVER").or_else(|| find("WebKitWebDriver"))
}

/// The small browser that comes with WebKitGTK: `MINI_BROWSER`, else where packages keep it, which is no folder of PATH.
pub fn mini_browser() -> Option<PathBuf> {
    named("MINI_BROWSER").or_else(|| {
        let folders = ["/usr/lib", "/usr/lib64", "/usr/libexec"].map(Path::new).into_iter();
        let below = |folder: &Path| std::fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
        // /usr/libexec/webkit2gtk-4.1 or, of a Debian, /usr/lib/x86_64-linux-gnu/webkit2gtk-4.1.
        let mut found: Vec<_> = folders
            .flat_map(|folder| below(folder).chain([folder.to_owned()]).collect::<Vec<_>>())
            .flat_map(|folder| {
                [folder.join("webkitgtk-6.0"), folder.join("webkit2gtk-4.1"), folder.join("webkit2gtk-4.0"), folder]
            })
            .map(|folder| folder.join("MiniBrowser"))
            .filter(|file| file.is_file())
            .collect();
        // The newest.
        found.sort();
        found.pop()
    })
}

/// A screen without a screen: `XVFB`, else from PATH.
pub fn xvfb() -> Option<PathBuf> {
    named("XVFB").or_else(|| find("Xvfb"))
}

/// axe-core: `AXE`, else as `setup` installed it.
pub fn axe() -> Option<PathBuf> {
    let installed = npm_module("axe-core", AXE).join("axe.min.js");
    named("AXE").or_else(|| installed.is_file().then_some(installed))
}

/// The file of a program on the user's PATH.
pub fn find(program: &str) -> Option<PathBuf> {
    find_in(program, &std::env::var_os("PATH")?)
}

fn find_in(program: &str, path: &OsString) -> Option<PathBuf> {
    let file = format!("{program}{}", std::env::consts::EXE_SUFFIX);
    std::env::split_paths(path).map(|folder| folder.join(&file)).find(|file| file.is_file())
}

fn named(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).filter(|value| !value.is_empty()).map(PathBuf::from)
}
