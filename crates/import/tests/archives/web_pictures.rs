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
    // Packed once more than it should be, it is read without.
    let wacz = zip(&[file("archive/all.warc.gz", packed(&records))]);
    assert_eq!(pictures("a.wacz", &wacz), []);
    assert_eq!(read("a.wacz", &wacz).iter().filter(|line| line.ends_with(": One")).count(), 1);
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
