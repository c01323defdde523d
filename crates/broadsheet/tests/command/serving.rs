//! `broadsheet serve`: what is sent is the file, compressed where that pays, with the headers that a host should send.

use std::io::Read;

use crate::harness::Test;
use crate::server::{Reply, Server};

/// Pages that are worth compressing, and a file that is not. What lies in the site's folder itself is soon compressed
/// better, and changes its length and ETag then; what lies deeper does not.
fn site() -> (Test, Server) {
    let test = Test::new()
        .file("site/index.html", page())
        .file("site/sub/page.html", page())
        .file("site/dense.bin", dense())
        .file("site/sub/small.txt", "0123456789")
        .file("secret.txt", "not for readers");
    let server = Server::start(&test, "site");
    (test, server)
}

fn page() -> String {
    "<!doctype html><title>News</title>".to_owned() + &"<p>The same paragraph again.</p>".repeat(100)
}

/// Bytes of a linear congruential sequence, which no coding makes shorter.
fn dense() -> Vec<u8> {
    let next = |seed: &u32| Some(seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223));
    std::iter::successors(Some(7_u32), next).map(|seed| (seed >> 24) as u8).take(4000).collect()
}

/// What a browser would make of an answer.
fn decoded(reply: &Reply) -> Vec<u8> {
    let mut bytes = Vec::new();
    match reply.header("content-encoding") {
        Some("br") => brotli::Decompressor::new(reply.body.as_slice(), 4096).read_to_end(&mut bytes).unwrap(),
        Some("gzip") => flate2::read::GzDecoder::new(reply.body.as_slice()).read_to_end(&mut bytes).unwrap(),
        Some(other) => panic!("nobody asked for {other}"),
        None => reply.body.as_slice().read_to_end(&mut bytes).unwrap(),
    };
    bytes
}

/// A page asked for with an `Accept-Encoding`: the coding it comes in, with its length and the file inside.
#[track_caller]
fn check_coding(accepted: &str, expected: Option<&str>) {
    let (_test, server) = site();
    let reply = server.get("/", &[("Accept-Encoding", accepted)]);
    assert_eq!((reply.status, reply.header("content-encoding")), (200, expected), "{accepted}");
    assert_eq!(reply.header("content-length"), Some(reply.body.len().to_string().as_str()));
    assert_eq!(reply.header("vary"), Some("accept-encoding"));
    assert!(reply.header("etag").is_some());
    assert!(expected.is_none() || reply.body.len() < page().len() / 10, "{} bytes", reply.body.len());
    assert_eq!(decoded(&reply), page().into_bytes());
}

#[test]
fn a_browser_gets_brotli() {
    check_coding("gzip, deflate, br, zstd", Some("br"));
}

#[test]
fn who_takes_gzip_gets_gzip() {
    check_coding("gzip", Some("gzip"));
    check_coding("br;q=0.5, gzip", Some("gzip"));
    check_coding("br;q=0, gzip", Some("gzip"));
}

#[test]
fn who_takes_neither_gets_the_file() {
    check_coding("zstd, x-nobody-knows", None);
    check_coding("", None);
}

#[test]
fn what_compressing_does_not_make_shorter_is_sent_as_it_is() {
    let (_test, server) = site();
    let reply = server.get("/dense.bin", &[("Accept-Encoding", "gzip, br")]);
    assert_eq!((reply.status, reply.header("content-encoding")), (200, None));
    assert_eq!(reply.header("content-length"), Some("4000"));
    assert_eq!(reply.body, dense());
}

#[test]
fn what_did_not_change_is_not_sent_again() {
    let (test, server) = site();
    for coding in ["br", "gzip", "identity"] {
        let first = server.get("/sub/page.html", &[("Accept-Encoding", coding)]);
        let tag = first.header("etag").unwrap().to_owned();
        let again = server.get("/sub/page.html", &[("Accept-Encoding", coding), ("If-None-Match", &tag)]);
        assert_eq!((again.status, again.body.len(), again.header("etag")), (304, 0, Some(tag.as_str())), "{coding}");
    }
    let since = server.get("/sub/page.html", &[]).header("last-modified").unwrap().to_owned();
    assert_eq!(server.get("/sub/page.html", &[("If-Modified-Since", &since)]).status, 304);

    let tag = server.get("/sub/page.html", &[("Accept-Encoding", "br")]).header("etag").unwrap().to_owned();
    test.write("site/sub/page.html", "another page");
    let changed = server.get("/sub/page.html", &[("Accept-Encoding", "br"), ("If-None-Match", &tag)]);
    assert_eq!((changed.status, decoded(&changed).as_slice()), (200, b"another page".as_slice()));
}

#[test]
fn a_head_tells_what_a_get_would() {
    let (_test, server) = site();
    for coding in ["br", "identity"] {
        let headers = [("Accept-Encoding", coding)];
        let (head, get) = (server.request("HEAD", "/sub/page.html", &headers), server.get("/sub/page.html", &headers));
        assert_eq!((head.status, head.body.len()), (200, 0));
        for name in ["content-length", "content-encoding", "content-type", "etag"] {
            assert_eq!(head.header(name), get.header(name), "{coding}: {name}");
        }
    }
    assert_eq!(server.request("POST", "/sub/page.html", &[]).status, 405);
}

#[test]
fn a_part_of_a_file_can_be_asked_for() {
    let (_test, server) = site();
    let part = server.get("/sub/small.txt", &[("Range", "bytes=2-4")]);
    assert_eq!((part.status, part.body.as_slice()), (206, b"234".as_slice()));
    assert_eq!(part.header("content-range"), Some("bytes 2-4/10"));
    assert_eq!(server.get("/sub/small.txt", &[("Range", "bytes=20-")]).status, 416);
}

/// Several parts at once, or a part of the file as it was, were refused or mixed up with another version of it; all of it may always be sent.
#[test]
fn who_asks_for_what_is_not_sent_in_parts_gets_the_file() {
    let (_test, server) = site();
    for headers in [
        &[("Range", "bytes=0-1,3-4")][..],
        &[("Range", "bytes=0-1, -2")],
        &[("Range", "lines=1-2")],
        &[("Range", "bytes=2-4"), ("If-Range", "\"another\"")],
    ] {
        let whole = server.get("/sub/small.txt", headers);
        assert_eq!((whole.status, whole.body.as_slice()), (200, b"0123456789".as_slice()), "{headers:?}");
        assert_eq!(whole.header("content-range"), None);
    }
    assert_eq!(server.get("/sub/small.txt", &[("Range", "bytes=-3")]).body, b"789");
}

#[test]
fn nothing_outside_of_the_site_is_sent() {
    let (_test, server) = site();
    for path in
        ["/../secret.txt", "/sub/../../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "/..%5csecret.txt"]
    {
        let reply = server.get(path, &[("Accept-Encoding", "br")]);
        assert!(reply.status >= 400 && reply.body.is_empty(), "{path}: {} {:?}", reply.status, reply.body);
    }
}

/// Compressed forms have names only between the server's parts: nobody else can ask for what does not lie there.
#[test]
fn a_compressed_file_that_is_not_there_is_not_found() {
    let (test, server) = site();
    for headers in [&[][..], &[("Accept-Encoding", "br, gzip")]] {
        assert_eq!(server.get("/index.html.br", headers).status, 404);
        assert_eq!(server.get("/index.html.gz", headers).status, 404);
    }
    test.write("site/articles.jsonl.gz", "as it lies there");
    let there = server.get("/articles.jsonl.gz", &[("Accept-Encoding", "br, gzip")]);
    assert_eq!((there.status, there.header("content-encoding")), (200, None));
    assert_eq!(there.body, b"as it lies there");
}

#[test]
fn a_site_may_have_a_page_for_what_is_not_there() {
    let (test, server) = site();
    let reply = server.get("/nowhere", &[]);
    assert_eq!((reply.status, reply.body.len(), reply.header("content-length")), (404, 0, Some("0")));

    test.write("site/404.html", "<p>There is no such page.</p>");
    for headers in [&[][..], &[("If-None-Match", "*"), ("Range", "bytes=0-3")]] {
        let reply = server.get("/nowhere/at/all.json", headers);
        assert_eq!((reply.status, reply.body.as_slice()), (404, b"<p>There is no such page.</p>".as_slice()));
        assert_eq!(reply.header("content-type"), Some("text/html; charset=utf-8"));
        assert_eq!(reply.header("cache-control"), Some("no-cache"));
    }
}

#[test]
fn files_of_a_segment_are_kept_for_ever_and_all_else_is_asked_for_again() {
    let (test, server) = site();
    let segment = "a".repeat(52);
    test.write(&format!("site/archive/{segment}/articles/000000.json"), page());
    let kept = server.get(&format!("/archive/{segment}/articles/000000.json"), &[("Accept-Encoding", "br")]);
    assert_eq!(kept.header("cache-control"), Some("public, max-age=31536000, immutable"));
    assert_eq!((kept.header("content-encoding"), decoded(&kept)), (Some("br"), page().into_bytes()));
    let missing = server.get(&format!("/archive/{segment}/articles/000001.json"), &[]);
    assert_eq!((missing.status, missing.header("cache-control")), (404, Some("no-cache")));
    let page = server.get("/", &[]);
    assert_eq!(page.header("cache-control"), Some("no-cache"));
    assert!(page.header("content-security-policy").unwrap().starts_with("default-src 'none';"));
    assert_eq!(page.header("x-content-type-options"), Some("nosniff"));
}

/// Texts were said to be of a type, and not what they are written in; a host that is told by `hosting` says both.
#[test]
fn texts_say_what_they_are_written_in() {
    let (test, server) = site();
    test.write("site/feed.xml", "<feed/>");
    for (path, kind) in [
        ("/", "text/html; charset=utf-8"),
        ("/sub/page.html", "text/html; charset=utf-8"),
        ("/sub/small.txt", "text/plain; charset=utf-8"),
        ("/feed.xml", "application/xml; charset=utf-8"),
        ("/dense.bin", "application/octet-stream"),
    ] {
        for headers in [&[][..], &[("Accept-Encoding", "br")], &[("Range", "bytes=0-3")]] {
            assert_eq!(server.get(path, headers).header("content-type"), Some(kind), "{path} {headers:?}");
        }
    }
}

/// A site without its archive was served as if nothing were amiss.
#[test]
fn serving_says_where_a_site_has_no_archive() {
    let test = Test::new().file("site/index.html", "").file("site/archive/archive.json", "{\"format\": 99}");
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_broadsheet"))
        .args(["serve", "site", "--port", "0"])
        .current_dir(test.path(""))
        .stderr(std::process::Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    let mut said = std::io::BufReader::new(child.stderr.take().unwrap());
    std::io::BufRead::read_line(&mut said, &mut line).unwrap();
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(
        line.starts_with("problem: the page will show no articles: site/archive/archive.json: has format 99"),
        "{line}"
    );
}
