//! Pictures that lie in a web archive with the pages that show them.

use std::convert::Infallible;

use import::{EnclosedBytes, Event, import_bytes};

use super::packing::{File, file, gzipped, record, response, zip};
use super::{page, read};

const HTML: &str = "Content-Type: text/html; charset=utf-8\r\n";
const JPEG: &str = "Content-Type: image/jpeg\r\n";

/// A page that shows these pictures.
fn showing(title: &str, images: &str) -> Vec<u8> {
    let dated = page(title, "<meta property=article:published_time content=2020-02-03>");
    let (before, behind) = dated.split_once("</p><p>").unwrap();
    format!("{before}</p>{images}<p>{behind}").into_bytes()
}

/// What came of each picture of the articles, by its address: its bytes, the name under which they came before, or why not.
fn pictures(name: &str, bytes: &[u8]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    import_bytes::<Infallible>(name, bytes, &mut |event| {
        let Event::Article(imported) = event else { return Ok(()) };
        for enclosed in &imported.enclosed {
            let href = imported.article.associations[enclosed.association].href.clone().unwrap_or_default();
            let bytes = match &enclosed.bytes {
                EnclosedBytes::Here { bytes, .. } => String::from_utf8_lossy(bytes).into_owned(),
                EnclosedBytes::Again(_) => "again".to_owned(),
                EnclosedBytes::Lost(why) => why.clone(),
            };
            found.push((href, bytes));
        }
        Ok(())
    })
    .unwrap();
    found
}

/// Two pages and their pictures, one before and the others behind; a picture that failed, and one that is not there.
fn crawl() -> Vec<Vec<u8>> {
    let one = showing(
        "One",
        "<figure><img src=/a.jpg alt=A></figure><figure><img src='b%20c.jpg?w=1#x' alt=B></figure>\
         <figure><img src='https://img.example/gone.jpg' alt=C></figure><figure><img src=failed.jpg alt=D></figure>",
    );
    let other = showing("Other", "<figure><img src='http://EXAMPLE.org/a.jpg' alt=A></figure>");
    vec![
        response("https://example.org/a.jpg", "200 OK", JPEG, b"picture a"),
        response("https://example.org/news/one", "200 OK", HTML, &one),
        response(
            "https://example.org/news/b c.jpg?w=1",
            "200 OK",
            &format!("{JPEG}Content-Encoding: gzip\r\n"),
            &gzipped(b"picture b"),
        ),
        response("https://example.org/news/failed.jpg", "200 OK", HTML, b"<title>Not found</title>"),
        response("https://example.org/failed.jpg", "404 Not Found", JPEG, b"no"),
        response("https://example.org/other", "200 OK", HTML, &other),
    ]
}

fn expected() -> Vec<(String, String)> {
    [
        ("https://example.org/a.jpg", "picture a"),
        ("https://example.org/news/b%20c.jpg?w=1#x", "picture b"),
        ("http://EXAMPLE.org/a.jpg", "again"),
    ]
    .map(|(href, bytes)| (href.to_owned(), bytes.to_owned()))
    .into()
}

/// Pages out of a web archive came without their pictures.
#[test]
fn pictures_are_taken_out_of_the_archive() {
    let records = crawl();
    assert_eq!(pictures("crawl.warc", &records.concat()), expected());
    let packed: Vec<u8> = records.iter().flat_map(|record| gzipped(record)).collect();
    assert_eq!(pictures("crawl.warc.gz", &packed), expected());
    // Packed as one, as by hand.
    assert_eq!(pictures("crawl.warc.gz", &gzipped(&records.concat())), expected());
}

#[test]
fn pictures_of_a_wacz_may_lie_in_another_of_its_archives() {
    let records = crawl();
    let (first, second) = records.split_at(1);
    let packed = |records: &[Vec<u8>]| records.iter().flat_map(|record| gzipped(record)).collect::<Vec<u8>>();
    let list = "{\"format\": \"json-pages-1.0\"}\n{\"url\": \"https://example.org/news/one\"}\n{\"url\": \"https://example.org/other\"}\n";
    let stored = |name: &str, data: Vec<u8>| File { deflate: false, ..file(name, data) };
    let wacz = zip(&[
        file("pages/pages.jsonl", list),
        stored("archive/pages.warc.gz", packed(second)),
        stored("archive/pictures.warc.gz", packed(first)),
    ]);
    assert_eq!(pictures("a.wacz", &wacz), expected());
}

/// A browser fetches one of several addresses, which the page's own need not be.
#[test]
fn a_picture_is_found_under_any_of_its_addresses() {
    let images = "<figure><img src=small.jpg srcset='small.jpg 300w, large.jpg 900w' alt=A></figure>\
                  <figure><picture><source srcset='b.avif'><source srcset='b.webp 1x, b2.webp 2x'><img src=b.jpg alt=B></picture></figure>";
    let warc = [
        response("https://example.org/one", "200 OK", HTML, &showing("One", images)),
        response("https://example.org/large.jpg", "200 OK", JPEG, b"large"),
        response("https://example.org/b.avif", "200 OK", "Content-Type: image/avif\r\n", b"avif"),
        response("https://example.org/b2.webp", "200 OK", "Content-Type: image/webp\r\n", b"webp"),
    ];
    let found: Vec<String> = pictures("a.warc", &warc.concat()).into_iter().map(|(_, bytes)| bytes).collect();
    assert_eq!(found, ["large", "webp"]);
}

#[test]
fn what_is_damaged_costs_the_picture_and_is_told() {
    let images = "<figure><img src=a.jpg alt=A></figure><figure><img src=b.jpg alt=B></figure>";
    let mut cut = record(
        "response",
        "https://example.org/a.jpg",
        "application/http",
        b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nab",
    );
    let truncated =
        String::from_utf8(cut.clone()).unwrap().replacen("WARC-Date", "WARC-Truncated: length\r\nWARC-Date", 1);
    let pages = response("https://example.org/one", "200 OK", HTML, &showing("One", images));
    let packing = response(
        "https://example.org/b.jpg",
        "200 OK",
        &format!("{JPEG}Content-Encoding: gzip\r\n"),
        b"\x1f\x8bnonsense",
    );
    let found = pictures("a.warc", &[truncated.into_bytes(), packing, pages.clone()].concat());
    assert_eq!(found[0].1, "was cut off when it was fetched");
    assert!(found[1].1.starts_with("cannot be unpacked: "), "{found:?}");
    // An archive that ends in a picture has no less of its pages.
    cut.truncate(cut.len() - 5);
    let bytes = [pages, cut].concat();
    assert_eq!(
        pictures("a.warc", &bytes),
        [("https://example.org/a.jpg".to_owned(), "was cut off when it was fetched".to_owned())]
    );
    assert!(read("a.warc", &bytes)[0].ends_with(": One"));
}

/// Where one of its addresses led to a damaged file, an article lost a picture that lay whole at another.
#[test]
fn a_whole_picture_is_taken_before_a_damaged_one() {
    let images = "<figure><img src=small.jpg srcset='small.jpg 300w, large.jpg 900w' alt=A></figure>";
    let damaged = format!("{JPEG}Content-Encoding: gzip\r\n");
    let warc = [
        response("https://example.org/one", "200 OK", HTML, &showing("One", images)),
        response("https://example.org/small.jpg", "200 OK", &damaged, b"\x1f\x8bnonsense"),
        response("https://example.org/large.jpg", "200 OK", JPEG, b"large"),
    ];
    let found = pictures("a.warc", &warc.concat());
    assert_eq!(found.iter().map(|(_, bytes)| bytes.as_str()).collect::<Vec<_>>(), ["large"]);
}

/// Pictures could unpack to any size, or took from what the pages behind them may unpack to.
#[test]
fn what_pictures_unpack_to_is_counted_beside_the_pages() {
    let packed = gzipped(&vec![0; 40 << 20]);
    let coding = |kind: &str| format!("{kind}Content-Encoding: gzip\r\n");
    let mut warc = Vec::new();
    for name in ["one", "two", "three"] {
        let picture = format!("https://example.org/{name}.jpg");
        let page = showing(name, &format!("<figure><img src=/{name}.jpg alt=A></figure>"));
        warc.push(response(&format!("https://example.org/{name}"), "200 OK", HTML, &page));
        warc.push(response(&picture, "200 OK", &coding(JPEG), &packed));
    }
    let last = gzipped(page("last", "<meta property=article:published_time content=2020-02-03>").as_bytes());
    warc.push(response("https://example.org/last", "200 OK", &coding(HTML), &last));
    let warc = warc.concat();
    let found = pictures("a.warc", &warc);
    let lengths: Vec<usize> = found.iter().take(2).map(|(_, bytes)| bytes.len()).collect();
    assert_eq!(lengths, [40 << 20, 40 << 20]);
    assert!(found[2].1.contains("zip bomb"), "{}", &found[2].1[..found[2].1.len().min(200)]);
    assert!(read("a.warc", &warc).iter().any(|line| line.ends_with(": last")));
}

/// A web archive in a zip, and one that was packed once more in a WACZ, came without their pictures.
#[test]
fn a_web_archive_in_a_zip_has_its_pictures() {
    let records = crawl();
    let packed: Vec<u8> = records.iter().flat_map(|record| gzipped(record)).collect();
    for name in ["crawl.warc", "crawl.warc.gz"] {
        let bytes = if name.ends_with("gz") { packed.clone() } else { records.concat() };
        assert_eq!(pictures("a.zip", &zip(&[file(name, bytes)])), expected(), "{name}");
    }
    assert_eq!(pictures("a.wacz", &zip(&[file("archive/all.warc.gz", packed)])), expected());
}

/// A record of this kind with what it says of the one before.
fn revisit(target: &str, kind: &str, before: &str) -> Vec<u8> {
    let answer = format!("HTTP/1.1 200 OK\r\n{kind}\r\n");
    let record = record("revisit", target, "application/http;msgtype=response", answer.as_bytes());
    String::from_utf8(record).unwrap().replacen("WARC-Date", &format!("{before}WARC-Date"), 1).into_bytes()
}

/// Crawlers write a picture once, and say at its other addresses that it is as before: there it was missing.
#[test]
fn a_picture_that_was_as_before_is_that_one() {
    let digest = "WARC-Payload-Digest: sha1:ABC\r\n";
    let images = "<figure><img src=/b.jpg alt=B></figure><figure><img src=/d.jpg alt=D></figure>";
    let picture = |name: &str, bytes: &[u8], more: &str| {
        let record = response(&format!("https://example.org/{name}.jpg"), "200 OK", JPEG, bytes);
        String::from_utf8(record).unwrap().replacen("WARC-Date", &format!("{more}WARC-Date"), 1).into_bytes()
    };
    let refers = "WARC-Refers-To-Target-URI: https://example.org/c.jpg\r\n";
    let records = [
        response("https://example.org/one", "200 OK", HTML, &showing("One", images)),
        picture("a", b"first", digest),
        picture("c", b"second", ""),
        revisit("https://example.org/b.jpg", JPEG, digest),
        revisit("https://example.org/d.jpg", JPEG, refers),
    ];
    for (name, bytes) in
        [("a.warc", records.concat()), ("a.warc.gz", records.iter().flat_map(|record| gzipped(record)).collect())]
    {
        let found: Vec<String> = pictures(name, &bytes).into_iter().map(|(_, bytes)| bytes).collect();
        assert_eq!(found, ["first", "second"], "{name}");
    }
}

#[test]
fn a_page_that_was_as_before_is_told_where_it_lies_elsewhere() {
    let one = response("https://example.org/one", "200 OK", HTML, &showing("One", ""));
    let again = revisit("https://example.org/one", HTML, "");
    let other = revisit("https://example.org/other", HTML, "WARC-Payload-Digest: sha1:ABC\r\n");
    let says =
        |records: &[Vec<u8>]| read("a.warc", &records.concat()).into_iter().any(|line| line.contains("as before"));
    assert!(!says(&[one.clone(), again.clone()]));
    assert!(says(&[one, again, other]));
}

/// One damaged record cost the pictures of all behind it, though the rest was said to be read.
#[test]
fn what_is_damaged_costs_no_picture_behind_it() {
    let page = showing("One", "<figure><img src=/a.jpg alt=A></figure><figure><img src=/b.jpg alt=B></figure>");
    let mut records: Vec<Vec<u8>> = [
        response("https://example.org/one", "200 OK", HTML, &page),
        response("https://example.org/other", "200 OK", JPEG, &[7; 500]),
        response("https://example.org/a.jpg", "200 OK", JPEG, b"picture a"),
        response("https://example.org/b.jpg", "200 OK", JPEG, b"picture b"),
    ]
    .iter()
    .map(|record| gzipped(record))
    .collect();
    let whole = records.concat();
    let middle = records[1].len() / 2;
    records[1][middle..middle + 8].fill(0xff);
    let damaged = records.concat();
    records[1].truncate(middle);
    for bytes in [whole, damaged, records.concat()] {
        let found = pictures("a.warc.gz", &bytes);
        let found: Vec<(&str, &str)> = found.iter().map(|(href, bytes)| (href.as_str(), bytes.as_str())).collect();
        assert_eq!(found, [("https://example.org/a.jpg", "picture a"), ("https://example.org/b.jpg", "picture b")]);
    }
}
