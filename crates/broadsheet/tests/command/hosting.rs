//! What hosts are told of a site: `_headers` in it, and what `broadsheet hosting` prints; nginx is started with that.

use std::fs;
use std::io::Read;
use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::harness::Test;
use crate::precompressed::{build, site};
use crate::server::{Reply, ask};

const PATH: &str = "/news/archive/";
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval';";

#[test]
fn a_site_tells_hosts_which_files_are_kept() {
    let test = site(2);
    build(&test, &[]);
    let headers = fs::read_to_string(test.path("site/_headers")).unwrap();
    assert!(headers.starts_with("# Made by") && headers.contains(POLICY), "{headers}");
    assert!(
        headers.contains("/style-0123456789abcdef.css\n  cache-control: public, max-age=31536000, immutable\n"),
        "{headers}"
    );
    let manifest: serde_json::Value =
        serde_json::from_slice(&fs::read(test.path("site/archive/archive.json")).unwrap()).unwrap();
    let segment = manifest["segments"][0]["hash"].as_str().unwrap();
    assert!(headers.contains(&format!("/archive/{segment}/*\n  cache-control: public")), "{headers}");
    assert!(test.path("site/.nojekyll").exists());
}

#[test]
fn the_path_is_that_of_the_base_address() {
    let test = site(1).file("in/broadsheet.toml", "baseAddress = \"https://news.example/some/where\"\n");
    build(&test, &[]);
    let printed = |more: &[&str]| test.run(&[&["hosting", "nginx", "site"], more].concat()).success().stdout;
    assert!(printed(&[]).contains("location ^~ /some/where/ {"));
    assert!(printed(&["--path", "/"]).contains("location ^~ / {"));
    test.run(&["hosting", "nginx", "site", "--path", "news"]).status(2).says("must be a folder as addresses have it");
    test.run(&["hosting", "caddy", "in"]).status(2).says("holds no index.html");
    let s3 = test.run(&["hosting", "s3", "site"]).success().stdout;
    assert!(s3.contains("s3://$BUCKET/some/where/") && s3.contains("script-src '\\''self'\\''"), "{s3}");
    assert!(test.run(&["hosting", "caddy", "site"]).success().stdout.contains("handle_path /some/where/*"));
}

/// nginx with a site under a path; ends with this value.
struct Nginx {
    process: Child,
    address: String,
}

impl Nginx {
    /// Starts it with what `broadsheet hosting` prints.
    fn start(test: &Test, program: &Path) -> Self {
        let printed = test.run(&["hosting", "nginx", "site", "--path", PATH]).success().stdout;
        test.write("nginx/site.conf", printed);
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let folder = test.path("nginx");
        let temporary: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .map(|kind| format!("{kind}_temp_path {0}/{kind};\n", folder.display()))
            .concat();
        let settings = format!(
            "daemon off; user root; pid {0}/pid; error_log stderr; worker_processes 1;\nevents {{}}\n\
             http {{ access_log off;\n{temporary}server {{ listen 127.0.0.1:{port}; include {0}/site.conf; }} }}\n",
            folder.display()
        );
        test.write("nginx/nginx.conf", settings);
        let mut command = Command::new(program);
        command.arg("-e").arg("stderr").arg("-p").arg(&folder).arg("-c").arg(folder.join("nginx.conf"));
        let log = fs::File::create(folder.join("log")).unwrap();
        let mut process = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(log).spawn().unwrap();
        let address = format!("127.0.0.1:{port}");
        let start = Instant::now();
        while TcpStream::connect(&address).is_err() {
            let log = || fs::read_to_string(folder.join("log")).unwrap();
            assert!(process.try_wait().unwrap().is_none() && start.elapsed() < Duration::from_secs(20), "{}", log());
            std::thread::yield_now();
        }
        Self { process, address }
    }

    fn get(&self, path: &str, headers: &[(&str, &str)]) -> Reply {
        ask(&self.address, "GET", path, headers)
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        // Asked to end, it takes its worker along.
        let asked =
            Command::new("kill").arg(self.process.id().to_string()).status().is_ok_and(|status| status.success());
        if !asked {
            self.process.kill().unwrap();
        }
        self.process.wait().unwrap();
    }
}

/// nginx, where it is installed: as a system's program it is often not on the way of others.
fn nginx() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::env::split_paths(&path).chain(["/usr/sbin", "/usr/local/sbin"].map(PathBuf::from));
    let found = folders.map(|folder| folder.join("nginx")).find(|program| program.is_file());
    if found.is_none() {
        println!("skipped: nginx is not installed; `cargo xtask setup` does so where it can");
    }
    found
}

#[test]
fn nginx_sends_a_site_under_a_path_as_serve_does() {
    let Some(program) = nginx() else { return };
    let test = site(3);
    build(&test, &["--precompress"]);
    let nginx = Nginx::start(&test, &program);
    let file = |path: &str| fs::read(test.path("site").join(path)).unwrap();

    let front = nginx.get(PATH, &[]);
    assert_eq!((front.status, front.body.clone()), (200, file("index.html")));
    assert_eq!(front.header("content-type"), Some("text/html; charset=utf-8"));
    assert_eq!(front.header("cache-control"), Some("no-cache"));
    assert!(front.header("content-security-policy").unwrap().starts_with(POLICY));
    for (name, value) in [("x-content-type-options", "nosniff"), ("cross-origin-embedder-policy", "require-corp")] {
        assert_eq!(front.header(name), Some(value));
    }
    let bare = nginx.get("/news/archive", &[]);
    assert_eq!((bare.status, bare.header("location")), (301, Some(PATH)));

    let kept = Some("public, max-age=31536000, immutable");
    let style = nginx.get("/news/archive/style-0123456789abcdef.css", &[("Accept-Encoding", "gzip")]);
    assert_eq!((style.header("content-encoding"), style.header("cache-control")), (Some("gzip"), kept));
    assert!(style.body == file("style-0123456789abcdef.css.gz"), "it was compressed anew");

    let group = test.files("site/archive").into_keys().find(|path| path.ends_with("articles/000000.json")).unwrap();
    let path = group.strip_prefix(test.path("site")).unwrap().to_str().unwrap();
    let reply = nginx.get(&format!("{PATH}{path}"), &[]);
    assert_eq!((reply.status, reply.header("cache-control"), &reply.body), (200, kept, &file(path)));
    let missing = nginx.get(&format!("{PATH}{}", path.replace("000000", "000009")), &[]);
    assert_eq!((missing.status, missing.header("cache-control")), (404, Some("no-cache")));

    let nowhere = nginx.get("/news/archive/article/no-such-page.html", &[]);
    assert_eq!((nowhere.status, nowhere.body), (404, file("404.html")));
    assert!(nowhere_is_html(nginx.get("/news/archive/no/such/folder/", &[])));
    assert_eq!(nginx.get("/elsewhere", &[]).status, 404);

    let page = fs::read_dir(test.path("site/article")).unwrap().map(|entry| entry.unwrap().path());
    let page = page.filter(|path| path.extension().is_some_and(|ending| ending == "html")).min().unwrap();
    let name = page.file_name().unwrap().to_str().unwrap();
    let reply = nginx.get(&format!("{PATH}article/{name}"), &[("Accept-Encoding", "gzip")]);
    let mut text = Vec::new();
    flate2::read::GzDecoder::new(reply.body.as_slice()).read_to_end(&mut text).unwrap();
    assert!(text == fs::read(&page).unwrap() && reply.header("content-security-policy").is_some());

    for (path, kind) in [
        ("program.wasm", "application/wasm"),
        ("app.webmanifest", "application/manifest+json; charset=utf-8"),
        ("archive/archive.json", "application/json; charset=utf-8"),
        ("feed.xml", "application/xml; charset=utf-8"),
        ("robots.txt", "text/plain; charset=utf-8"),
        ("style-0123456789abcdef.css", "text/css; charset=utf-8"),
    ] {
        assert_eq!(nginx.get(&format!("{PATH}{path}"), &[]).header("content-type"), Some(kind), "{path}");
    }
    let tag = front.header("etag").unwrap();
    assert_eq!(nginx.get(PATH, &[("If-None-Match", tag)]).status, 304);
}

fn nowhere_is_html(reply: Reply) -> bool {
    reply.status == 404 && reply.header("content-type") == Some("text/html; charset=utf-8")
}
