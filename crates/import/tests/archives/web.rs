//! Web archives: WARC and WACZ.

use super::packing::{File, file, gzipped, record, response, zip};
use super::{articles, check, page, read};
use std::io::Write;

const HTML: &str = "Content-Type: text/html; charset=utf-8\r\n";

fn dated(title: &str) -> String {
    page(title, "<meta property=article:published_time content=2020-02-03>")
}

#[test]
fn pages_come_in_and_the_rest_is_passed_over() {
    let warc = [
        record("warcinfo", "", "application/warc-fields", b"software: x\r\n"),
        record("request", "https://example.org/a", "application/http; msgtype=request", b"GET /a HTTP/1.1\r\n\r\n"),
        response("https://example.org/a", "200 OK", HTML, dated("One").as_bytes()),
        response("https://example.org/b", "301 Moved", "Location: /a\r\n", b""),
        response("https://example.org/c", "404 Not Found", HTML, dated("Lost").as_bytes()),
        response("https://example.org/d.png", "200 OK", "Content-Type: image/png\r\n", b"\x89PNG\0\0"),
        response("https://example.org/", "200 OK", HTML, b"<title>Front</title><ul><li><a href=/a>One</a></ul>"),
        record("revisit", "https://example.org/a", "application/http; msgtype=response", b"HTTP/1.1 200 OK\r\n\r\n"),
        record("metadata", "https://example.org/a", "application/warc-fields", b"via: x\r\n"),
        record("resource", "https://example.org/e", "text/html", page("Two", "").as_bytes()),
    ];
    let expected = [
        "crawl.warc/https://example.org/a: One",
        "crawl.warc/https://example.org/e: Two",
        "note: crawl.warc: 1 of its pages name no date; the time at which they were fetched was taken",
        "note: crawl.warc: 3 of its pages are no articles and were passed over: 1 lists of links or pages without their text, 1 redirects, 1 errors of the web server",
    ];
    check("crawl.warc", &warc.concat(), &expected);
    let packed = warc.each_ref().map(|record| gzipped(record)).concat();
    check(
        "crawl.warc.gz",
        &packed,
        &expected.map(|line| line.replace("crawl.warc", "crawl.warc.gz")).each_ref().map(String::as_str),
    );
    let [one, two] = articles("crawl.warc", &warc.concat()).try_into().unwrap();
    assert_eq!(one.url.as_deref(), Some("https://example.org/a"));
    assert_eq!(one.date_published.as_deref(), Some("2020-02-03"));
    assert_eq!(two.date_published.as_deref(), Some("2024-05-01T10:00:00Z"));
}

/// Version 1.0 has its addresses in angle brackets, and may lack the space behind the colon.
#[test]
fn version_1_0_is_read_too() {
    let http = format!("HTTP/1.0 200 OK\r\n{HTML}\r\n{}", dated("One"));
    let record = format!(
        "WARC/1.0\r\nWARC-Type:response\r\nWARC-Target-URI: <https://example.org/a>\r\nWARC-Date: 2024-05-01T10:00:00Z\r\n\
         Content-Type: application/http;msgtype=response\r\nContent-Length: {}\r\n\r\n{http}\r\n\r\n",
        http.len()
    );
    check("a.warc", record.as_bytes(), &["a.warc/https://example.org/a: One"]);
}

fn brotli(text: &str) -> Vec<u8> {
    // A stream of one uncompressed block (RFC 7932, section 9.2): 16 bits of window, a length of 16 bits less one, the text.
    let length = text.len() as u32 - 1;
    assert!(length < 1 << 16);
    let mut bytes = Vec::new();
    // WBITS 16 is the bit 0; ISLAST 0; MNIBBLES 4 is 00; 16 bits of length; ISUNCOMPRESSED 1.
    let bits = length << 4 | 1 << 20;
    bytes.extend(&bits.to_le_bytes()[..3]);
    bytes.extend(text.as_bytes());
    // ISLAST and ISLASTEMPTY.
    bytes.push(3);
    bytes
}

#[test]
fn bodies_are_taken_out_of_chunks_and_unpacked() {
    let text = dated("One");
    let chunked = |body: &[u8]| {
        let parts = body.chunks(100).map(|part| [format!("{:x}\r\n", part.len()).as_bytes(), part, b"\r\n"].concat());
        [parts.collect::<Vec<_>>().concat(), b"0\r\n\r\n".to_vec()].concat()
    };
    let mut zlib = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    zlib.write_all(text.as_bytes()).unwrap();
    let mut raw = flate2::write::DeflateEncoder::new(Vec::new(), flate2::Compression::fast());
    raw.write_all(text.as_bytes()).unwrap();
    let plain = text.clone().into_bytes();
    for (headers, body) in [
        ("Transfer-Encoding: chunked\r\n", chunked(&plain)),
        ("Content-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n", chunked(&gzipped(&plain))),
        ("Content-Encoding: gzip\r\n", gzipped(&plain)),
        ("Content-Encoding: deflate\r\n", zlib.finish().unwrap()),
        ("Content-Encoding: deflate\r\n", raw.finish().unwrap()),
        ("Content-Encoding: br\r\n", brotli(&text)),
        // Kept by some crawlers, of a body that they store as it was meant.
        ("Content-Encoding: br\r\nTransfer-Encoding: chunked\r\n", plain.clone()),
        ("Content-Encoding: gzip\r\n", plain),
    ] {
        let warc = response("https://example.org/a", "200 OK", &format!("{HTML}{headers}"), &body);
        assert_eq!(read("a.warc", &warc), ["a.warc/https://example.org/a: One"], "{headers}");
    }
    let warc = response("https://example.org/a", "200 OK", &format!("{HTML}Content-Encoding: zstd\r\n"), b"(\xb5/\xfd");
    check(
        "a.warc",
        &warc,
        &["problem: a.warc/https://example.org/a: is packed in a way that is not read (zstd) (the page was left out)"],
    );
}

#[test]
fn the_encoding_that_the_server_says_is_taken() {
    let page = dated("Zürich opens");
    let bytes = latin_1(&page);
    let warc = response("https://example.org/a", "200 OK", "Content-Type: text/html; charset=iso-8859-1\r\n", &bytes);
    check("a.warc", &warc, &["a.warc/https://example.org/a: Zürich opens"]);
}

/// Latin-1 has the first 256 characters at their numbers.
fn latin_1(text: &str) -> Vec<u8> {
    text.chars().map(|character| u8::try_from(u32::from(character)).unwrap()).collect()
}

#[test]
fn what_is_damaged_is_named_and_what_stands_before_passes() {
    let one = response("https://example.org/a", "200 OK", HTML, dated("One").as_bytes());
    let two = response("https://example.org/b", "200 OK", HTML, dated("Two").as_bytes());
    let first = "a.warc/https://example.org/a: One";
    let cut = "problem: a.warc: record 2: is cut off: what follows is missing; copy or pack the file again";
    // Half a page is no article.
    check("a.warc", &[&one[..], &two[..two.len() - 100]].concat(), &[first, cut]);
    check(
        "a.warc",
        &[&one[..], b"\r\nrubbish\r\nmore\r\n", &two].concat(),
        &[
            first,
            "a.warc/https://example.org/b: Two",
            "problem: a.warc: holds what is no record in one place; it was passed over",
        ],
    );
    check("a.warc", b"no archive", &["problem: a.warc: is no web archive: it holds no record that begins with WARC/1"]);
    check("a.warc", b"", &["problem: a.warc: is empty"]);
    let packed = [gzipped(&one), gzipped(&two)].concat();
    let said = read("a.warc.gz", &packed[..packed.len() - 100]);
    assert_eq!(said[0], "a.warc.gz/https://example.org/a: One");
    assert!(said.last().unwrap().contains("is cut off"), "{said:?}");
    let lying = one.windows(4).position(|window| window == b"\r\n\r\n").unwrap();
    let lying =
        [String::from_utf8_lossy(&one[..lying]).replace("Length: ", "Length: 9999999999").as_bytes(), &one[lying..]]
            .concat();
    assert!(read("a.warc", &lying).last().unwrap().contains("is cut off"));
}

#[test]
fn a_page_above_the_limit_or_a_bomb_is_that_pages_problem() {
    let large = vec![b' '; 17 << 20];
    let warc = [
        response("https://example.org/a", "200 OK", HTML, &large),
        response("https://example.org/b", "200 OK", &format!("{HTML}Content-Encoding: gzip\r\n"), &gzipped(&large)),
        response("https://example.org/c", "200 OK", HTML, dated("Three").as_bytes()),
    ];
    let too_large = "is larger than 16 MB, the most that one article may take; part it";
    check(
        "a.warc",
        &warc.concat(),
        &[
            &format!("problem: a.warc/https://example.org/a: {too_large}"),
            &format!("problem: a.warc/https://example.org/b: {too_large}"),
            "a.warc/https://example.org/c: Three",
        ],
    );
}

fn wacz(pages: &str, warc: &[u8]) -> Vec<u8> {
    zip(&[
        file("datapackage.json", "{}"),
        file("pages/pages.jsonl", pages),
        File { deflate: false, ..file("archive/data.warc.gz", gzipped(warc)) },
        file("indexes/index.cdx", "x"),
    ])
}

#[test]
fn of_a_wacz_the_pages_of_its_list_are_read() {
    let warc = [
        response("https://example.org/start", "302 Found", "Location: /a\r\n", b""),
        response("https://example.org/a", "200 OK", HTML, dated("One").as_bytes()),
        response("https://ads.example/frame", "200 OK", HTML, dated("Buy").as_bytes()),
        response("https://example.org/b/", "200 OK", HTML, dated("Two").as_bytes()),
    ]
    .concat();
    let list = "{\"format\": \"json-pages-1.0\", \"id\": \"pages\", \"title\": \"All\"}\n\
                {\"url\": \"https://example.org/start#top\", \"title\": \"One\"}\nnonsense\n{\"url\": \"https://example.org/b\"}\n";
    let place = "crawl.wacz/archive/data.warc.gz";
    let (one, two) = (format!("{place}/https://example.org/a: One"), format!("{place}/https://example.org/b/: Two"));
    let note = format!(
        "note: {place}: 2 of its pages are no articles and were passed over: 1 redirects, 1 not in its list of pages"
    );
    check("crawl.wacz", &wacz(list, &warc), &[&one, &two, &note]);
    // Without a list all are read.
    let said = read("crawl.wacz", &wacz("", &warc));
    assert!(said.iter().any(|line| line.ends_with("/frame: Buy")), "{said:?}");
    check(
        "crawl.wacz",
        &zip(&[file("pages/pages.jsonl", list)]),
        &["problem: crawl.wacz: holds no web archive: a file archive/….warc.gz is missing"],
    );
}

#[test]
fn a_web_archive_may_lie_in_a_zip() {
    let warc = response("https://example.org/a", "200 OK", HTML, dated("One").as_bytes());
    check(
        "box.zip",
        &zip(&[file("a.warc.gz", gzipped(&warc)), file("b.wacz", wacz("", &warc))]),
        &[
            "box.zip/a.warc.gz/https://example.org/a: One",
            "box.zip/b.wacz/archive/data.warc.gz/https://example.org/a: One",
        ],
    );
}

/// One damaged byte in a packed record cost all that stood behind it.
#[test]
fn what_is_damaged_in_one_record_costs_no_other() {
    let names = ["One", "Two", "Three"];
    let records: Vec<Vec<u8>> = names
        .iter()
        .map(|name| gzipped(&response(&format!("https://example.org/{name}"), "200 OK", HTML, dated(name).as_bytes())))
        .collect();
    let check = |records: &[Vec<u8>], titles: &[&str], problem: &str| {
        let said = read("a.warc.gz", &records.concat());
        let (messages, articles): (Vec<_>, Vec<_>) = said.iter().partition(|line| !line.starts_with("a.warc.gz/"));
        let problems: Vec<_> = messages.into_iter().filter(|line| line.starts_with("problem: ")).collect();
        let expected: Vec<String> =
            titles.iter().map(|name| format!("a.warc.gz/https://example.org/{name}: {name}")).collect();
        assert_eq!(articles.into_iter().cloned().collect::<Vec<_>>(), expected, "{said:?}");
        assert!(problems.len() == 1 && problems[0].contains(problem), "{said:?}");
    };
    let mut broken = records.clone();
    let middle = broken[1].len() / 2;
    broken[1][middle..middle + 8].fill(0xff);
    check(&broken, &["One", "Three"], "a.warc.gz: is damaged in one place, first at record 2 (");
    // What was cut out of a record, and what is no packed record at all.
    let mut cut = records.clone();
    cut[1].truncate(middle);
    check(&cut, &["One", "Three"], "is damaged in one place, first at record ");
    let mut foreign = records.clone();
    foreign[1] = b"no record at all".to_vec();
    check(&foreign, &["One", "Three"], "is damaged in one place, first at record 1 (");
    // At the end nothing follows.
    let mut end = records;
    end[2].truncate(middle);
    check(&end, &["One", "Two"], "record 3: is cut off");
}

/// What begins like a packed record was unpacked as one at every third byte, for minutes.
#[test]
fn what_only_looks_like_records_costs_no_time() {
    let records: Vec<Vec<u8>> = ["One", "Two"]
        .iter()
        .map(|name| gzipped(&response(&format!("https://example.org/{name}"), "200 OK", HTML, dated(name).as_bytes())))
        .collect();
    let articles = |bytes: &[u8]| {
        let said = read("a.warc.gz", bytes);
        let (articles, said): (Vec<String>, Vec<String>) =
            said.into_iter().partition(|line| !line.starts_with("problem: "));
        (articles, said.join("\n"))
    };
    let one = "a.warc.gz/https://example.org/One: One";
    let two = "a.warc.gz/https://example.org/Two: Two";
    // Reserved flags: none of them may be one.
    let (found, said) = articles(&[&records[0], &b"\x1f\x8b\x08\xff".repeat(500_000)[..], &records[1]].concat());
    assert_eq!(found, [one, two], "{said}");
    assert!(
        said.contains("is damaged in one place, first at record 1 (") && said.ends_with("the rest was read"),
        "{said}"
    );
    // Each may be one and has a name without an end.
    let (found, said) = articles(&[&records[0], &b"\x1f\x8b\x08".repeat(500_000)[..], &records[1]].concat());
    assert_eq!(found, [one]);
    assert!(said.contains("what follows the last was not read"), "{said}");
    // A few that are no records.
    let other = gzipped(b"no record at all").repeat(20);
    let (found, said) = articles(&[&records[0], &b"damaged"[..], &other, &records[1]].concat());
    assert_eq!(found, [one, two], "{said}");
    // Records that break off within one another.
    let begin = &gzipped(&[b"WARC/1.1\r\n", &[0; 100][..]].concat())[..20];
    let (found, said) = articles(&[&records[0], &begin.repeat(50_000)[..], &records[1]].concat());
    assert_eq!(found[0], one, "{said}");
}
